// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.model.NamedText;
import dev.drey.model.OperationSpec;
import dev.drey.model.StreamSpec;
import dev.drey.type.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns that a stream makes itself: its own steps do not see them, for the columns are made
 * last. Who names one is told where it can be read.
 */
final class LaterColumns {
  private LaterColumns() {}

  /** By name, what to say. */
  static Map<String, String> of(StreamSpec stream, Flow input) {
    Map<String, String> notes = new LinkedHashMap<>();
    String name = stream.name().text();
    String elsewhere =
        " of this stream, after its other steps; read it in a stream behind, such as `"
            + name
            + "_2: {from: "
            + name
            + ", where: ...}`";
    for (OperationSpec operation : stream.operations()) {
      operation
          .columns()
          .ifPresent(made -> note(made.columns(), made.key(), ", " + made.when(), notes));
    }
    stream
        .operation(AggregationSpec.class)
        .filter(AggregationSpec::groups)
        .ifPresent(groups -> ofWindow(stream, groups, notes));
    if (stream.operations().stream().noneMatch(OperationSpec::takesSelect)) {
      note(stream.select(), "select", elsewhere, notes);
    }
    note(stream.add(), "add", elsewhere, notes);
    note(stream.rename(), "rename", elsewhere, notes);
    input.rowType().names().forEach(notes::remove);
    return notes;
  }

  private static void ofWindow(
      StreamSpec stream, AggregationSpec groups, Map<String, String> notes) {
    for (Field field : ResultNames.ofWindow(stream, groups)) {
      notes.putIfAbsent(
          field.name(),
          "`"
              + field.name()
              + "` is made by `window`, after `where`; write a condition on it as `having`");
    }
  }

  private static void note(
      List<NamedText> items, String key, String where, Map<String, String> notes) {
    for (NamedText item : items) {
      String column = item.name().text();
      if (item.text().isPresent() || !key.equals("select")) {
        notes.putIfAbsent(column, "`" + column + "` is made by `" + key + "`" + where);
      }
    }
  }
}
