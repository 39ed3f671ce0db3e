// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.aggregate.AggregateCall;
import dev.drey.state.StateShape;
import dev.drey.type.RowType;
import java.util.List;
import java.util.stream.Collectors;

/** What the state of a window means: which windows, by which key, and what is kept of each. */
final class WindowStateShape {
  private final WindowNode window;
  private final Meanings meanings;
  private final RowType input;
  private final List<String> names;

  WindowStateShape(WindowNode window, Meanings meanings) {
    this.window = window;
    this.meanings = meanings;
    this.input = meanings.columns(window.input());
    this.names = AggregateCall.names(window.calls(), input);
  }

  /** A session has its bounds, so that those that are open go on where the gap is another one. */
  private static String words(WindowShape shape) {
    return shape.kind() == WindowShape.Kind.SESSION
        ? "sessions of " + (shape.processingTime() ? "processing" : "event") + " time"
        : WindowFacts.words(shape);
  }

  StateShape shape() {
    StateShape shape = StateShape.of(window.kind()).fixed("the window", words(window.shape()));
    if (window.shape().overlaps()) {
      shape =
          shape.fixed(
              "what is kept",
              window.sharesSlices()
                  ? "slices that windows share"
                  : "each window whole, for an aggregate that needs the order of records or a"
                      + " trigger that keeps windows apart");
    }
    if (window.shape().kind() != WindowShape.Kind.COUNT) {
      shape =
          shape.fixed(
              "what a result has",
              window.trigger().emitsDeltas()
                  ? "the records since the one before"
                  : "all records of its window");
    }
    for (int column : window.keys()) {
      shape = shape.key(input.field(column).name(), meanings.of(window.input(), column));
    }
    for (int i = 0; i < names.size(); i++) {
      shape = shape.part(names.get(i), meanings.of(window.calls().get(i), window.input()));
    }
    Port result = meanings.streams().get(window.name());
    return result == null ? shape : results(shape, result);
  }

  private StateShape results(StateShape shape, Port port) {
    StateShape more = shape;
    RowType columns = meanings.columns(port);
    for (int i = 0; i < columns.size(); i++) {
      List<String> parts =
          meanings.madeBy(window.id(), port, i).stream()
              .filter(column -> column >= window.layout().firstCall())
              .map(column -> names.get(window.layout().callAt(column)))
              .collect(Collectors.toList());
      if (!parts.isEmpty()) {
        more = more.result(columns.field(i).name(), meanings.of(port, i), parts);
      }
    }
    return more;
  }
}
