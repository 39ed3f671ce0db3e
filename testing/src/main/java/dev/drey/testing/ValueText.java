// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.row.RowChange;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values as a test file writes them, so that what a failure shows can be copied into the test. */
final class ValueText {
  /** Texts that YAML reads back as the same text without quotes, inside braces too. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_/.+-]*");

  /** In whatever case: what is no text to YAML, although it looks like a word. */
  private static final Set<String> WORDS = Set.of("true", "false", "null");

  private ValueText() {}

  /**
   * {@code {card_id: c1, total: 10.00}}; columns that are NULL are left out. Of a row that deletes
   * {@code {delete: {card_id: c1}}}.
   */
  static String row(@Nullable Object[] values, RowType type) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < type.size(); i++) {
      Object value = values[i];
      if (value != null) {
        columns.add(quoted(type.field(i).name()) + ": " + of(value, type.field(i).type()));
      }
    }
    String row = "{" + String.join(", ", columns) + "}";
    return RowChange.isDelete(values) ? "{" + WrittenRow.DELETE + ": " + row + "}" : row;
  }

  static String of(@Nullable Object value, DataType type) {
    if (value == null) {
      return "null";
    }
    switch (type.kind()) {
      case DECIMAL:
        return ((BigDecimal) value).toPlainString();
      case CHAR:
      case VARCHAR:
        return quoted((String) value);
      case BINARY:
      case VARBINARY:
        return quoted(Base64.getEncoder().encodeToString((byte[]) value));
      case DATE:
        return LocalDate.ofEpochDay((Integer) value).toString();
      case TIME:
        return "'" + LocalTime.ofNanoOfDay((Integer) value * 1_000_000L) + "'";
      case TIMESTAMP:
        return TestTime.localText((Long) value);
      case TIMESTAMP_LTZ:
        return TestTime.instantText((Long) value);
      case ARRAY:
        return array((List<?>) value, type.element());
      case MAP:
        return map((Map<?, ?>) value, type);
      case ROW:
        return row((Object[]) value, type.row());
      default:
        return value.toString();
    }
  }

  private static String array(List<?> values, DataType element) {
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(of(value, element));
    }
    return "[" + String.join(", ", texts) + "]";
  }

  private static String map(Map<?, ?> values, DataType type) {
    List<String> texts = new ArrayList<>();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      texts.add(of(entry.getKey(), type.key()) + ": " + of(entry.getValue(), type.element()));
    }
    return "{" + String.join(", ", texts) + "}";
  }

  private static String quoted(String text) {
    if (PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT))) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c == '\n') {
        quoted.append("\\n");
      } else if (Character.isISOControl(c)) {
        quoted.append(String.format("\\u%04X", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** A value of the type, as a help line shows it. */
  static String example(DataType type) {
    switch (type.kind()) {
      case BOOLEAN:
        return "true";
      case DECIMAL:
        return BigDecimal.ONE.setScale(type.scale()).toPlainString() + " (no more digits)";
      case FLOAT:
      case DOUBLE:
        return "1.5";
      case CHAR:
      case VARCHAR:
        return "text of at most " + type.precision() + " characters";
      case BINARY:
      case VARBINARY:
        return "base64: aGVsbG8=";
      case DATE:
        return "2026-01-31";
      case TIME:
        return "'12:30:00'";
      case TIMESTAMP:
        return "2026-01-31T12:30:00";
      case TIMESTAMP_LTZ:
        return "2026-01-31T12:30:00Z";
      case ARRAY:
        return "[" + example(type.element()) + "]";
      case MAP:
        return "{key: value}";
      case ROW:
        return "{" + String.join(": ..., ", type.row().names()) + ": ...}";
      default:
        return "1";
    }
  }
}
