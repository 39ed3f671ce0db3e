// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.model.NamedText;
import dev.drey.model.StreamSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The columns that a stream could have and has not, for its {@code select}, {@code drop} or {@code
 * rename} leaves them out. Who names one behind it is told what to write there.
 */
final class LeftColumns {
  private LeftColumns() {}

  /**
   * By name, what to say.
   *
   * @param made the rows before the columns of the result are made
   */
  static Map<String, String> of(StreamSpec stream, Flow input, Flow made, Flow result) {
    Map<String, String> notes = new LinkedHashMap<>();
    Optional<AggregationSpec> groups =
        stream.operation(AggregationSpec.class).filter(AggregationSpec::groups);
    List<String> possible =
        groups
            .map(window -> ResultNames.possible(stream, window))
            .orElseGet(() -> made.rowType().names());
    for (String name : possible) {
      notes.put(name, help(name, stream));
    }
    boolean passed = made.rowType().names().containsAll(input.rowType().names());
    if (passed && stream.select().isEmpty()) {
      input.hidden().notes().forEach(notes::putIfAbsent);
    }
    result.rowType().names().forEach(notes::remove);
    return notes;
  }

  private static String help(String name, StreamSpec stream) {
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
    return stream.select().isEmpty()
        ? "results of "
            + place
            + " have it where it is selected: write `select: {\"*\": , "
            + name
            + ": }` there"
        : place + " does not select it: add `" + name + ": ` to the `select` there";
  }
}
