// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.differential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One area's file of cases. A line is an expression over the columns of columns.cases and of the
 * area. {@code <<a|b>>} stands for each of its parts in turn; several are combined. A line {@code
 * column NAME TYPE = [JSON, ...]} adds a column with its values; {@code #} starts a comment.
 */
final class ExpressionCases {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final EdgeRows rows;
  private final Set<String> expressions = new LinkedHashSet<>();

  private ExpressionCases(EdgeRows rows) {
    this.rows = rows;
  }

  static ExpressionCases of(String area) {
    ExpressionCases columns = new ExpressionCases(new EdgeRows());
    columns.read("columns");
    ExpressionCases cases = new ExpressionCases(columns.rows.copy());
    cases.read(area);
    return cases;
  }

  EdgeRows rows() {
    return rows;
  }

  List<String> expressions() {
    return new ArrayList<>(expressions);
  }

  private void read(String area) {
    for (String line : lines(area + ".cases")) {
      if (line.startsWith("column ")) {
        String[] parts = line.split(" ", 3);
        int equals = parts[2].indexOf(" = [");
        rows.add(parts[1], parts[2].substring(0, equals), json(parts[2].substring(equals + 3)));
      } else {
        expand(line);
      }
    }
  }

  private static com.fasterxml.jackson.databind.JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private void expand(String line) {
    int open = line.indexOf("<<");
    if (open < 0) {
      expressions.add(line);
      return;
    }
    int close = line.indexOf(">>", open);
    while (line.startsWith(">>", close + 1)) {
      close++; // The part ends in one, as MAP<STRING, INT> does.
    }
    for (String part : line.substring(open + 2, close).split("\\|", -1)) {
      expand(line.substring(0, open) + part + line.substring(close + 2));
    }
  }

  /** The lines of a file that are neither empty nor a comment. */
  static List<String> lines(String name) {
    List<String> lines = new ArrayList<>();
    try (InputStream file = ExpressionCases.class.getResourceAsStream("/differential/" + name)) {
      if (file == null) {
        return lines;
      }
      for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          lines.add(line.trim());
        }
      }
      return lines;
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
