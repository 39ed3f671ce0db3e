// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A file that is read in turns with others, and how far it is: the position behind its last row
 * that went out, and the watermark that its rows had reached by then.
 */
final class OrderedFile implements SourceSplit {
  /** Before the first row. */
  static final long NO_WATERMARK = Long.MIN_VALUE;

  private final String path;
  private final long position;
  private final long watermark;

  OrderedFile(String path, long position, long watermark) {
    this.path = path;
    this.position = position;
    this.watermark = watermark;
  }

  static OrderedFile unread(String path) {
    return new OrderedFile(path, 0, NO_WATERMARK);
  }

  String path() {
    return path;
  }

  long position() {
    return position;
  }

  long watermark() {
    return watermark;
  }

  @Override
  public String splitId() {
    return path;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeUTF(path);
    out.writeLong(position);
    out.writeLong(watermark);
  }

  static OrderedFile read(DataInputStream in) throws IOException {
    return new OrderedFile(in.readUTF(), in.readLong(), in.readLong());
  }

  /** Version 1: the path and two longs. */
  static final class Serializer implements SimpleVersionedSerializer<OrderedFile> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(OrderedFile file) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      file.write(new DataOutputStream(bytes));
      return bytes.toByteArray();
    }

    @Override
    public OrderedFile deserialize(int version, byte[] bytes) throws IOException {
      return read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
  }
}
