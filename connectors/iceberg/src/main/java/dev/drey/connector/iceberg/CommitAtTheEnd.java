// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is to be committed, kept until the input ends: what replaces what a table has must do so at
 * once, or the rows of one checkpoint would replace those of the one before.
 *
 * @param <C> what is committed
 */
final class CommitAtTheEnd<C> extends AbstractStreamOperator<CommittableMessage<C>>
    implements OneInputStreamOperator<CommittableMessage<C>, CommittableMessage<C>> {
  private static final long serialVersionUID = 1;

  private final SupportsCommitter<C> sink;
  private transient List<C> kept = new ArrayList<>();
  private transient @Nullable ListState<byte[]> state;
  private transient long last;
  private transient boolean ended;

  CommitAtTheEnd(SupportsCommitter<C> sink) {
    this.sink = sink;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    last = context.getRestoredCheckpointId().orElse(0);
    kept = new ArrayList<>();
    state =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("kept", BytePrimitiveArraySerializer.INSTANCE));
    SimpleVersionedSerializer<C> serializer = sink.getCommittableSerializer();
    for (byte[] bytes : state.get()) {
      kept.add(SimpleVersionedSerialization.readVersionAndDeSerialize(serializer, bytes));
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    List<byte[]> bytes = new ArrayList<>();
    SimpleVersionedSerializer<C> serializer = sink.getCommittableSerializer();
    for (C committable : kept) {
      bytes.add(SimpleVersionedSerialization.writeVersionAndSerialize(serializer, committable));
    }
    requireNonNull(state).update(bytes);
  }

  @Override
  public void processElement(StreamRecord<CommittableMessage<C>> record) {
    if (record.getValue() instanceof CommittableWithLineage && !ended) {
      kept.add(((CommittableWithLineage<C>) record.getValue()).getCommittable());
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    last = checkpointId;
  }

  @Override
  public void finish() throws Exception {
    super.finish();
    long number = last + 1;
    output.collect(
        new StreamRecord<>(new CommittableSummary<>(0, 1, number, kept.size(), kept.size(), 0)));
    for (C committable : kept) {
      output.collect(new StreamRecord<>(new CommittableWithLineage<>(committable, number, 0)));
    }
    kept.clear();
    ended = true;
  }
}
