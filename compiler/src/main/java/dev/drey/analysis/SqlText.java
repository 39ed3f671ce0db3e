// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.source.LocatedText;
import dev.drey.source.ParamUse;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.DataTypeParser;
import dev.drey.type.TypeSyntaxException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * A query with literals in the place of its parameters, and where each of its characters stands in
 * the spec. A value is written anew from what its type reads it as, a text between quotes: so none
 * is ever read as SQL.
 */
final class SqlText {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final LocatedText written;
  private final String text;
  private final List<Integer> places;

  private SqlText(LocatedText written, String text, List<Integer> places) {
    this.written = written;
    this.text = text;
    this.places = places;
  }

  static SqlText of(LocatedText written) {
    StringBuilder text = new StringBuilder();
    List<Integer> places = new ArrayList<>();
    int at = 0;
    for (ParamUse use : written.params()) {
      keep(written.text(), at, use.from(), text, places);
      String literal = literal(use);
      text.append(literal);
      for (int i = 0; i < literal.length(); i++) {
        places.add(i == literal.length() - 1 ? use.to() - 1 : use.from());
      }
      at = use.to();
    }
    keep(written.text(), at, written.text().length(), text, places);
    places.add(written.text().length());
    return new SqlText(written, text.toString(), places);
  }

  private static void keep(
      String written, int from, int to, StringBuilder text, List<Integer> places) {
    text.append(written, from, to);
    for (int i = from; i < to; i++) {
      places.add(i);
    }
  }

  /** For Flink's planner. */
  String text() {
    return text;
  }

  /** Where these characters of the text stand; at least one of them. */
  Span span(int from, int to) {
    int first = Math.min(Math.max(from, 0), text.length());
    int last = Math.min(Math.max(to - 1, first), text.length());
    return written.span(places.get(first), places.get(last) + 1);
  }

  private static String literal(ParamUse use) {
    DataType type;
    try {
      type = DataTypeParser.parse(use.type());
    } catch (TypeSyntaxException e) {
      throw new IllegalStateException(use.type(), e);
    }
    String name = type.withNullable(true).toString();
    return use.value()
        .map(value -> literal(value, type, name))
        .orElse("CAST(NULL AS " + name + ")");
  }

  private static String literal(String value, DataType type, String name) {
    switch (type.kind()) {
      case BOOLEAN:
        return Boolean.parseBoolean(value) ? "TRUE" : "FALSE";
      case INT:
        // Plain, so that it can stand behind LIMIT.
        int number = new BigDecimal(value).intValueExact();
        return number < 0 ? "CAST('" + number + "' AS INT)" : String.valueOf(number);
      case TINYINT:
      case SMALLINT:
      case BIGINT:
      case DECIMAL:
        return cast(new BigDecimal(value).toPlainString(), name);
      case FLOAT:
      case DOUBLE:
        return cast(new BigDecimal(value).toString(), name);
      case DATE:
        return "DATE '" + LocalDate.parse(value) + "'";
      case TIME:
        return "CAST(TIME '" + TIME.format(LocalTime.parse(value)) + "' AS " + name + ")";
      case TIMESTAMP:
        return timestamp(LocalDateTime.parse(value.replace(' ', 'T')), name);
      case TIMESTAMP_LTZ:
        // In the time zone of the query, which is UTC.
        return timestamp(
            OffsetDateTime.parse(value.replace(' ', 'T'))
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toLocalDateTime(),
            name);
      default:
        return cast(value, name);
    }
  }

  private static String timestamp(LocalDateTime time, String name) {
    return "CAST(TIMESTAMP '" + TIMESTAMP.format(time) + "' AS " + name + ")";
  }

  private static String cast(String value, String name) {
    return "CAST('" + value.replace("'", "''") + "' AS " + name + ")";
  }
}
