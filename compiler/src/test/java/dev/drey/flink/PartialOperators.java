// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.plan.WindowNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.transformations.PartitionTransformation;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/**
 * Both phases of a window as the translator makes them: a way from each subtask of the first to the
 * second, on which elements stay in order and may wait. What a watermark is to the second is as in
 * Flink: the least of those ways that are not idle and have caught up.
 */
final class PartialOperators implements AutoCloseable {
  private final List<OneInputStreamOperatorTestHarness<Object[], Object[]>> subtasks =
      new ArrayList<>();
  private final List<Queue<Object>> ways = new ArrayList<>();
  private final long[] watermarks;
  private final boolean[] idle;
  private final boolean[] caughtUp;
  private final WindowOperators second;
  private long reached = Long.MIN_VALUE;

  /** What both keep. */
  static final class Savepoint {
    private final List<OperatorSubtaskState> first;
    private final List<OperatorSubtaskState> second;

    Savepoint(List<OperatorSubtaskState> first, List<OperatorSubtaskState> second) {
      this.first = first;
      this.second = second;
    }

    /** As of a window that had one phase. */
    Savepoint ofOnePhase() {
      return new Savepoint(List.of(), second);
    }

    List<OperatorSubtaskState> second() {
      return second;
    }
  }

  static OneInputTransformation<Object[], Object[]> first(
      OneInputTransformation<Object[], Object[]> second) {
    return rows(input(second));
  }

  /** The operator that an operator reads. */
  static Transformation<?> input(Transformation<?> second) {
    Transformation<?> input = second.getInputs().get(0);
    while (input instanceof PartitionTransformation) {
      input = input.getInputs().get(0);
    }
    return input;
  }

  @SuppressWarnings("unchecked") // all our streams are of rows
  private static OneInputTransformation<Object[], Object[]> rows(Transformation<?> of) {
    return (OneInputTransformation<Object[], Object[]>) of;
  }

  PartialOperators(
      WindowNode node,
      OneInputTransformation<Object[], Object[]> second,
      StateBackend backend,
      int firstParallelism,
      int secondParallelism,
      @Nullable Savepoint savepoint)
      throws Exception {
    OneInputTransformation<Object[], Object[]> first = first(second);
    JobMaster master = new JobMaster();
    this.watermarks = new long[firstParallelism];
    this.idle = new boolean[firstParallelism];
    this.caughtUp = new boolean[firstParallelism];
    for (int i = 0; i < firstParallelism; i++) {
      OneInputStreamOperatorTestHarness<Object[], Object[]> harness =
          new OneInputStreamOperatorTestHarness<>(
              InstantiationUtil.clone(first.getOperatorFactory()),
              WindowPlans.MAX_PARALLELISM,
              firstParallelism,
              i);
      harness.getExecutionConfig().enableObjectReuse();
      master.serves(harness);
      harness.setup(
          first
              .getOutputType()
              .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
      if (savepoint != null && !savepoint.first.isEmpty()) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                AbstractStreamOperatorTestHarness.repackageState(
                    savepoint.first.toArray(new OperatorSubtaskState[0])),
                WindowPlans.MAX_PARALLELISM,
                savepoint.first.size(),
                firstParallelism,
                i));
      }
      harness.open();
      subtasks.add(harness);
      ways.add(new ArrayDeque<>());
      watermarks[i] = Long.MIN_VALUE;
      caughtUp[i] = true;
    }
    this.second =
        new WindowOperators(
            node,
            second,
            backend,
            secondParallelism,
            savepoint == null ? null : savepoint.second,
            master);
  }

  WindowOperators second() {
    return second;
  }

  void row(int subtask, long time, Object... row) throws Exception {
    subtasks.get(subtask).processElement(new StreamRecord<>(row, time));
    sent(subtask);
  }

  void watermark(int subtask, long time) throws Exception {
    subtasks.get(subtask).processWatermark(new Watermark(time));
    sent(subtask);
  }

  void idle(int subtask, boolean idles) throws Exception {
    subtasks
        .get(subtask)
        .processWatermarkStatus(idles ? WatermarkStatus.IDLE : WatermarkStatus.ACTIVE);
    sent(subtask);
  }

  private void sent(int subtask) {
    Queue<Object> output = subtasks.get(subtask).getOutput();
    ways.get(subtask).addAll(output);
    output.clear();
  }

  /** Whether something is on a way. */
  boolean waits(int way) {
    return !ways.get(way).isEmpty();
  }

  /** Lets the second phase have all that is on its way. */
  void arrive() throws Exception {
    for (int way = 0; way < ways.size(); way++) {
      while (waits(way)) {
        arrive(way);
      }
    }
  }

  /** Lets the second phase have the next element of a way. */
  void arrive(int way) throws Exception {
    Object element = ways.get(way).remove();
    if (element instanceof StreamRecord) {
      StreamRecord<?> sent = (StreamRecord<?>) element;
      second.row(sent.getTimestamp(), (Object[]) sent.getValue());
    } else if (element instanceof Watermark) {
      watermarks[way] = ((Watermark) element).getTimestamp();
      caughtUp[way] |= watermarks[way] >= reached;
      advance();
    } else if (element instanceof WatermarkStatus) {
      idle[way] = ((WatermarkStatus) element).isIdle();
      caughtUp[way] = !idle[way] && watermarks[way] >= reached;
      advance();
    }
  }

  private void advance() throws Exception {
    long least = Long.MAX_VALUE;
    boolean any = false;
    for (int way = 0; way < watermarks.length; way++) {
      if (!idle[way] && caughtUp[way]) {
        least = Math.min(least, watermarks[way]);
        any = true;
      }
    }
    if (any && least > reached) {
      reached = least;
      second.watermark(least);
    }
  }

  Savepoint savepoint() throws Exception {
    List<OperatorSubtaskState> first = new ArrayList<>();
    for (int i = 0; i < subtasks.size(); i++) {
      subtasks.get(i).prepareSnapshotPreBarrier(1);
      sent(i);
      first.add(subtasks.get(i).snapshot(1, 1));
    }
    arrive();
    return new Savepoint(first, second.savepoint());
  }

  @Override
  public void close() {
    for (OneInputStreamOperatorTestHarness<Object[], Object[]> subtask : subtasks) {
      try {
        subtask.close();
      } catch (Exception failure) {
        throw new AssertionError("a subtask does not close", failure);
      }
    }
    second.close();
  }
}
