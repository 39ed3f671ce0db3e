// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.KeyColumns;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.Port;
import dev.drey.plan.WindowNode;
import dev.drey.row.RowKey;
import dev.drey.row.RowKeyTypeInformation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** The operator that a window node becomes, one harness a subtask, without the rest of a job. */
final class WindowOperators implements AutoCloseable {
  private static final int MOST_BYTES = 1 << 24;

  private final WindowNode node;
  private final TypeInformation<Object[]> inputType;
  private final List<KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]>> subtasks =
      new ArrayList<>();

  /**
   * @param savepoint of {@link #savepoint}, or null for a first start
   */
  WindowOperators(
      WindowNode node,
      StateBackend backend,
      int parallelism,
      @Nullable List<OperatorSubtaskState> savepoint)
      throws Exception {
    this(node, operator(WindowPlans.plan(node), node), backend, parallelism, savepoint);
  }

  /**
   * @param operator taken out of a graph
   */
  WindowOperators(
      WindowNode node,
      OneInputTransformation<Object[], Object[]> operator,
      StateBackend backend,
      int parallelism,
      @Nullable List<OperatorSubtaskState> savepoint)
      throws Exception {
    this(node, operator, backend, parallelism, savepoint, new JobMaster());
  }

  WindowOperators(
      WindowNode node,
      OneInputTransformation<Object[], Object[]> operator,
      StateBackend backend,
      int parallelism,
      @Nullable List<OperatorSubtaskState> savepoint,
      JobMaster master)
      throws Exception {
    this.node = node;
    this.inputType = operator.getInputType();
    for (int i = 0; i < parallelism; i++) {
      KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              factory(operator),
              new KeyColumns(node.keys()),
              RowKeyTypeInformation.of(WindowPlans.INPUT.project(node.keys())),
              WindowPlans.MAX_PARALLELISM,
              parallelism,
              i);
      harness.getExecutionConfig().enableObjectReuse();
      harness.setStateBackend(backend);
      master.serves(harness);
      harness.setup(
          operator
              .getOutputType()
              .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
      if (savepoint != null) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                AbstractStreamOperatorTestHarness.repackageState(
                    savepoint.toArray(new OperatorSubtaskState[0])),
                WindowPlans.MAX_PARALLELISM,
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
  static OneInputTransformation<Object[], Object[]> operator(LogicalPlan plan, WindowNode node) {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    Map<Port, DataStream<Object[]>> streams =
        new GraphBuilder(
                TestConnector.catalog(),
                new TestEndpoints(
                    context ->
                        context
                            .environment()
                            .fromData(
                                List.<Object[]>of(WindowPlans.row(node)),
                                context.typeInformation())))
            .build(plan, environment, true);
    DataStream<Object[]> results = streams.get(Port.out(node.id()));
    if (results == null) {
      throw new AssertionError("no stream of results");
    }
    return (OneInputTransformation<Object[], Object[]>) results.getTransformation();
  }

  private static StreamOperatorFactory<Object[]> factory(
      OneInputTransformation<Object[], Object[]> operator) throws Exception {
    return InstantiationUtil.clone(operator.getOperatorFactory());
  }

  void row(long time, Object... row) throws Exception {
    RowKey key = new KeyColumns(node.keys()).getKey(row);
    int subtask = subtask(key);
    subtasks.get(subtask).processElement(new StreamRecord<>(row, time));
  }

  /** Which one has a key. */
  int subtask(RowKey key) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
        key, WindowPlans.MAX_PARALLELISM, subtasks.size());
  }

  void watermark(long time) throws Exception {
    for (KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> subtask : subtasks) {
      subtask.processWatermark(time);
    }
  }

  /** Of one subtask, as where barriers overtake what others have still before them. */
  void watermarkOf(String key, long time) throws Exception {
    subtasks.get(subtask(new RowKey(new Object[] {key}))).processWatermark(time);
  }

  void processingTime(long time) throws Exception {
    for (KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> subtask : subtasks) {
      subtask.setProcessingTime(time);
    }
  }

  /** How many entries the keyed state on the heap has. */
  int stateEntries() {
    return subtasks.stream().mapToInt(subtask -> subtask.numKeyedStateEntries()).sum();
  }

  List<OperatorSubtaskState> savepoint() throws Exception {
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> subtask : subtasks) {
      states.add(subtask.snapshot(1, 1));
    }
    return states;
  }

  /** A savepoint of which the part is done that holds up the rows; the rest is {@link #finish}. */
  List<OperatorSnapshotFutures> beginSavepoint() throws Exception {
    List<OperatorSnapshotFutures> begun = new ArrayList<>();
    for (KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> subtask : subtasks) {
      subtask.prepareSnapshotPreBarrier(1);
      begun.add(
          subtask
              .getOneInputOperator()
              .snapshotState(
                  1,
                  1,
                  CheckpointOptions.forCheckpointWithDefaultLocation(),
                  new MemCheckpointStreamFactory(MOST_BYTES)));
    }
    return begun;
  }

  static List<OperatorSubtaskState> finish(List<OperatorSnapshotFutures> begun) throws Exception {
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (OperatorSnapshotFutures each : begun) {
      states.add(new OperatorSnapshotFinalizer(each).getJobManagerOwnedState());
    }
    return states;
  }

  /** Results since the start: their rows, each with its timestamp behind its columns. */
  List<List<Object>> results() {
    return subtasks.stream()
        .flatMap(subtask -> subtask.extractOutputStreamRecords().stream())
        .map(WindowOperators::values)
        .collect(Collectors.toList());
  }

  private static List<Object> values(StreamRecord<? extends Object[]> record) {
    List<Object> values = new ArrayList<>(Arrays.asList(record.getValue()));
    values.add(record.getTimestamp());
    return values;
  }

  /** As {@link WindowModel#results} has them. */
  Map<String, List<String>> resultsByWindow() {
    Map<String, List<String>> byWindow = new TreeMap<>();
    for (List<Object> values : results()) {
      List<@Nullable Object> calls = new ArrayList<>(values.subList(3, values.size() - 1));
      int last = calls.size() - 1;
      if (calls.get(last) instanceof List) {
        // Merged sessions keep no order between them.
        calls.set(last, ((List<?>) calls.get(last)).stream().sorted().collect(Collectors.toList()));
      }
      byWindow
          .computeIfAbsent(
              values.get(0) + " " + values.get(1) + " " + values.get(2),
              window -> new ArrayList<>())
          .add(calls + " @" + values.get(values.size() - 1));
    }
    return byWindow;
  }

  /** The rows in the side output of late ones, which the next operator would complete. */
  List<Object[]> late() {
    OutputTag<Object[]> tag = new OutputTag<>(WindowNode.LATE, inputType);
    List<Object[]> late = new ArrayList<>();
    for (KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> subtask : subtasks) {
      Queue<StreamRecord<Object[]>> records = subtask.getSideOutput(tag);
      if (records != null) {
        records.forEach(record -> late.add(record.getValue()));
      }
    }
    return late;
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
