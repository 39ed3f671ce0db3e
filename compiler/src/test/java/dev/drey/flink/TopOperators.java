// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.plan.Port;
import dev.drey.plan.TopNode;
import dev.drey.plan.TopOrder;
import dev.drey.row.RowChange;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** The operator that a top N of rows of a key becomes, one harness a subtask. */
final class TopOperators implements AutoCloseable {
  static final RowType ROW =
      RowType.of(
          Field.of("k", DataType.string().notNull()),
          Field.of("v", DataType.of(TypeKind.INT)),
          Field.of("w", DataType.string()),
          Field.of("window_start", DataType.timestampLtz().notNull()),
          Field.of("window_end", DataType.timestampLtz().notNull()));

  private static final int END = 4;
  private static final List<Integer> OF_WINDOW = List.of(0, 3, 4);

  private final TopNode node;
  private final KeyedOperators operators;

  /**
   * @param cache how many bytes of memory a subtask uses, about
   * @param savepoint of {@link #savepoint}, or null for a first start
   */
  TopOperators(
      TopNode node,
      long cache,
      StateBackend backend,
      int parallelism,
      @Nullable List<OperatorSubtaskState> savepoint)
      throws Exception {
    this.node = node;
    this.operators =
        new KeyedOperators(
            node,
            ROW,
            new Object[] {"", 0, "", 0L, 1L},
            node.groups(),
            cache,
            backend,
            parallelism,
            savepoint);
  }

  static TopNode ofAll(int most, boolean ranked, long ttl, TopOrder... order) {
    return node(most, ranked, order).groups(List.of(0)).ttl(Duration.ofMillis(ttl)).build();
  }

  static TopNode ofWindows(int most, boolean ranked, TopOrder... order) {
    return node(most, ranked, order).groups(OF_WINDOW).windowEnd(OptionalInt.of(END)).build();
  }

  private static TopNode.Builder node(int most, boolean ranked, TopOrder... order) {
    List<Field> columns = new ArrayList<>(ROW.fields());
    if (ranked) {
      columns.add(Field.of("place", DataType.of(TypeKind.BIGINT).notNull()));
    }
    return TopNode.builder()
        .id("t.topN")
        .name("t")
        .input(Port.out("in"))
        .order(List.of(order))
        .most(most)
        .ranked(ranked)
        .rowType(RowType.of(columns));
  }

  void row(String key, @Nullable Integer value, @Nullable String other, long time)
      throws Exception {
    operators.row(new Object[] {key, value, other, 0L, time + 1}, time);
  }

  /** Of a window: its time is that of a window's result. */
  void row(String key, @Nullable Integer value, @Nullable String other, long start, long end)
      throws Exception {
    operators.row(new Object[] {key, value, other, start, end}, end - 1);
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

  /** What came out since the start, by key in order: {@code + [k, v, w] place}. */
  List<String> results() {
    return operators.results().stream().map(this::text).collect(Collectors.toList());
  }

  /** Changes, or for windows the ends of these, then the columns without those of the window. */
  private String text(StreamRecord<? extends Object[]> record) {
    Object[] row = record.getValue();
    String columns = Arrays.asList(row).subList(0, END - 1).toString();
    String place = node.ranked() ? " " + row[END + 1] : "";
    if (node.windowEnd().isPresent()) {
      return row[END] + " " + columns + place;
    }
    return (RowChange.in(row) == RowChange.PUT ? "+ " : "- ") + columns + place;
  }

  /** How many entries are kept in state. */
  int entries() {
    return operators.entries(List.of("top", "due"));
  }

  @Override
  public void close() {
    operators.close();
  }
}
