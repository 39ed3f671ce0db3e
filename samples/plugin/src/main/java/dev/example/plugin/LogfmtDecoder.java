// SPDX-License-Identifier: Apache-2.0
package dev.example.plugin;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A record to a row of the columns that the pipeline uses. */
final class LogfmtDecoder implements RowDecoder {
  private static final long serialVersionUID = 1;

  private static final Pattern PAIR =
      Pattern.compile("\\s*([^\\s=\"]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s\"]*))");

  private final DecoderContext context;

  LogfmtDecoder(DecoderContext context) {
    this.context = context;
  }

  @Override
  public void open() {}

  @Override
  public Object[] decode(byte[] bytes, int offset, int length) throws BadRecordException {
    String record = new String(bytes, offset, length, StandardCharsets.UTF_8);
    Map<String, String> values = new HashMap<>();
    Matcher pair = PAIR.matcher(record);
    int end = 0;
    while (pair.find() && pair.start() == end) {
      String quoted = pair.group(2);
      values.put(
          pair.group(1), quoted == null ? pair.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
      end = pair.end();
    }
    if (!record.substring(end).isBlank()) {
      throw new BadRecordException("no `name=value` at `" + record.substring(end).strip() + "`");
    }
    Object[] row = new Object[context.produced().size()];
    for (int i = 0; i < row.length; i++) {
      int column = context.positions().get(i);
      if (column >= 0) {
        Field field = context.declared().field(column);
        row[i] = value(field, values.get(field.name()));
      }
    }
    return row;
  }

  private static Object value(Field field, String text) throws BadRecordException {
    if (text == null) {
      return null;
    }
    try {
      switch (field.type().kind()) {
        case BIGINT:
          return Long.valueOf(text);
        case DOUBLE:
          return Double.valueOf(text);
        case BOOLEAN:
          return Boolean.valueOf(text);
        default:
          return text;
      }
    } catch (NumberFormatException noNumber) {
      throw new BadRecordException(
          "`" + field.name() + "` is no "
              + (field.type().kind() == TypeKind.BIGINT ? "whole number" : "number")
              + ": `" + text + "`");
    }
  }
}
