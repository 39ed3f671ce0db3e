// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.connector.LookupContext;
import dev.drey.connector.RowLookup;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SourceContext;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.LookupNode;
import dev.drey.plan.Port;
import dev.drey.plan.RuntimeSettings;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/** The operator that a lookup becomes, one harness a subtask, as its translator makes it. */
final class LookupOperators implements AutoCloseable {
  private static final int MAX_PARALLELISM = 16;

  private final List<OneInputStreamOperatorTestHarness<Object[], Object[]>> subtasks =
      new ArrayList<>();

  /**
   * @param savepoint of {@link #savepoint}, or null for a first start
   */
  LookupOperators(
      LookupNode node,
      RowLookup lookup,
      int parallelism,
      @Nullable List<OperatorSubtaskState> savepoint)
      throws Exception {
    OneInputTransformation<Object[], Object[]> operator = operator(node, lookup);
    for (int i = 0; i < parallelism; i++) {
      OneInputStreamOperatorTestHarness<Object[], Object[]> harness =
          new OneInputStreamOperatorTestHarness<>(
              InstantiationUtil.clone(operator.getOperatorFactory()),
              MAX_PARALLELISM,
              parallelism,
              i);
      harness
          .getStreamConfig()
          .setupNetworkInputs(operator.getInputType().createSerializer(new SerializerConfigImpl()));
      harness.getStreamConfig().serializeAllConfigs();
      harness.getExecutionConfig().enableObjectReuse();
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

  /** Taken out of the graph: the operator that waits. */
  @SuppressWarnings("unchecked") // all our streams are of rows
  private static OneInputTransformation<Object[], Object[]> operator(
      LookupNode node, RowLookup lookup) {
    RowType asking = node.asking();
    LogicalPlan plan =
        LogicalPlan.of(
            "test",
            List.of(TestConnector.source(asking), node),
            Map.of(),
            RuntimeSettings.builder().maxParallelism(MAX_PARALLELISM).build());
    Map<Port, DataStream<Object[]>> streams =
        new GraphBuilder(TestConnector.catalog(), new Ends(lookup))
            .build(plan, StreamExecutionEnvironment.getExecutionEnvironment(), true);
    DataStream<Object[]> results = streams.get(Port.out(node.id()));
    if (results == null) {
      throw new AssertionError("no stream of results");
    }
    Transformation<?> operator = results.getTransformation();
    while (!node.id().equals(operator.getUid())) {
      operator = operator.getInputs().get(0);
    }
    return (OneInputTransformation<Object[], Object[]>) operator;
  }

  private static final class Ends implements Endpoints {
    private final RowLookup lookup;

    Ends(RowLookup lookup) {
      this.lookup = lookup;
    }

    @Override
    public SingleOutputStreamOperator<Object[]> source(SourceNode node, SourceContext context) {
      return context.environment().fromData(List.of(), context.typeInformation());
    }

    @Override
    public RowLookup lookup(LookupNode node, LookupContext context) {
      return lookup;
    }

    @Override
    public DataStreamSink<?> sink(SinkNode node, SinkContext context, DataStream<Object[]> rows) {
      return rows.sinkTo(new DiscardingSink<>());
    }
  }

  int parallelism() {
    return subtasks.size();
  }

  void row(int subtask, long time, @Nullable Object[] row) throws Exception {
    subtasks.get(subtask).processElement(new StreamRecord<>(row, time));
    mails(subtask);
  }

  void watermark(long time) throws Exception {
    for (int i = 0; i < subtasks.size(); i++) {
      subtasks.get(i).processWatermark(time);
      mails(i);
    }
  }

  /** What has come by now is taken. */
  private void mails(int subtask) throws Exception {
    TaskMailbox mails = subtasks.get(subtask).getTaskMailbox();
    while (mails.hasMail()) {
      mails.take(TaskMailbox.MIN_PRIORITY).run();
    }
  }

  /** Moves the clock, by which rows stop waiting. */
  void clock(long time) throws Exception {
    for (int i = 0; i < subtasks.size(); i++) {
      subtasks.get(i).setProcessingTime(time);
      mails(i);
    }
  }

  /** Waits until nothing waits. */
  void end() throws Exception {
    for (OneInputStreamOperatorTestHarness<Object[], Object[]> subtask : subtasks) {
      subtask.endInput();
    }
  }

  List<OperatorSubtaskState> savepoint() throws Exception {
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (int i = 0; i < subtasks.size(); i++) {
      states.add(subtasks.get(i).snapshot(1, 1));
    }
    return states;
  }

  /** Rows and watermarks that a subtask has sent, in order. */
  List<Object> sent(int subtask) {
    List<Object> sent = new ArrayList<>();
    for (Object each : subtasks.get(subtask).getOutput()) {
      if (each instanceof StreamRecord || each instanceof Watermark) {
        sent.add(each);
      }
    }
    return sent;
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
  }
}
