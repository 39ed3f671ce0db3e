// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.expression.value.ColumnNotes;
import dev.drey.model.NamedText;
import dev.drey.model.StreamSpec;
import dev.drey.type.RowType;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns that a stream could have and has not, for its {@code select}, {@code drop} or {@code
 * rename} leaves them out. Who names one behind it is told what to write there.
 */
final class LeftColumns implements ColumnNotes {
  /** How many streams back a name is looked for. */
  private static final int MOST_STREAMS = 100;

  private final StreamSpec stream;
  private final Optional<AggregationSpec> groups;
  private final RowType made;
  private final RowType result;
  private final ColumnNotes before;

  private LeftColumns(
      StreamSpec stream,
      Optional<AggregationSpec> groups,
      RowType made,
      RowType result,
      ColumnNotes before) {
    this.stream = stream;
    this.groups = groups;
    this.made = made;
    this.result = result;
    this.before = before;
  }

  /**
   * Those of a stream, and of the ones before as far as it passes all of their columns on.
   *
   * @param made the rows before the columns of the result are made
   */
  static ColumnNotes of(StreamSpec stream, Flow input, Flow made, Flow result) {
    Optional<AggregationSpec> groups =
        stream.operation(AggregationSpec.class).filter(AggregationSpec::groups);
    boolean passes =
        groups.isEmpty()
            && stream.select().isEmpty()
            && input.rowType().fields().stream()
                .allMatch(field -> made.rowType().contains(field.name()));
    ColumnNotes before = passes ? input.hidden().notes() : ColumnNotes.NONE;
    boolean leavesNone = passes && stream.drop().isEmpty() && stream.rename().isEmpty();
    return leavesNone
        ? before
        : new LeftColumns(stream, groups, made.rowType(), result.rowType(), before);
  }

  @Override
  public Optional<String> of(String name) {
    ColumnNotes notes = this;
    for (int i = 0; i < MOST_STREAMS && notes instanceof LeftColumns; i++) {
      LeftColumns left = (LeftColumns) notes;
      if (left.result.contains(name)) {
        return Optional.empty();
      }
      if (left.couldHave(name)) {
        return Optional.of(left.help(name));
      }
      notes = left.before;
    }
    return notes instanceof LeftColumns ? Optional.empty() : notes.of(name);
  }

  private boolean couldHave(String name) {
    return groups
        .map(window -> ResultNames.possible(stream, window).contains(name))
        .orElseGet(() -> made.contains(name));
  }

  private String help(String name) {
    String place = "`" + stream.name().text() + "`";
    Optional<NamedText> renamed =
        Stream.concat(stream.rename().stream(), stream.select().stream())
            .filter(item -> item.text().isPresent())
            .filter(item -> item.textOrName().text().strip().equals(name))
            .findFirst();
    if (renamed.isPresent()) {
      return place + " calls it `" + renamed.get().name().text() + "`";
    }
    if (stream.drop().stream().anyMatch(dropped -> dropped.text().equals(name))) {
      return place + " drops it: remove it from the `drop` there";
    }
    if (!stream.select().isEmpty()) {
      return place + " does not select it: add `" + name + ": ` to the `select` there";
    }
    String others =
        StreamKeys.columnKeys(stream).keySet().stream()
            .map(key -> "`" + key + "`")
            .collect(Collectors.joining(" and "));
    return "results of "
        + place
        + " have it where it is selected: write "
        + (others.isEmpty()
            ? "`select: {\"*\": , " + name + ": }` there"
            : "a `select` there in the place of "
                + others
                + ", with all columns that you want and `"
                + name
                + ": `");
  }
}
