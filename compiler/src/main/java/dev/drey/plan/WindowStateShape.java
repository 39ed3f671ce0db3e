// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.state.StateShape;
import dev.drey.type.RowType;

/** What the state of a window means: which windows, by which key, and what is kept of each. */
final class WindowStateShape {
  private final WindowNode window;
  private final Meanings meanings;
  private final RowType input;

  WindowStateShape(WindowNode window, Meanings meanings) {
    this.window = window;
    this.meanings = meanings;
    this.input = meanings.columns(window.input());
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
    return CallShapes.with(
        shape,
        window,
        window.calls(),
        column -> column < window.layout().firstCall() ? -1 : window.layout().callAt(column),
        meanings);
  }
}
