// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** One subtask of an operator of the graph, and where its output goes. */
final class RunningOperator {
  private final SubtaskHarness harness;
  private final SharedOutput output;
  private final Map<OutputTag<Object>, SharedOutput> sides = new LinkedHashMap<>();

  private RunningOperator(SubtaskHarness harness, SharedOutput output) {
    this.harness = harness;
    this.output = output;
  }

  /**
   * @param before the state with which it goes on; null for a fresh start
   */
  static RunningOperator open(
      OperatorParts parts,
      StateBackend backend,
      int parallelism,
      int subtask,
      @Nullable OperatorSubtaskState before,
      SharedOutput output,
      long clock)
      throws Exception {
    SubtaskHarness harness = new SubtaskHarness(parts, parallelism, subtask);
    harness.setStateBackend(backend);
    harness.setup(parts.outputSerializer());
    harness.setProcessingTime(clock);
    if (before != null) {
      harness.initializeState(before);
    }
    harness.open();
    return new RunningOperator(harness, output);
  }

  SharedOutput output() {
    return output;
  }

  /** The side output of this tag. */
  SharedOutput side(OutputTag<Object> tag, SharedOutput fresh) {
    return sides.computeIfAbsent(tag, none -> fresh);
  }

  /** The way into one of its inputs, counted from 0. */
  Receiver input(int input) {
    return new Receiver() {
      @Override
      public void row(StreamRecord<Object> row) throws Exception {
        harness.process(input, row);
        handOnWatermarks();
        drain();
      }

      @Override
      public void watermark(long time) throws Exception {
        harness.watermark(input, time);
        drain();
      }

      @Override
      public void idle() throws Exception {
        harness.status(input, WatermarkStatus.IDLE);
        drain();
      }

      @Override
      public void active() throws Exception {
        harness.status(input, WatermarkStatus.ACTIVE);
        drain();
      }
    };
  }

  /** The times, in milliseconds, of timers on the machine's clock. */
  Set<Long> timers() {
    return harness.getProcessingTimeService().getActiveTimerTimestamps();
  }

  void clock(long time) throws Exception {
    harness.setProcessingTime(time);
    drain();
  }

  /** What it keeps, once all that it still has to say is said. */
  OperatorSubtaskState save() throws Exception {
    harness.prepareSnapshotPreBarrier(1);
    drain();
    return harness.snapshot(1, harness.getProcessingTime());
  }

  /** A row is told of behind the watermarks that an operator remembers before it. */
  private void handOnWatermarks() throws Exception {
    while (harness.getOutput().peek() instanceof Watermark) {
      handOn((Watermark) harness.getOutput().remove());
    }
  }

  private void handOn(Watermark watermark) throws Exception {
    output.watermark(watermark.getTimestamp());
    for (SharedOutput side : sides.values()) {
      side.watermark(watermark.getTimestamp());
    }
  }

  private void handOn(WatermarkStatus status) throws Exception {
    List<Receiver> outputs = new ArrayList<>(sides.values());
    outputs.add(output);
    for (Receiver each : outputs) {
      if (status.isIdle()) {
        each.idle();
      } else {
        each.active();
      }
    }
  }

  /** Hands on what the operator has emitted: first its side outputs, as a watermark comes last. */
  private void drain() throws Exception {
    for (Map.Entry<OutputTag<Object>, SharedOutput> side : sides.entrySet()) {
      Queue<StreamRecord<Object>> rows = harness.getSideOutput(side.getKey());
      while (rows != null && !rows.isEmpty()) {
        side.getValue().row(rows.remove());
      }
    }
    Queue<Object> emitted = harness.getOutput();
    while (!emitted.isEmpty()) {
      Object element = emitted.remove();
      if (element instanceof Watermark) {
        handOn((Watermark) element);
      } else if (element instanceof WatermarkStatus) {
        handOn((WatermarkStatus) element);
      } else if (element instanceof StreamRecord) {
        output.row(row(element));
      }
    }
  }

  @SuppressWarnings("unchecked") // Rows, ours or those of Flink SQL.
  private static StreamRecord<Object> row(Object element) {
    return (StreamRecord<Object>) element;
  }

  void close() throws Exception {
    harness.close();
  }
}
