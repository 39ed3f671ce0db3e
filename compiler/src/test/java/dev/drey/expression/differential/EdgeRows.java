// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.differential;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drey.type.DataType;
import dev.drey.type.DataTypeParser;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeSyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Typed columns, each with a list of values. There are as many rows as the longest list has values;
 * shorter lists repeat.
 */
final class EdgeRows {
  private final List<Field> columns = new ArrayList<>();
  private final List<List<@Nullable Object>> values = new ArrayList<>();

  EdgeRows copy() {
    EdgeRows copy = new EdgeRows();
    copy.columns.addAll(columns);
    copy.values.addAll(values);
    return copy;
  }

  void add(String name, String type, JsonNode list) {
    DataType parsed;
    try {
      parsed = DataTypeParser.parse(type);
    } catch (TypeSyntaxException e) {
      throw new IllegalArgumentException(name + " " + type, e);
    }
    List<@Nullable Object> read = new ArrayList<>();
    list.forEach(value -> read.add(SqlValues.read(value, parsed)));
    columns.add(Field.of(name, parsed));
    values.add(read);
  }

  RowType type() {
    return RowType.of(columns);
  }

  int count() {
    return values.stream().mapToInt(List::size).max().orElseThrow();
  }

  /** A value as Flink's Table API has it. */
  @Nullable Object value(int row, int column) {
    List<@Nullable Object> list = values.get(column);
    return list.get(row % list.size());
  }

  /** A row as ours has it. */
  @Nullable Object[] ours(int row) {
    @Nullable Object[] ours = new @Nullable Object[columns.size()];
    for (int i = 0; i < ours.length; i++) {
      ours[i] = SqlValues.toOurs(value(row, i), columns.get(i).type());
    }
    return ours;
  }

  /** The expression with the values of a row as literals where columns stand. */
  String withLiterals(String expression, int row) {
    StringBuilder result = new StringBuilder();
    int i = 0;
    while (i < expression.length()) {
      char c = expression.charAt(i);
      int end = i + 1;
      if (c == '\'' || c == '`') {
        end = Math.min(expression.length(), expression.indexOf(c, i + 1) + 1);
        end = end <= i ? expression.length() : end;
        result.append(expression, i, end);
      } else if (Character.isJavaIdentifierPart(c)) {
        while (end < expression.length()
            && Character.isJavaIdentifierPart(expression.charAt(end))) {
          end++;
        }
        boolean field = i > 0 && expression.charAt(i - 1) == '.';
        String word = expression.substring(i, end);
        result.append(field ? word : literal(word, row));
      } else {
        result.append(c);
      }
      i = end;
    }
    return result.toString();
  }

  private String literal(String word, int row) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(word)) {
        String literal = SqlValues.literal(value(row, i), columns.get(i).type());
        return literal == null ? word : literal;
      }
    }
    return word;
  }
}
