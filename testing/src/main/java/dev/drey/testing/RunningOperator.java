package dev.drey.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.OutputTag;

/**
 * One operator of the graph, run by Flink's own harness as a task with one subtask. The operator is
 * a copy made by serialization, as a task manager gets it.
 */
final class RunningOperator implements Receiver {
  private final OneInputStreamOperatorTestHarness<Object[], Object[]> harness;
  private final Fanout output;
  private final Map<OutputTag<Object[]>, Fanout> sides = new LinkedHashMap<>();

  private RunningOperator(
      OneInputStreamOperatorTestHarness<Object[], Object[]> harness, Fanout output) {
    this.harness = harness;
    this.output = output;
  }

  static RunningOperator open(
      OneInputTransformation<Object[], Object[]> transformation, Fanout output, long clock)
      throws Exception {
    StreamOperatorFactory<Object[]> factory =
        InstantiationUtil.clone(transformation.getOperatorFactory());
    int keyGroups = Math.max(1, transformation.getMaxParallelism());
    OneInputStreamOperatorTestHarness<Object[], Object[]> harness =
        transformation.getStateKeySelector() == null
            ? new OneInputStreamOperatorTestHarness<>(factory, keyGroups, 1, 0)
            : keyed(transformation, factory, keyGroups);
    harness.getExecutionConfig().getSerializerConfig().setGenericTypes(false);
    TypeSerializer<Object[]> serializer =
        transformation
            .getOutputType()
            .createSerializer(harness.getExecutionConfig().getSerializerConfig());
    harness.setup(serializer);
    harness.setProcessingTime(clock);
    harness.open();
    return new RunningOperator(harness, output);
  }

  @SuppressWarnings("unchecked") // The selector and the type of its keys belong together.
  private static <K> OneInputStreamOperatorTestHarness<Object[], Object[]> keyed(
      OneInputTransformation<Object[], Object[]> transformation,
      StreamOperatorFactory<Object[]> factory,
      int keyGroups)
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        factory,
        (KeySelector<Object[], K>) transformation.getStateKeySelector(),
        (org.apache.flink.api.common.typeinfo.TypeInformation<K>) transformation.getStateKeyType(),
        keyGroups,
        1,
        0);
  }

  /** Adds a side output. */
  void side(OutputTag<Object[]> tag, Fanout fanout) {
    sides.put(tag, fanout);
  }

  @Override
  public void row(StreamRecord<Object[]> row) throws Exception {
    harness.processElement(row);
    drain();
  }

  @Override
  public void watermark(long time) throws Exception {
    harness.processWatermark(time);
    drain();
  }

  /** The times, in milliseconds, of timers on the machine's clock. */
  Set<Long> timers() {
    return harness.getProcessingTimeService().getActiveTimerTimestamps();
  }

  void clock(long time) throws Exception {
    harness.setProcessingTime(time);
    drain();
  }

  /** Hands on what the operator has emitted: first its side outputs, as a watermark comes last. */
  private void drain() throws Exception {
    for (Map.Entry<OutputTag<Object[]>, Fanout> side : sides.entrySet()) {
      Queue<StreamRecord<Object[]>> rows = harness.getSideOutput(side.getKey());
      while (rows != null && !rows.isEmpty()) {
        side.getValue().row(rows.remove());
      }
    }
    Queue<Object> emitted = harness.getOutput();
    while (!emitted.isEmpty()) {
      Object element = emitted.remove();
      if (element instanceof Watermark) {
        long time = ((Watermark) element).getTimestamp();
        output.watermark(time);
        for (Fanout side : sides.values()) {
          side.watermark(time);
        }
      } else if (element instanceof StreamRecord) {
        output.row(row(element));
      }
    }
  }

  @SuppressWarnings("unchecked") // Every edge of our graphs carries rows.
  private static StreamRecord<Object[]> row(Object element) {
    return (StreamRecord<Object[]>) element;
  }

  void close() throws Exception {
    harness.close();
  }
}
