// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.expression.value.ColumnNotes;
import dev.drey.model.MadeColumns;
import dev.drey.model.NamedText;
import dev.drey.model.OperationSpec;
import dev.drey.model.StreamSpec;
import java.util.List;
import java.util.Optional;

/**
 * The columns that a stream makes itself: its own steps do not see them, for the columns are made
 * last. Who names one is told where it can be read.
 */
final class LaterColumns implements ColumnNotes {
  private static final String AS_HAVING = "after `where`; write a condition on it as `having`";
  private static final String BEHIND =
      "from rows that have no such column; read it in `select` or `having`";

  private final StreamSpec stream;
  private final Flow input;
  private final boolean inWhere;

  private LaterColumns(StreamSpec stream, Flow input, boolean inWhere) {
    this.stream = stream;
    this.input = input;
    this.inWhere = inWhere;
  }

  /** For the condition on the rows. */
  static ColumnNotes inWhere(StreamSpec stream, Flow input) {
    return new LaterColumns(stream, input, true);
  }

  /** For the steps behind it, such as keys and aggregates. */
  static ColumnNotes afterWhere(StreamSpec stream, Flow input) {
    return new LaterColumns(stream, input, false);
  }

  @Override
  public Optional<String> of(String name) {
    if (input.rowType().contains(name)) {
      return Optional.empty();
    }
    for (OperationSpec operation : stream.operations()) {
      Optional<MadeColumns> made = operation.columns().filter(all -> makes(name, all.columns()));
      if (made.isPresent()) {
        boolean grouped = !inWhere && operation.takesSelect();
        return note(name, made.get().key(), ", " + (grouped ? BEHIND : made.get().when()));
      }
    }
    boolean ofWindow =
        stream
            .operation(AggregationSpec.class)
            .filter(AggregationSpec::groups)
            .filter(
                groups ->
                    ResultNames.ofWindow(stream, groups).stream()
                        .anyMatch(field -> field.name().equals(name)))
            .isPresent();
    return ofWindow ? note(name, "window", ", " + (inWhere ? AS_HAVING : BEHIND)) : ofResult(name);
  }

  private Optional<String> ofResult(String name) {
    boolean selects =
        stream.operations().stream().noneMatch(OperationSpec::takesSelect)
            && stream.select().stream()
                .anyMatch(item -> item.text().isPresent() && item.name().text().equals(name));
    if (selects) {
      return note(name, "select", elsewhere());
    }
    if (makes(name, stream.add())) {
      return note(name, "add", elsewhere());
    }
    return makes(name, stream.rename()) ? note(name, "rename", elsewhere()) : Optional.empty();
  }

  private String elsewhere() {
    String name = stream.name().text();
    return " of this stream, after its other steps; read it in a stream behind, such as `"
        + name
        + "_2: {from: "
        + name
        + ", where: ...}`";
  }

  private static boolean makes(String name, List<NamedText> items) {
    return items.stream().anyMatch(item -> item.name().text().equals(name));
  }

  private static Optional<String> note(String name, String key, String where) {
    return Optional.of("`" + name + "` is made by `" + key + "`" + where);
  }
}
