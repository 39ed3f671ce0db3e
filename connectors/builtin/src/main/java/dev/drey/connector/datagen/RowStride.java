// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Every so-many-th row: {@code next}, {@code next + step}, ... below {@code end}. Subtasks take
 * turns through the rows instead of a range each, so that their clocks go alike.
 */
final class RowStride implements SourceSplit {
  private final String id;
  private final int first;
  private final int step;
  private final long next;
  private final long end;

  RowStride(int first, int step, long next, long end) {
    this(String.valueOf(first), first, step, next, end);
  }

  private RowStride(String id, int first, int step, long next, long end) {
    this.id = id;
    this.first = first;
    this.step = step;
    this.next = next;
    this.end = end;
  }

  @Override
  public String splitId() {
    return id;
  }

  boolean isDone() {
    return next >= end;
  }

  long next() {
    return next;
  }

  RowStride afterNext() {
    return new RowStride(id, first, step, next + step, end);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(first);
    out.writeInt(step);
    out.writeLong(next);
    out.writeLong(end);
  }

  static RowStride read(DataInputStream in) throws IOException {
    return new RowStride(in.readInt(), in.readInt(), in.readLong(), in.readLong());
  }

  /** Version 1: two ints and two longs. */
  static final class Serializer implements SimpleVersionedSerializer<RowStride> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(RowStride stride) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      stride.write(new DataOutputStream(bytes));
      return bytes.toByteArray();
    }

    @Override
    public RowStride deserialize(int version, byte[] bytes) throws IOException {
      return read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
  }
}
