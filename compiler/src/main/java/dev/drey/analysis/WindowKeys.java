package dev.drey.schema;

import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.List;

/** The keys of a window. */
final class WindowKeys {
  private WindowKeys() {}

  static Key window() {
    return Key.of(
            "window",
            Shape.object(
                List.of(
                    tumbling(),
                    sliding(),
                    session(),
                    later("cumulating"),
                    later("count"),
                    later("global"),
                    Key.of(
                            "time",
                            Shape.oneOfTexts("event", "processing"),
                            "Whose time: that of the records, or the clock of the machine.")
                        .withDefault("event")
                        .withExample("processing")),
                List.of(Constraint.exactlyOne("tumbling", "sliding", "session"))),
            "Which rows are aggregated together.")
        .withExample("{tumbling: 5m}");
  }

  private static Key tumbling() {
    return Key.of(
            "tumbling",
            Shape.oneOf(Shape.duration(), Shape.object(size(), offset())),
            "Windows of one size, side by side.")
        .withExample("5m");
  }

  private static Key sliding() {
    return Key.of(
            "sliding",
            Shape.object(
                size(),
                Key.required("every", Shape.duration(), "How far apart windows start.")
                    .withExample("1m"),
                offset()),
            "Windows of one size, one starting every so often.")
        .withExample("{size: 1h, every: 1m}");
  }

  private static Key session() {
    return Key.of(
            "session",
            Shape.oneOf(
                Shape.duration(),
                Shape.object(
                    Key.required("gap", Shape.duration(), "The silence that ends a session.")
                        .withExample("10m"))),
            "A window per run of rows with no more than a gap between one and the next.")
        .withExample("10m");
  }

  private static Key size() {
    return Key.required("size", Shape.duration(), "How long a window is.").withExample("1h");
  }

  private static Key offset() {
    return Key.of(
            "offset",
            Shape.signedDuration(),
            "How far windows are moved from the full hour or day in UTC; with a minus to earlier:"
                + " days that begin at midnight of UTC+8 have the offset -8h.")
        .withDefault("0s")
        .withExample("-8h");
  }

  private static Key later(String name) {
    return Key.of(name, Shape.scalar(), "Comes with a later version.").asPlanned();
  }
}
