// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.aggregate.AggregateCall;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which columns a window reads and gives where only some of its results are read. */
final class WindowColumns {
  private final WindowNode window;

  WindowColumns(WindowNode window) {
    this.window = window;
  }

  /** The columns of the input of which something that is read is made. */
  BitSet needed(Function<String, BitSet> read) {
    BitSet columns = new BitSet();
    window.keys().forEach(columns::set);
    window.gap().ifPresent(columns::set);
    BitSet results = read.apply(PlanNode.OUT);
    for (int i = 0; i < window.calls().size(); i++) {
      if (results.get(window.layout().ofCall(i))) {
        window.calls().get(i).columns().forEach(columns::set);
      }
    }
    BitSet late = read.apply(WindowNode.LATE);
    for (int i = 0; i < window.lateColumns().size(); i++) {
      if (late.get(i)) {
        columns.set(window.lateColumns().get(i));
      }
    }
    return columns;
  }

  Narrowed narrowed(Narrowing narrowing) {
    int[] moves = narrowing.moves(window.input());
    WindowLayout layout = window.layout();
    List<Integer> results =
        narrowing.keep(PlanNode.OUT, window.rowType().size(), Columns.all(layout.ofWindow()));
    List<AggregateCall> calls = new ArrayList<>();
    for (int result : results) {
      if (result >= layout.firstCall()) {
        calls.add(window.calls().get(layout.callAt(result)).remap(moves));
      }
    }
    List<Integer> late = late(narrowing);
    return Narrowed.of(
        window.toBuilder()
            .keys(moved(window.keys(), moves))
            .gap(
                window.gap().isPresent()
                    ? OptionalInt.of(moves[window.gap().getAsInt()])
                    : OptionalInt.empty())
            .hasPane(results.contains(layout.pane()))
            .calls(List.copyOf(calls))
            .rowType(window.rowType().project(results))
            .lateColumns(moved(kept(late), moves))
            .lateType(window.lateType().project(late))
            .build(),
        Map.of(PlanNode.OUT, results, WindowNode.LATE, late));
  }

  /** What a late row has: of the columns that it keeps those that are read, and what is added. */
  private List<Integer> late(Narrowing narrowing) {
    LateLayout layout = window.lateLayout();
    BitSet added = new BitSet();
    added.set(layout.kept(), layout.size());
    return narrowing.keep(WindowNode.LATE, layout.size(), added);
  }

  private List<Integer> kept(List<Integer> late) {
    return late.stream()
        .filter(position -> position < window.lateLayout().kept())
        .map(window.lateColumns()::get)
        .collect(Collectors.toList());
  }

  private static List<Integer> moved(List<Integer> columns, int[] moves) {
    return columns.stream().map(column -> moves[column]).collect(Collectors.toUnmodifiableList());
  }
}
