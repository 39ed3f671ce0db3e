// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.schema.Fields;
import dev.drey.schema.Spellings;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.yaml.YamlEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The key {@code window}: its grammar, how it is read, and how others spell it. */
final class WindowKeys {
  private static final String COUNT = "count";
  private static final long MOST_ROWS = 1_000_000_000;

  private WindowKeys() {}

  static Key window() {
    return Key.of(
            "window",
            Shape.object(
                List.of(
                    tumbling(),
                    sliding(),
                    cumulating(),
                    session(),
                    count(),
                    global(),
                    Key.of(
                            "time",
                            Shape.oneOfTexts("event", "processing"),
                            "Whose time: that of the records, or the clock of the machine.")
                        .withDefault("event")
                        .withExample("processing")),
                List.of(
                    Constraint.exactlyOne(
                        "tumbling", "sliding", "cumulating", "session", "count", "global"))),
            "Which rows are aggregated together.")
        .withExample("{tumbling: 5m}");
  }

  /** That of a join: of each row it is known which windows it is in, whatever comes. */
  static Key ofJoin(String name) {
    return Key.of(
            name,
            Shape.object(
                List.of(tumbling(), sliding(), cumulating()),
                List.of(Constraint.exactlyOne("tumbling", "sliding", "cumulating"))),
            "Rows of both sides that are in the same window of event time belong together, once in"
                + " each window.")
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

  private static Key cumulating() {
    return Key.of(
            "cumulating",
            Shape.object(
                size(),
                Key.required("every", Shape.duration(), "How often what there is so far is given.")
                    .withExample("10m"),
                offset()),
            "Windows side by side, each given as it grows: from its start to each step of it.")
        .withExample("{size: 1d, every: 1h}");
  }

  private static Key session() {
    return Key.of(
            "session",
            Shape.oneOf(
                Shape.duration(),
                Shape.object(
                    Key.required(
                            "gap",
                            Shape.oneOf(
                                Shape.duration(),
                                Shape.object(
                                    Key.required(
                                            "expression",
                                            Shape.expression(),
                                            "An expression that gives it, an INTERVAL, for each"
                                                + " row.")
                                        .withExample(
                                            "CASE WHEN kind = 'tv' THEN INTERVAL '30' MINUTE ELSE"
                                                + " INTERVAL '5' MINUTE END"))),
                            "The silence that ends a session.")
                        .withExample("10m"))),
            "A window per run of rows with no more than a gap between one and the next.")
        .withExample("10m");
  }

  private static Key count() {
    return Key.of(
            COUNT,
            Shape.oneOf(
                rows(),
                Shape.object(
                    Key.required("size", rows(), "How many rows a window has.").withExample("100"),
                    Key.of(
                            "every",
                            rows(),
                            "After how many rows there is a result; absent, after as many as a"
                                + " window has.")
                        .withExample("10"))),
            "Windows of so many rows of a key, as they come. They have no `window_start` and no"
                + " `window_end`.")
        .withExample("100");
  }

  private static Shape rows() {
    return Shape.integer(1, MOST_ROWS);
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

  private static Key global() {
    return Key.of(
            "global",
            Shape.object(),
            "One window for all time: its results are those of a `trigger`, and one where the input"
                + " ends.")
        .withExample("{}");
  }

  /** Empty where its kind could not be read. */
  static Optional<WindowSpec> read(Fields fields) {
    WindowSpec.Builder window = WindowSpec.builder().span(fields.mapping().span());
    boolean known = false;
    for (YamlEntry entry : fields.mapping().entries()) {
      Optional<WindowSpec.Kind> kind = kind(entry.name());
      kind.ifPresent(found -> shape(window, found, fields));
      known |= kind.isPresent();
    }
    window.processingTime(fields.choice("time").filter("processing"::equals).isPresent());
    return known ? Optional.of(window.build()) : Optional.empty();
  }

  private static Optional<WindowSpec.Kind> kind(String key) {
    switch (key) {
      case "tumbling":
        return Optional.of(WindowSpec.Kind.TUMBLING);
      case "sliding":
        return Optional.of(WindowSpec.Kind.SLIDING);
      case "cumulating":
        return Optional.of(WindowSpec.Kind.CUMULATING);
      case "session":
        return Optional.of(WindowSpec.Kind.SESSION);
      case COUNT:
        return Optional.of(WindowSpec.Kind.COUNT);
      case "global":
        return Optional.of(WindowSpec.Kind.GLOBAL);
      default:
        return Optional.empty();
    }
  }

  /** {@code tumbling: 5m} is short for its one length, which is a session's gap. */
  private static void shape(WindowSpec.Builder window, WindowSpec.Kind kind, Fields fields) {
    String key = kind.name().toLowerCase(Locale.ROOT);
    Optional<Fields> long_ = fields.objectIfAny(key);
    window.kind(kind);
    if (kind == WindowSpec.Kind.GLOBAL) {
      return;
    }
    if (kind == WindowSpec.Kind.COUNT) {
      window
          .rows(long_.isPresent() ? long_.get().text("size") : fields.text(key))
          .everyRows(long_.flatMap(object -> object.text("every")));
      return;
    }
    if (long_.isPresent()) {
      window
          .size(long_.get().duration("size"))
          .every(long_.get().duration("every"))
          .offset(long_.get().duration("offset"));
      Optional<Fields> computed = long_.get().objectIfAny("gap");
      if (computed.isPresent()) {
        window.gapExpression(computed.get().text("expression"));
      } else {
        window.gap(long_.get().duration("gap"));
      }
    } else if (kind == WindowSpec.Kind.SESSION) {
      window.gap(fields.duration(key));
    } else {
      window.size(fields.duration(key));
    }
  }

  static void spell(Spellings spellings) {
    spellings.say(
        "`window`",
        "windows begin at full hours and days of UTC; write `tumbling: {size: 1d, offset: -2h}` for"
            + " days that begin at midnight of UTC+2",
        "timezone",
        "timeZone",
        "tz",
        "zone");
    spellings.put("`window`", "tumbling", "tumble", "fixed", "fixedWindows");
    spellings.put("`window`", "sliding", "hop", "hopping");
    spellings.say(
        "`window`", "write `sliding: {size: 1h, every: 5m}` in place of another kind", "slide");
    spellings.put("`window`", "session", "sessions", "inactivity");
    spellings.put("`window`", "cumulating", "cumulate");
    spellings.say(
        "`window`",
        "the kind is the key: write `window: {tumbling: 5m}`, `window: {sliding: {size: 1h, every:"
            + " 1m}}` or `window: {session: 10m}`",
        "type",
        "kind",
        "size",
        "duration",
        "interval",
        "length",
        "gap",
        "every");
    spellings.put("`window`", COUNT, "countWindow", "rows", "records");
    spellings.put("`count`", "size", "rows", "records", "count", "length");
    spellings.put("`count`", "every", "slide", "step", "hop");
    spellings.put("`window`", "global", "globalWindow", "globalWindows", "all", "unbounded");
    spellings.put("`window`", "time", "timeDomain", "timeCharacteristic", "on");
    spellings.put("`sliding`", "every", "slide", "period", "hop", "step", "advance", "advanceBy");
    spellings.put("`cumulating`", "every", "step", "slide", "period");
    spellings.put("`cumulating`", "size", "duration", "length", "max", "maxSize");
    spellings.put("`sliding`", "size", "duration", "length", "range");
    spellings.put("`tumbling`", "size", "duration", "length", "interval", "every");
    spellings.put("`session`", "gap", "timeout", "inactivity", "maxIdle", "size", "duration");
  }
}
