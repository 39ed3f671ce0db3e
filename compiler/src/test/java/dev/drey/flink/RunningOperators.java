// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.aggregate.AggregateCall;
import dev.drey.aggregate.Aggregates;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.Expressions;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.plan.Port;
import dev.drey.plan.RunningNode;
import dev.drey.row.RowChange;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** The operator that running aggregates of a key and a number become, one harness a subtask. */
final class RunningOperators implements AutoCloseable {
  static final RowType ROW =
      RowType.of(
          Field.of("k", DataType.string().notNull()), Field.of("v", DataType.of(TypeKind.INT)));

  /** Of rows that stay; of such as are taken back the first ones. */
  static final String CALLS =
      "COUNT(*), COUNT(v), SUM(v), AVG(v), MIN(v), MAX(v), COUNT(DISTINCT v)";

  static final String CALLS_BACK = "COUNT(*), COUNT(v), SUM(v), AVG(v)";

  private static final int BACK = 4;
  private static final DataType INT = DataType.of(TypeKind.INT);
  private static final DataType BIGINT = DataType.of(TypeKind.BIGINT);

  private final RunningNode node;
  private final KeyedOperators operators;
  private final List<String> states = new ArrayList<>(List.of("aggregates", "due"));

  /**
   * @param cache how many bytes of memory a subtask uses, about
   * @param savepoint of {@link #savepoint}, or null for a first start
   */
  RunningOperators(
      RunningNode node,
      long cache,
      StateBackend backend,
      int parallelism,
      @Nullable List<OperatorSubtaskState> savepoint)
      throws Exception {
    this.node = node;
    if (node.every().isPresent()) {
      states.add(node.everyByClock() ? "every-by-clock" : "every");
    }
    this.operators =
        new KeyedOperators(
            node, ROW, new Object[] {"", 0}, List.of(0), cache, backend, parallelism, savepoint);
  }

  /**
   * @param every milliseconds; 0 for a result a row
   */
  static RunningNode node(boolean takesBack, long ttl, long every, Optional<String> having) {
    List<AggregateCall> calls =
        List.of(
            call("COUNT", false, BIGINT.notNull()),
            call("COUNT", false, BIGINT.notNull(), 1),
            call("SUM", false, BIGINT, 1),
            call("AVG", false, INT, 1),
            call("MIN", false, INT, 1),
            call("MAX", false, INT, 1),
            call("COUNT", true, BIGINT.notNull(), 1));
    if (takesBack) {
      calls =
          calls.subList(0, BACK).stream()
              .map(AggregateCall::takingBack)
              .collect(Collectors.toList());
    }
    List<Field> columns = new ArrayList<>(List.of(ROW.field(0)));
    for (int i = 0; i < calls.size(); i++) {
      columns.add(Field.of("c" + i, calls.get(i).type()));
    }
    RowType results = RowType.of(columns);
    return RunningNode.builder()
        .id("r.aggregate")
        .name("r")
        .input(Port.out("in"))
        .keys(List.of(0))
        .calls(calls)
        .having(having.map(sql -> condition(sql, results)))
        .ttl(Duration.ofMillis(ttl))
        .every(every == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(every)))
        .takesBack(takesBack)
        .rowType(results)
        .build();
  }

  private static AggregateCall call(
      String function, boolean distinct, DataType type, Integer... arguments) {
    return AggregateCall.of(
        Aggregates.find(function).orElseThrow(),
        List.of(arguments),
        distinct,
        OptionalInt.empty(),
        type);
  }

  private static Expression condition(String sql, RowType columns) {
    int[] offsets = IntStream.rangeClosed(0, sql.length()).toArray();
    LocatedText text =
        LocatedText.of(sql, Span.of(SourceFile.of("test", sql), 0, sql.length()), offsets, false);
    return Expressions.standard()
        .scalar(text, columns, Expected.ANY, new Diagnostics())
        .orElseThrow();
  }

  void put(String key, @Nullable Integer value, long time) throws Exception {
    send(RowChange.PUT, key, value, time);
  }

  void back(String key, @Nullable Integer value, long time) throws Exception {
    send(RowChange.DELETE, key, value, time);
  }

  private void send(RowChange change, String key, @Nullable Integer value, long time)
      throws Exception {
    Object[] row = {key, value};
    operators.row(node.takesBack() ? change.of(row) : row, time);
  }

  void watermark(long time) throws Exception {
    operators.watermark(time);
  }

  void clock(long time) throws Exception {
    operators.clock(time);
  }

  List<OperatorSubtaskState> savepoint() throws Exception {
    return operators.savepoint();
  }

  /** What came out since the start, by key in order: {@code [key, results...]}, or a delete. */
  List<String> results() {
    return operators.results().stream().map(this::text).collect(Collectors.toList());
  }

  private String text(StreamRecord<? extends Object[]> record) {
    Object[] row = record.getValue();
    String time = record.hasTimestamp() ? " @" + record.getTimestamp() : "";
    return RowChange.in(row) == RowChange.DELETE
        ? "[" + row[0] + ", gone]" + time
        : Arrays.asList(row).subList(0, node.rowType().size()) + time;
  }

  /** How many entries are kept in state. */
  int entries() {
    return operators.entries(states);
  }

  @Override
  public void close() {
    operators.close();
  }
}
