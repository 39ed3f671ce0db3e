// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.format.InferredType;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A type that was found, as a spec has it. What could not be decided stands in comments above its
 * column.
 */
final class TypeText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** Words that YAML takes for something else than texts. */
  private static final Pattern WORD = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

  private final InferredType found;
  private final Map<String, String> notes;
  private final StringBuilder text = new StringBuilder();

  TypeText(InferredType found) {
    this.found = found;
    this.notes = new LinkedHashMap<>(found.notes());
  }

  String of(String name, String file) {
    long records = found.records();
    line(
        0,
        "# "
            + (records < 0
                ? "From the schema in " + file
                : "From " + records + (records == 1 ? " record" : " records") + " of " + file)
            + ", to be read with `format: "
            + found.format()
            + "`.");
    line(0, "types:");
    line(1, key(name) + ":");
    columns(found.columns(), "", 2);
    notes.forEach((path, note) -> line(2, "# Left out: " + path + " " + note + "."));
    return text.toString();
  }

  private void columns(RowType row, String prefix, int depth) {
    for (Field column : row.fields()) {
      String path = prefix + column.name();
      DataType type = column.type();
      boolean opened = type.kind() == TypeKind.ROW && type.nullable();
      notes.entrySet().removeIf(note -> says(note, path, opened, depth));
      if (opened) {
        line(depth, key(column.name()) + ":");
        columns(type.row(), path + ".", depth + 1);
      } else {
        line(depth, key(column.name()) + ": " + scalar(type.toString()));
      }
    }
  }

  /** What is about the column, or within it where its type stands in one line. */
  private boolean says(Map.Entry<String, String> note, String path, boolean opened, int depth) {
    String about = note.getKey();
    boolean own = about.equals(path);
    boolean within = !opened && (about.startsWith(path + ".") || about.startsWith(path + "[*]"));
    if (own || within) {
      line(depth, "# " + about + " " + note.getValue() + ".");
    }
    return own || within;
  }

  private void line(int depth, String content) {
    // A name may have whatever JSON lets it have, and a comment ends with its line.
    text.append("  ".repeat(depth)).append(content.replaceAll("[\\r\\n]", " ")).append('\n');
  }

  private static String key(String name) {
    return PLAIN.matcher(name).matches() && !WORD.matcher(name).matches() ? name : quoted(name);
  }

  private static String scalar(String type) {
    return type.matches("[A-Za-z0-9_ (),<>]*") ? type : quoted(type);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
