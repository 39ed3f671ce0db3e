// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.aggregate.AggregateCall;
import dev.drey.aggregate.AggregateFunction;
import dev.drey.aggregate.Aggregates;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.Port;
import dev.drey.plan.RuntimeSettings;
import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import dev.drey.plan.WindowTrigger;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Plans by hand: rows of a key {@code k}, a number {@code x} that may be NULL and their time {@code
 * t}, through one window.
 */
final class WindowPlans {
  static final RowType INPUT =
      RowType.of(
          Field.of("k", DataType.string().notNull()),
          Field.of("x", DataType.of(TypeKind.INT)),
          Field.of("t", DataType.of(TypeKind.BIGINT).notNull()));

  /** The same with the milliseconds of a session's gap. */
  static final RowType WITH_GAP =
      RowType.of(
          INPUT.field(0),
          INPUT.field(1),
          INPUT.field(2),
          Field.of("g", DataType.of(TypeKind.BIGINT).notNull()));

  /** The same with numbers that are rounded. */
  static final RowType WITH_DOUBLES =
      RowType.of(INPUT.field(0), Field.of("x", DataType.of(TypeKind.DOUBLE)), INPUT.field(2));

  static final int MAX_PARALLELISM = 16;

  private static final DataType INT = DataType.of(TypeKind.INT);
  private static final DataType BIGINT = DataType.of(TypeKind.BIGINT);

  /** In the order of {@link WindowModel#aggregates}. */
  static final List<AggregateCall> CALLS =
      List.of(
          call(Aggregates.find("COUNT").orElseThrow(), false, BIGINT.notNull()),
          call(Aggregates.find("COUNT").orElseThrow(), false, BIGINT.notNull(), 1),
          call(Aggregates.find("SUM").orElseThrow(), false, INT, 1),
          call(Aggregates.find("AVG").orElseThrow(), false, INT, 1),
          call(Aggregates.find("MIN").orElseThrow(), false, INT, 1),
          call(Aggregates.find("MAX").orElseThrow(), false, INT, 1),
          call(Aggregates.find("COUNT").orElseThrow(), true, BIGINT.notNull(), 1),
          call(Aggregates.find("SUM").orElseThrow(), true, INT, 1),
          call(Aggregates.find("FIRST_VALUE").orElseThrow(), false, BIGINT, 2),
          call(Aggregates.find("LAST_VALUE").orElseThrow(), false, BIGINT, 2),
          call(Aggregates.find("COLLECT").orElseThrow(), false, DataType.array(INT), 1));

  private WindowPlans() {}

  static AggregateCall call(
      AggregateFunction function, boolean distinct, DataType type, Integer... arguments) {
    return AggregateCall.of(function, List.of(arguments), distinct, OptionalInt.empty(), type);
  }

  static WindowNode window(WindowShape shape, Duration lateness, List<AggregateCall> calls) {
    return window(shape, lateness, List.of(0), calls);
  }

  static WindowNode window(
      WindowShape shape, Duration lateness, List<Integer> keys, List<AggregateCall> calls) {
    DataType instant = DataType.timestampLtz().notNull();
    List<Field> columns = new ArrayList<>(INPUT.project(keys).fields());
    if (shape.isBounded()) {
      columns.add(Field.of("window_start", instant));
      columns.add(Field.of("window_end", instant));
    }
    for (int i = 0; i < calls.size(); i++) {
      columns.add(Field.of("call" + i, calls.get(i).type()));
    }
    List<Field> late = new ArrayList<>(columns(calls).fields());
    late.add(Field.of("late_by", BIGINT.notNull()));
    late.add(Field.of("watermark", instant));
    return WindowNode.builder()
        .id("w.window")
        .name("w")
        .input(Port.out("in"))
        .keys(keys)
        .shape(shape)
        .allowedLateness(lateness)
        .calls(calls)
        .rowType(RowType.of(columns))
        .emitsLate(true)
        .lateColumns(List.of(0, 1, 2))
        .lateType(RowType.of(late))
        .build();
  }

  /** The columns of the rows that go into it. */
  static RowType input(WindowNode window) {
    return window.gap().isPresent() ? WITH_GAP : columns(window.calls());
  }

  private static RowType columns(List<AggregateCall> calls) {
    return calls.stream().anyMatch(call -> call.type().kind() == TypeKind.DOUBLE)
        ? WITH_DOUBLES
        : INPUT;
  }

  /** Any row of these. */
  static Object[] row(WindowNode window) {
    return Arrays.copyOf(new Object[] {"", null, 0L, 1L}, input(window).size());
  }

  /** A window with a trigger, and where asked for with the pane of each result. */
  static WindowNode window(WindowNode window, WindowTrigger trigger, boolean pane) {
    List<Field> columns = new ArrayList<>(window.rowType().fields());
    if (pane) {
      columns.add(window.layout().ofWindow(), Field.of("pane", DataType.string().notNull()));
    }
    return window.toBuilder().trigger(trigger).hasPane(pane).rowType(RowType.of(columns)).build();
  }

  static LogicalPlan plan(WindowNode window) {
    return plan(window, 32L << 20);
  }

  /**
   * @param cache bytes of memory for what is counted
   */
  static LogicalPlan plan(WindowNode window, long cache) {
    return LogicalPlan.of(
        "test",
        List.of(TestConnector.source(input(window)), window),
        Map.of(),
        RuntimeSettings.builder().maxParallelism(MAX_PARALLELISM).windowCache(cache).build());
  }
}
