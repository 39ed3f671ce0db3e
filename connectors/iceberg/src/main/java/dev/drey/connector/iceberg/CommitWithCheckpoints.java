// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * What is to be committed, with the number of its checkpoint; what comes at the end of the input,
 * with the number behind the last one, as Flink's own writers give it. Nothing comes after that
 * which would be worth a commit.
 *
 * @param <C> what is committed
 */
final class CommitWithCheckpoints<C> extends AbstractStreamOperator<CommittableMessage<C>>
    implements OneInputStreamOperator<CommittableMessage<C>, CommittableMessage<C>> {
  private static final long serialVersionUID = 1;

  private transient long last;
  private transient boolean ended;

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    last = context.getRestoredCheckpointId().orElse(0);
  }

  @Override
  public void processElement(StreamRecord<CommittableMessage<C>> record) {
    CommittableMessage<C> message = record.getValue();
    if (isOfTheEnd(message)) {
      ended = ended || message instanceof CommittableWithLineage;
      output.collect(new StreamRecord<>(numbered(message, last + 1)));
    } else if (!ended) {
      output.collect(record);
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    last = checkpointId;
  }

  // The number that stands for the end is deprecated, and Iceberg's all the same.
  @SuppressWarnings("deprecation")
  private static boolean isOfTheEnd(CommittableMessage<?> message) {
    return message.getCheckpointIdOrEOI() == CommittableMessage.EOI;
  }

  private static <C> CommittableMessage<C> numbered(
      CommittableMessage<C> message, long checkpointId) {
    if (message instanceof CommittableSummary) {
      CommittableSummary<C> summary = (CommittableSummary<C>) message;
      return new CommittableSummary<>(
          summary.getSubtaskId(),
          summary.getNumberOfSubtasks(),
          checkpointId,
          summary.getNumberOfCommittables(),
          summary.getNumberOfCommittables(),
          summary.getNumberOfFailedCommittables());
    }
    CommittableWithLineage<C> one = (CommittableWithLineage<C>) message;
    return new CommittableWithLineage<>(one.getCommittable(), checkpointId, one.getSubtaskId());
  }
}
