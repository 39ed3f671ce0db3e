// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.expression.value.FewTexts;
import dev.drey.expression.value.Hidden;
import dev.drey.model.NamedText;
import dev.drey.model.StreamSpec;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The columns that a window gives its results, beside keys and aggregates. */
final class ResultNames {
  /** When a window starts and ends. */
  static final List<Field> BOUNDS =
      List.of(
          Field.of("window_start", DataType.timestampLtz().notNull()),
          Field.of("window_end", DataType.timestampLtz().notNull()));

  private static final Field PANE = Field.of("pane", DataType.string().notNull());
  private static final Pattern NAMES_PANE = Pattern.compile("\\bpane\\b");

  private static final List<String> OF_A_WINDOW = List.of("window_start", "window_end", "pane");

  /** The keys that say which panes there are. */
  private static final String[] OF_PANES = {"window", "trigger", "allowedLateness"};

  private ResultNames() {}

  /** Those that each result has. */
  static List<Field> bounds(AggregationSpec groups) {
    return groups.isRunning()
            || isOf(WindowSpec.Kind.COUNT, groups)
            || isOf(WindowSpec.Kind.GLOBAL, groups)
        ? List.of()
        : BOUNDS;
  }

  private static boolean isOf(WindowSpec.Kind kind, AggregationSpec groups) {
    return groups.window().filter(window -> window.kind() == kind).isPresent();
  }

  /**
   * The pane, where {@code having} or {@code select} names it, or seems to: one that nobody reads
   * goes with the columns that nobody reads.
   */
  static List<Field> asked(StreamSpec stream, AggregationSpec groups) {
    boolean asks =
        Stream.concat(stream.select().stream().map(NamedText::textOrName), groups.having().stream())
            .anyMatch(text -> NAMES_PANE.matcher(text.text()).find());
    return asks ? pane(stream, groups) : List.of();
  }

  /** The pane, where nothing else has its name. A window of so many records has one result. */
  private static List<Field> pane(StreamSpec stream, AggregationSpec groups) {
    boolean taken =
        Stream.concat(stream.keyBy().stream(), groups.aggregate().stream())
            .anyMatch(column -> column.name().text().equals(PANE.name()));
    return taken || groups.isRunning() || isOf(WindowSpec.Kind.COUNT, groups)
        ? List.of()
        : List.of(PANE);
  }

  /** What {@code having} and {@code select} can know of the columns that they see. */
  static Hidden seen(StreamSpec stream, AggregationSpec groups, Flow input) {
    Map<String, FewTexts> texts = new HashMap<>();
    for (NamedText key : stream.keyBy()) {
      RowSteps.texts(key, input.hidden()).ifPresent(few -> texts.put(key.name().text(), few));
    }
    boolean inDoubt = Stream.of(OF_PANES).anyMatch(stream.inDoubt()::contains);
    if (!asked(stream, groups).isEmpty() && groups.window().isPresent() && !inDoubt) {
      texts.put(PANE.name(), panes(stream, groups));
    }
    return Hidden.none().withNotes(absent(groups)).withTexts(texts);
  }

  /** The same of the columns that the result has. */
  static Hidden known(StreamSpec stream, AggregationSpec groups, Hidden seen) {
    List<String> all = new ArrayList<>(seen.texts().keySet());
    asked(stream, groups).forEach(field -> all.remove(field.name()));
    Hidden known = Hidden.none();
    for (String name : stream.select().isEmpty() ? all : List.<String>of()) {
      known = known.known(name, seen.texts(name));
    }
    for (NamedText item : RowSteps.starExpanded(stream.select(), all)) {
      known = known.known(item.name().text(), RowSteps.texts(item, seen));
    }
    return known;
  }

  private static FewTexts panes(StreamSpec stream, AggregationSpec groups) {
    List<String> panes = new ArrayList<>();
    Map<String, String> others = new HashMap<>();
    String name = "`" + stream.name().text() + "`";
    if (groups.trigger().filter(TriggerSpec::isEarly).isPresent()) {
      panes.add("EARLY");
    } else {
      others.put(
          "EARLY",
          groups.window().filter(TriggerChecks::canBeEarly).isPresent()
              ? "give " + name + " `" + TriggerChecks.OFFERED + "`, or remove this"
              : "no result of " + name + " is early: remove this");
    }
    panes.add("ON_TIME");
    if (groups.keepsForLate()) {
      panes.add("LATE");
    } else {
      boolean takesLate =
          groups.window().filter(WindowSpec::processingTime).isEmpty()
              && !isOf(WindowSpec.Kind.GLOBAL, groups);
      others.put(
          "LATE",
          takesLate
              ? "give " + name + " `allowedLateness: 1m`, or remove this"
              : "no result of " + name + " is late: remove this");
    }
    return FewTexts.of(panes, others);
  }

  /** Columns that results of other windows have. */
  private static Map<String, String> absent(AggregationSpec groups) {
    Map<String, String> notes = new HashMap<>();
    if (isOf(WindowSpec.Kind.COUNT, groups)) {
      BOUNDS.forEach(
          bound ->
              notes.put(
                  bound.name(), "a window of so many records has no start and no end: remove it"));
      notes.put(PANE.name(), "a window of so many records has one result: remove it");
    } else if (groups.isRunning()) {
      OF_A_WINDOW.forEach(
          name -> notes.put(name, "without `window` a result is of all records so far: remove it"));
    } else if (isOf(WindowSpec.Kind.GLOBAL, groups)) {
      BOUNDS.forEach(
          bound -> notes.put(bound.name(), "a global window has no start and no end: remove it"));
    }
    return notes;
  }

  /** The columns that are of the window itself. */
  static List<Field> ofWindow(StreamSpec stream, AggregationSpec groups) {
    List<Field> fields = new ArrayList<>(bounds(groups));
    fields.addAll(pane(stream, groups));
    return fields;
  }

  /** The names of the columns that a result of this window could have. */
  static List<String> possible(StreamSpec stream, AggregationSpec groups) {
    List<String> names = new ArrayList<>();
    stream.keyBy().forEach(key -> names.add(key.name().text()));
    ofWindow(stream, groups).forEach(field -> names.add(field.name()));
    groups.aggregate().forEach(aggregate -> names.add(aggregate.name().text()));
    return names;
  }
}
