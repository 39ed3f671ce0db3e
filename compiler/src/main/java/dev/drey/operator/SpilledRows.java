// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Rows in a file, lowest key first, to be read once. A record there is the length of what follows,
 * the key and the row's bytes. The file goes with its last row.
 */
final class SpilledRows {
  private static final int BUFFER = 1 << 16;

  private final File file;
  private final TypeSerializer<Object[]> serializer;
  private final DataInputStream in;
  private long position;
  private byte @Nullable [] record;
  private long key;

  private SpilledRows(File file, TypeSerializer<Object[]> serializer) throws IOException {
    this.file = file;
    this.serializer = serializer;
    this.in = new DataInputStream(new BufferedInputStream(new FileInputStream(file), BUFFER));
    read();
  }

  boolean isEmpty() {
    return record == null;
  }

  /** Of the next row, the lowest. */
  long key() {
    return key;
  }

  Object[] take() throws IOException {
    byte[] next = record;
    if (next == null) {
      throw new IllegalStateException("no more rows in " + file);
    }
    position += Integer.BYTES + next.length;
    DataInputDeserializer bytes = new DataInputDeserializer(next, 0, next.length);
    bytes.readLong();
    Object[] row = serializer.deserialize(bytes);
    read();
    return row;
  }

  private void read() throws IOException {
    int length;
    try {
      length = in.readInt();
    } catch (EOFException end) {
      close();
      return;
    }
    byte[] next = new byte[length];
    in.readFully(next);
    record = next;
    key = new DataInputDeserializer(next, 0, Long.BYTES).readLong();
  }

  /** Writes the records that were not taken, as they are. */
  void copyTo(OutputStream out) throws IOException {
    if (isEmpty()) {
      return;
    }
    try (FileInputStream rest = new FileInputStream(file)) {
      rest.getChannel().position(position);
      rest.transferTo(out);
    }
  }

  void close() throws IOException {
    record = null;
    in.close();
    Files.deleteIfExists(file.toPath());
  }

  /** Writes a file of rows. */
  static final class Writer {
    private final File file;
    private final TypeSerializer<Object[]> serializer;
    private final DataOutputStream out;
    private final DataOutputSerializer record = new DataOutputSerializer(256);

    Writer(File file, TypeSerializer<Object[]> serializer) throws IOException {
      this.file = file;
      this.serializer = serializer;
      this.out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(file), BUFFER));
    }

    /** Adds a row whose key is not below that of the one before. */
    void add(long key, Object[] row) throws IOException {
      write(key, row, serializer, record, out);
    }

    SpilledRows finish() throws IOException {
      out.close();
      return new SpilledRows(file, serializer);
    }
  }

  /** Writes one record. */
  static void write(
      long key,
      Object[] row,
      TypeSerializer<Object[]> serializer,
      DataOutputSerializer record,
      DataOutputStream out)
      throws IOException {
    record.clear();
    record.writeLong(key);
    serializer.serialize(row, record);
    out.writeInt(record.length());
    out.write(record.getSharedBuffer(), 0, record.length());
  }
}
