// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.operator.KeyColumns;
import dev.drey.operator.ShapeGuard;
import dev.drey.operator.slice.FirstRowOperator;
import dev.drey.operator.slice.LastRowOperator;
import dev.drey.plan.DeduplicateNode;
import dev.drey.row.RowKey;
import dev.drey.row.RowKeyTypeInformation;
import dev.drey.row.RowSerializer;
import dev.drey.row.RowTypeInformation;
import dev.drey.state.StateShape;
import dev.drey.type.RowType;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.apache.flink.util.StateMigrationException;
import org.junit.jupiter.api.Test;

/** State of {@code deduplicate} in the form that it had before keys stood in blocks. */
class DeduplicateOlderStateTest {
  private static final RowType ROW = DeduplicateOperators.ROW;
  private static final TypeInformation<RowKey> KEYS =
      RowKeyTypeInformation.of(ROW.project(List.of(0)));

  @Test
  void isRefusedInWords() throws Exception {
    OperatorSubtaskState savepoint = savepoint(new RowsByTime());
    KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> now = harness(operator());
    try {
      assertThatThrownBy(() -> now.initializeState(savepoint))
          .isInstanceOf(StateMigrationException.class)
          .hasMessageContaining("an earlier version of Drey wrote it in another form")
          .hasMessageContaining("Give the stream another name");
    } finally {
      now.close();
    }
  }

  /** It has no watermark, and is gone on with. */
  @Test
  void ofTheLastRowIsReadWhereItHasNoWatermark() throws Exception {
    OperatorSubtaskState savepoint = savepoint(new KeyedProcessOperator<>(new LatestTimes()));
    StateShape shape = StateShape.of("deduplicate");
    KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> now = harness(last(shape));
    try {
      now.initializeState(savepoint);
      now.open();
      now.processElement(new Object[] {"a", 2}, 999);
      now.processElement(new Object[] {"a", 3}, 1000);

      assertThat(now.extractOutputValues()).hasSize(1);
      assertThat(now.extractOutputValues().get(0)).startsWith("a", 3);
      now.snapshot(2, 2);
      assertThat(now.numKeyedStateEntries()).isPositive();
      // Keys go together with those of a sixty-fourth of the while.
      now.processWatermark(62_000);
      assertThat(now.numKeyedStateEntries()).isZero();
    } finally {
      now.close();
    }
  }

  private static OperatorSubtaskState savepoint(OneInputStreamOperator<Object[], Object[]> operator)
      throws Exception {
    KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> before = harness(operator);
    try {
      before.open();
      before.processElement(new Object[] {"a", 1}, 1000);
      return before.snapshot(1, 1);
    } finally {
      before.close();
    }
  }

  private static LastRowOperator last(StateShape shape) {
    LastRowOperator operator =
        new LastRowOperator(
            new KeyColumns(List.of(0)),
            KEYS.createSerializer(new ExecutionConfig().getSerializerConfig()),
            60_000,
            DeduplicateNode.TIME,
            1 << 20);
    operator.means(shape);
    return operator;
  }

  private static FirstRowOperator operator() {
    FirstRowOperator operator =
        new FirstRowOperator(
            new KeyColumns(List.of(0)),
            KEYS.createSerializer(new ExecutionConfig().getSerializerConfig()),
            ROW,
            60_000,
            1 << 20);
    operator.means(StateShape.of("deduplicate"));
    return operator;
  }

  private static KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> harness(
      OneInputStreamOperator<Object[], Object[]> operator) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(operator, new KeyColumns(List.of(0)), KEYS);
    harness.setup(RowTypeInformation.changing(ROW).createSerializer(new SerializerConfigImpl()));
    return harness;
  }

  /** A time of each key, when it ends, and in words what it means. */
  private static final class LatestTimes extends KeyedProcessFunction<RowKey, Object[], Object[]>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      ShapeGuard.check(context, StateShape.of("deduplicate"), getRuntimeContext().getTaskInfo());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
      // All is in state already.
    }

    @Override
    public void processElement(Object[] row, Context context, Collector<Object[]> out)
        throws Exception {
      getRuntimeContext()
          .getState(new ValueStateDescriptor<>("latest", new RowSerializer(DeduplicateNode.TIME)))
          .update(new Object[] {context.timestamp()});
      context.timerService().registerEventTimeTimer(context.timestamp() + 60_000);
    }
  }

  /** A value of each key and time, and in words what it means. */
  private static final class RowsByTime extends AbstractStreamOperator<Object[]>
      implements OneInputStreamOperator<Object[], Object[]> {
    private static final long serialVersionUID = 1;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      ShapeGuard.check(context, StateShape.of("deduplicate"), getRuntimeContext().getTaskInfo());
    }

    @Override
    public void processElement(StreamRecord<Object[]> row) throws Exception {
      getPartitionedState(
              row.getTimestamp(),
              LongSerializer.INSTANCE,
              new ValueStateDescriptor<>("waiting", new RowSerializer(ROW)))
          .update(row.getValue());
    }
  }
}
