// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.KeyColumns;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.plan.RuntimeSettings;
import dev.drey.row.RowKey;
import dev.drey.row.RowKeyTypeInformation;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/** The operator that a node of a plan becomes, by key, one harness a subtask. */
final class KeyedOperators implements AutoCloseable {
  private static final int MAX_PARALLELISM = 16;

  private final List<KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]>> subtasks =
      new ArrayList<>();
  private final KeyColumns keys;

  /**
   * @param node reads {@code in}
   * @param any row of these columns
   * @param cache how many bytes of memory a subtask uses, about
   * @param savepoint of {@link #savepoint}, or null for a first start
   */
  KeyedOperators(
      PlanNode node,
      RowType input,
      Object[] any,
      List<Integer> keys,
      long cache,
      StateBackend backend,
      int parallelism,
      @Nullable List<OperatorSubtaskState> savepoint)
      throws Exception {
    this.keys = new KeyColumns(keys);
    OneInputTransformation<Object[], Object[]> operator = operator(node, input, any, cache);
    for (int i = 0; i < parallelism; i++) {
      KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              InstantiationUtil.clone(operator.getOperatorFactory()),
              this.keys,
              RowKeyTypeInformation.of(input.project(keys)),
              MAX_PARALLELISM,
              parallelism,
              i);
      harness.getExecutionConfig().enableObjectReuse();
      harness.setStateBackend(backend);
      harness.setup(
          operator
              .getOutputType()
              .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
      if (savepoint != null) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                AbstractStreamOperatorTestHarness.repackageState(
                    savepoint.toArray(new OperatorSubtaskState[0])),
                MAX_PARALLELISM,
                savepoint.size(),
                parallelism,
                i));
      }
      harness.open();
      subtasks.add(harness);
    }
  }

  /** As the translator makes it, taken out of the graph. */
  @SuppressWarnings("unchecked") // all our streams are of rows
  private static OneInputTransformation<Object[], Object[]> operator(
      PlanNode node, RowType input, Object[] any, long cache) {
    LogicalPlan plan =
        LogicalPlan.of(
            "test",
            List.of(TestConnector.source(input), node),
            Map.of(),
            RuntimeSettings.builder().maxParallelism(MAX_PARALLELISM).windowCache(cache).build());
    Map<Port, DataStream<Object[]>> streams =
        new GraphBuilder(
                TestConnector.catalog(),
                new TestEndpoints(
                    context ->
                        context
                            .environment()
                            .fromData(List.<Object[]>of(any), context.typeInformation())))
            .build(plan, StreamExecutionEnvironment.getExecutionEnvironment(), true);
    DataStream<Object[]> results = streams.get(Port.out(node.id()));
    if (results == null) {
      throw new AssertionError("no stream of results");
    }
    return (OneInputTransformation<Object[], Object[]>) results.getTransformation();
  }

  void row(Object[] row, long time) throws Exception {
    int subtask =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            keys.getKey(row), MAX_PARALLELISM, subtasks.size());
    subtasks.get(subtask).processElement(new StreamRecord<>(row, time));
  }

  void watermark(long time) throws Exception {
    for (KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> subtask : subtasks) {
      subtask.processWatermark(time);
    }
  }

  void clock(long time) throws Exception {
    for (KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> subtask : subtasks) {
      subtask.setProcessingTime(time);
    }
  }

  List<OperatorSubtaskState> savepoint() throws Exception {
    List<OperatorSubtaskState> snapshots = new ArrayList<>();
    for (KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> subtask : subtasks) {
      snapshots.add(subtask.snapshot(1, 1));
    }
    return snapshots;
  }

  /** What came out since the start, subtask after subtask. */
  List<StreamRecord<? extends Object[]>> results() {
    List<StreamRecord<? extends Object[]>> results = new ArrayList<>();
    subtasks.forEach(subtask -> results.addAll(subtask.extractOutputStreamRecords()));
    return results;
  }

  /** How many results had a time that the watermark before them had reached. */
  int late() {
    int late = 0;
    for (KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> subtask : subtasks) {
      long watermark = Long.MIN_VALUE;
      for (Object each : subtask.getOutput()) {
        if (each instanceof Watermark) {
          watermark = ((Watermark) each).getTimestamp();
        } else {
          late += ((StreamRecord<?>) each).getTimestamp() <= watermark ? 1 : 0;
        }
      }
    }
    return late;
  }

  /** What came out since the start, with the watermarks and words of idleness among it. */
  List<Object> outputs() {
    List<Object> outputs = new ArrayList<>();
    subtasks.forEach(subtask -> outputs.addAll(subtask.getOutput()));
    return outputs;
  }

  /** Says that nothing comes for now, or that something does again. */
  void status(WatermarkStatus status) throws Exception {
    for (KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> subtask : subtasks) {
      subtask.processWatermarkStatus(status);
    }
  }

  /** How many entries are kept in these states, with timers. */
  int entries(List<String> states) {
    int entries = 0;
    for (KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> subtask : subtasks) {
      KeyedStateBackend<?> state =
          ((AbstractStreamOperator<?>) subtask.getOperator()).getKeyedStateBackend();
      for (String name : states) {
        entries += (int) state.getKeysAndNamespaces(name).count();
      }
      entries += subtask.numEventTimeTimers();
    }
    return entries;
  }

  @Override
  public void close() {
    for (KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> subtask : subtasks) {
      try {
        subtask.close();
      } catch (Exception failure) {
        throw new AssertionError("a subtask does not close", failure);
      }
    }
  }
}
