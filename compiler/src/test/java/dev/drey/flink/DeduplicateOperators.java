// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.KeyColumns;
import dev.drey.plan.DeduplicateNode;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.Port;
import dev.drey.plan.RuntimeSettings;
import dev.drey.row.RowKey;
import dev.drey.row.RowKeyTypeInformation;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/**
 * The operator that a {@code deduplicate} of rows of a key and a number becomes, one harness a
 * subtask.
 */
final class DeduplicateOperators implements AutoCloseable {
  static final RowType ROW =
      RowType.of(
          Field.of("k", DataType.string()), Field.of("v", DataType.of(TypeKind.INT).notNull()));
  private static final int MAX_PARALLELISM = 16;

  private final List<KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]>> subtasks =
      new ArrayList<>();
  private final boolean keepsLast;

  /**
   * @param savepoint of {@link #savepoint}, or null for a first start
   */
  DeduplicateOperators(
      boolean keepsLast,
      long within,
      StateBackend backend,
      int parallelism,
      @Nullable List<OperatorSubtaskState> savepoint)
      throws Exception {
    this(keepsLast, within, 32 << 20, backend, parallelism, savepoint);
  }

  /**
   * @param cache how many bytes of memory a subtask uses, about
   */
  DeduplicateOperators(
      boolean keepsLast,
      long within,
      long cache,
      StateBackend backend,
      int parallelism,
      @Nullable List<OperatorSubtaskState> savepoint)
      throws Exception {
    this.keepsLast = keepsLast;
    OneInputTransformation<Object[], Object[]> operator = operator(node(keepsLast, within), cache);
    for (int i = 0; i < parallelism; i++) {
      KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              InstantiationUtil.clone(operator.getOperatorFactory()),
              new KeyColumns(List.of(0)),
              RowKeyTypeInformation.of(ROW.project(List.of(0))),
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

  private static DeduplicateNode node(boolean keepsLast, long within) {
    return DeduplicateNode.builder()
        .id("d.deduplicate")
        .name("d")
        .input(Port.out("in"))
        .by(List.of(0))
        .keepsLast(keepsLast)
        .within(Duration.ofMillis(within))
        .rowType(ROW)
        .build();
  }

  /** As the translator makes it, taken out of the graph. */
  @SuppressWarnings("unchecked") // all our streams are of rows
  private static OneInputTransformation<Object[], Object[]> operator(
      DeduplicateNode node, long cache) {
    LogicalPlan plan =
        LogicalPlan.of(
            "test",
            List.of(TestConnector.source(ROW), node),
            Map.of(),
            RuntimeSettings.builder().maxParallelism(MAX_PARALLELISM).windowCache(cache).build());
    Map<Port, DataStream<Object[]>> streams =
        new GraphBuilder(
                TestConnector.catalog(),
                new TestEndpoints(
                    context ->
                        context
                            .environment()
                            .fromData(
                                List.<Object[]>of(new Object[] {"", 0}),
                                context.typeInformation())))
            .build(plan, StreamExecutionEnvironment.getExecutionEnvironment(), true);
    DataStream<Object[]> results = streams.get(Port.out(node.id()));
    if (results == null) {
      throw new AssertionError("no stream of results");
    }
    return (OneInputTransformation<Object[], Object[]>) results.getTransformation();
  }

  void row(String key, int value, long time) throws Exception {
    Object[] row = {key, value};
    int subtask =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            new KeyColumns(List.of(0)).getKey(row), MAX_PARALLELISM, subtasks.size());
    subtasks.get(subtask).processElement(new StreamRecord<>(row, time));
  }

  void watermark(long time) throws Exception {
    for (KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> subtask : subtasks) {
      subtask.processWatermark(time);
    }
  }

  List<OperatorSubtaskState> savepoint() throws Exception {
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> subtask : subtasks) {
      states.add(subtask.snapshot(1, 1));
    }
    return states;
  }

  /** What came out since the start, by key in order: {@code key value @time}, and what it does. */
  List<String> results() {
    List<String> results = new ArrayList<>();
    for (KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> subtask : subtasks) {
      for (StreamRecord<? extends Object[]> record : subtask.extractOutputStreamRecords()) {
        results.add(text(record.getValue(), record.getTimestamp()));
      }
    }
    return results;
  }

  private static String text(Object[] row, long time) {
    String change = row.length > ROW.size() ? " " + row[ROW.size()] : "";
    return Arrays.asList(row).subList(0, ROW.size()) + " @" + time + change;
  }

  /** How many entries are kept in state, timers among them. */
  int entries() throws Exception {
    int entries = 0;
    for (KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> subtask : subtasks) {
      KeyedStateBackend<?> state =
          ((AbstractStreamOperator<?>) subtask.getOperator()).getKeyedStateBackend();
      for (String name :
          keepsLast ? List.of("latest", "due") : List.of("passed", "passed-alone", "waiting")) {
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
