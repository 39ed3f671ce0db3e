// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/** Hands out the strides, one to each reader that asks. */
final class StrideEnumerator implements SplitEnumerator<RowStride, Collection<RowStride>> {
  private final SplitEnumeratorContext<RowStride> context;
  private final Deque<RowStride> waiting;

  StrideEnumerator(SplitEnumeratorContext<RowStride> context, Collection<RowStride> waiting) {
    this.context = context;
    this.waiting = new ArrayDeque<>(waiting);
  }

  static List<RowStride> strides(int count, long rows) {
    List<RowStride> strides = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      strides.add(new RowStride(i, count, i, rows));
    }
    return strides;
  }

  @Override
  public void start() {}

  @Override
  public void addReader(int subtask) {}

  @Override
  public void handleSplitRequest(int subtask, @Nullable String hostname) {
    RowStride stride = waiting.poll();
    if (stride == null) {
      context.signalNoMoreSplits(subtask);
    } else {
      context.assignSplit(stride, subtask);
    }
  }

  @Override
  public void addSplitsBack(List<RowStride> strides, int subtask) {
    waiting.addAll(strides);
  }

  @Override
  public Collection<RowStride> snapshotState(long checkpointId) {
    return new ArrayList<>(waiting);
  }

  @Override
  public void close() {}

  /** Version 1: a count and the strides. */
  static final class Serializer implements SimpleVersionedSerializer<Collection<RowStride>> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Collection<RowStride> strides) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(strides.size());
      for (RowStride stride : strides) {
        stride.write(out);
      }
      return bytes.toByteArray();
    }

    @Override
    public Collection<RowStride> deserialize(int version, byte[] bytes) throws IOException {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      int count = in.readInt();
      List<RowStride> strides = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        strides.add(RowStride.read(in));
      }
      return strides;
    }
  }
}
