// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.operator.slice.WindowsOperator;
import dev.drey.plan.JoinNode;
import dev.drey.plan.JoinType;
import dev.drey.plan.Port;
import dev.drey.plan.WindowShape;
import dev.drey.row.RowTypeInformation;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** The operator that a join of rows with a key and a number becomes, one harness a subtask. */
final class JoinOperators implements AutoCloseable {
  private static final RowType ROW =
      RowType.of(
          Field.of("is left", DataType.of(TypeKind.BOOLEAN).notNull()),
          Field.of("k", DataType.string()),
          Field.of("left.v", DataType.of(TypeKind.INT)),
          Field.of("right.v", DataType.of(TypeKind.INT)));

  private static final RowType VERSIONED =
      RowType.of(
          ROW.field(0),
          ROW.field(1),
          ROW.field(2),
          ROW.field(3),
          Field.of("is deleted", DataType.of(TypeKind.BOOLEAN)));

  private static final RowType WINDOWED =
      RowType.of(
          ROW.field(0),
          ROW.field(1),
          ROW.field(2),
          ROW.field(3),
          Field.of("window_start", DataType.timestampLtz().notNull()),
          Field.of("window_end", DataType.timestampLtz().notNull()));

  private final boolean asOf;
  private final @Nullable OneInputStreamOperatorTestHarness<Object[], Object[]> windows;
  private final KeyedOperators operators;

  /**
   * @param cache how many bytes of memory a subtask uses, about
   * @param savepoint of {@link #savepoint}, or null for a first start
   */
  JoinOperators(
      JoinNode node,
      long cache,
      StateBackend backend,
      int parallelism,
      @Nullable List<OperatorSubtaskState> savepoint)
      throws Exception {
    this.asOf = node.asOf();
    this.windows = node.window().isPresent() ? windows(node.window().get()) : null;
    RowType input = asOf ? VERSIONED : windows == null ? ROW : WINDOWED;
    Object[] any = new Object[] {true, "", 0, 0, asOf ? (Object) false : (Object) 0L, 0L};
    this.operators =
        new KeyedOperators(
            node,
            input,
            Arrays.copyOf(any, input.size()),
            node.keyColumns(),
            cache,
            backend,
            parallelism,
            savepoint);
  }

  /**
   * @param before in milliseconds, as the other
   */
  static JoinNode node(JoinType type, long before, long after) {
    return JoinNode.builder()
        .id("j.join")
        .name("j")
        .input(Port.out("in"))
        .keys(1)
        .left(1)
        .right(1)
        .given(List.of(1, 2, 3))
        .type(type)
        .before(Duration.ofMillis(before))
        .after(Duration.ofMillis(after))
        .rowType(ROW.project(List.of(1, 2, 3)))
        .build();
  }

  private static OneInputStreamOperatorTestHarness<Object[], Object[]> windows(WindowShape window)
      throws Exception {
    OneInputStreamOperatorTestHarness<Object[], Object[]> windows =
        new OneInputStreamOperatorTestHarness<>(
            new WindowsOperator(WindowTranslator.slices(window)));
    windows.setup(
        RowTypeInformation.of(WINDOWED)
            .createSerializer(windows.getExecutionConfig().getSerializerConfig()));
    windows.open();
    return windows;
  }

  /** In the same window; results have its bounds as well. */
  static JoinNode inWindow(JoinType type, WindowShape window) {
    return node(type, 0, 0).toBuilder()
        .window(Optional.of(window))
        .given(List.of(1, 2, 3, 4, 5))
        .rowType(WINDOWED.project(List.of(1, 2, 3, 4, 5)))
        .build();
  }

  /**
   * By what holds, with deletes.
   *
   * @param ttl in milliseconds; 0 for none
   */
  static JoinNode asOf(JoinType type, long ttl) {
    return node(type, 0, 0).toBuilder()
        .right(2)
        .asOf(true)
        .deleted(OptionalInt.of(4))
        .ttl(ttl == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(ttl)))
        .build();
  }

  /** A right row; null deletes. */
  void version(@Nullable String key, @Nullable Integer value, long time) throws Exception {
    operators.row(new Object[] {false, key, null, value, value == null}, time);
  }

  void row(boolean isLeft, @Nullable String key, int value, long time) throws Exception {
    Object[] row = new Object[asOf ? 5 : 4];
    row[0] = isLeft;
    row[1] = key;
    row[isLeft ? 2 : 3] = value;
    if (windows == null) {
      operators.row(row, time);
      return;
    }
    windows.processElement(new StreamRecord<>(row, time));
    for (StreamRecord<? extends Object[]> windowed : windows.extractOutputStreamRecords()) {
      operators.row(windowed.getValue(), windowed.getTimestamp());
    }
    windows.getOutput().clear();
  }

  void watermark(long time) throws Exception {
    operators.watermark(time);
  }

  List<OperatorSubtaskState> savepoint() throws Exception {
    return operators.savepoint();
  }

  /** What came out since the start, each {@code time [k, left v, right v]}. */
  List<String> results() {
    return operators.results().stream()
        .map(record -> record.getTimestamp() + " " + Arrays.toString(record.getValue()))
        .collect(Collectors.toList());
  }

  /** How many of these the watermark had passed. */
  int late() {
    return operators.late();
  }

  /** How many entries are kept in state. */
  int entries() {
    return operators.entries(List.of("left", "right", "left due", "right due"));
  }

  /** How many keys have right rows in state; no left row is there. */
  long versions() {
    assertThat(operators.entries(List.of("waiting"))).isZero();
    return operators.entries(List.of("versions"));
  }

  @Override
  public void close() {
    operators.close();
    try {
      if (windows != null) {
        windows.close();
      }
    } catch (Exception failure) {
      throw new AssertionError("the windows do not close", failure);
    }
  }
}
