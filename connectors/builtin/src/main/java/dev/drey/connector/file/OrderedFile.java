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
 * A file that is read in turns with others, and how far it is: the place of its last row that went
 * out, as {@link FileRows} has it, and the watermark that its rows had reached by then.
 */
final class OrderedFile implements SourceSplit {
  /** Before the first row. */
  static final long NO_WATERMARK = Long.MIN_VALUE;

  private final String path;
  private final long position;
  private final long taken;
  private final long watermark;

  OrderedFile(String path, long position, long taken, long watermark) {
    this.path = path;
    this.position = position;
    this.taken = taken;
    this.watermark = watermark;
  }

  static OrderedFile unread(String path) {
    return new OrderedFile(path, 0, 0, NO_WATERMARK);
  }

  String path() {
    return path;
  }

  long position() {
    return position;
  }

  /** How many rows behind the position. */
  long taken() {
    return taken;
  }

  boolean isUnread() {
    return position == 0 && taken == 0;
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
    out.writeLong(taken);
  }

  /**
   * @param version of the serializer of what it is part of; 1 had no rows behind a position
   */
  static OrderedFile read(int version, DataInputStream in) throws IOException {
    String path = in.readUTF();
    long position = in.readLong();
    long watermark = in.readLong();
    return new OrderedFile(path, position, version == 1 ? 0 : in.readLong(), watermark);
  }

  /** Version 2: the path and three longs. */
  static final class Serializer implements SimpleVersionedSerializer<OrderedFile> {
    @Override
    public int getVersion() {
      return 2;
    }

    @Override
    public byte[] serialize(OrderedFile file) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      file.write(new DataOutputStream(bytes));
      return bytes.toByteArray();
    }

    @Override
    public OrderedFile deserialize(int version, byte[] bytes) throws IOException {
      return read(version, new DataInputStream(new ByteArrayInputStream(bytes)));
    }
  }
}
