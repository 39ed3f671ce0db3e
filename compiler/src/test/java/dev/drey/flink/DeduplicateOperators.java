// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.plan.DeduplicateNode;
import dev.drey.plan.Port;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.jspecify.annotations.Nullable;

/** What a {@code deduplicate} of rows of a key and a number becomes. */
final class DeduplicateOperators implements AutoCloseable {
  static final RowType ROW =
      RowType.of(
          Field.of("k", DataType.string()), Field.of("v", DataType.of(TypeKind.INT).notNull()));

  private final KeyedOperators operators;
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
    this.operators =
        new KeyedOperators(
            node(keepsLast, within),
            ROW,
            new Object[] {"", 0},
            List.of(0),
            cache,
            backend,
            parallelism,
            savepoint);
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

  void row(String key, int value, long time) throws Exception {
    operators.row(new Object[] {key, value}, time);
  }

  void watermark(long time) throws Exception {
    operators.watermark(time);
  }

  List<OperatorSubtaskState> savepoint() throws Exception {
    return operators.savepoint();
  }

  /** What came out since the start, by key in order: {@code key value @time}, and what it does. */
  List<String> results() {
    return operators.results().stream()
        .map(record -> text(record.getValue(), record.getTimestamp()))
        .collect(Collectors.toList());
  }

  private static String text(Object[] row, long time) {
    String change = row.length > ROW.size() ? " " + row[ROW.size()] : "";
    return Arrays.asList(row).subList(0, ROW.size()) + " @" + time + change;
  }

  /** How many entries are kept in state, timers among them. */
  int entries() {
    return operators.entries(
        keepsLast ? List.of("latest", "due") : List.of("passed", "passed-alone", "waiting"));
  }

  @Override
  public void close() {
    operators.close();
  }
}
