// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;

/**
 * One subtask of an operator with one input or two, run by Flink's own harness as a task. The
 * operator is a copy made by serialization, as a task manager gets it. What it asks for
 * asynchronously is there before the next element comes.
 */
@SuppressWarnings("try") // Closing Flink's harness may throw anything.
final class SubtaskHarness extends AbstractStreamOperatorTestHarness<Object> {
  SubtaskHarness(OperatorParts parts, int parallelism, int subtask) throws Exception {
    super(InstantiationUtil.clone(parts.factory()), parts.keyGroups(), parallelism, subtask);
    executionConfig.getSerializerConfig().setGenericTypes(false);
    config.setupNetworkInputs(parts.inputSerializers().toArray(new TypeSerializer<?>[0]));
    for (int i = 0; i < parts.keySelectors().size(); i++) {
      if (parts.keySelectors().get(i).isPresent()) {
        config.setStatePartitioner(i, parts.keySelectors().get(i).get());
      }
    }
    parts.keySerializer().ifPresent(config::setStateKeySerializer);
    config.serializeAllConfigs();
  }

  /**
   * @param input from 0
   */
  void process(int input, StreamRecord<Object> row) throws Exception {
    if (operator instanceof OneInputStreamOperator) {
      OneInputStreamOperator<Object, Object> one = one();
      one.setKeyContextElement(row);
      one.processElement(row);
    } else if (input == 0) {
      two().setKeyContextElement1(row);
      two().processElement1(row);
    } else {
      two().setKeyContextElement2(row);
      two().processElement2(row);
    }
    answers();
  }

  /**
   * @param input from 0
   */
  void watermark(int input, long time) throws Exception {
    Watermark watermark = new Watermark(time);
    if (operator instanceof OneInputStreamOperator) {
      one().processWatermark(watermark);
    } else if (input == 0) {
      two().processWatermark1(watermark);
    } else {
      two().processWatermark2(watermark);
    }
    answers();
  }

  /**
   * @param input from 0
   */
  void status(int input, WatermarkStatus status) throws Exception {
    if (operator instanceof OneInputStreamOperator) {
      one().processWatermarkStatus(status);
    } else if (input == 0) {
      two().processWatermarkStatus1(status);
    } else {
      two().processWatermarkStatus2(status);
    }
  }

  /** Waits for what is under way, and does what others have asked this thread to do. */
  private void answers() throws Exception {
    if (operator instanceof AsyncWaitOperator) {
      ((BoundedOneInput) operator).endInput();
    }
    TaskMailbox mails = getTaskMailbox();
    while (mails.hasMail()) {
      mails.take(TaskMailbox.MIN_PRIORITY).run();
    }
  }

  @SuppressWarnings("unchecked") // Rows, ours or those of Flink SQL.
  private OneInputStreamOperator<Object, Object> one() {
    return (OneInputStreamOperator<Object, Object>) operator;
  }

  @SuppressWarnings("unchecked") // As above.
  private TwoInputStreamOperator<Object, Object, Object> two() {
    return (TwoInputStreamOperator<Object, Object, Object>) operator;
  }
}
