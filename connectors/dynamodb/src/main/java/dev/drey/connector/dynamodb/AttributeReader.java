// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import dev.drey.format.BadRecordException;
import dev.drey.format.text.Mismatch;
import dev.drey.format.text.ScalarText;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Attributes as values of columns, without loss: N and S as any scalar that they are exactly, BOOL,
 * B, L and the sets as ARRAY, M as MAP or ROW. An attribute that is not there, or is NULL, is NULL.
 */
final class AttributeReader implements Serializable {
  private static final long serialVersionUID = 1;

  private final RowType type;

  AttributeReader(RowType type) {
    this.type = type;
  }

  /** The row of an item. */
  @Nullable Object[] row(Map<String, AttributeValue> item) throws BadRecordException {
    return row("", type, item);
  }

  /** A row that is the value of a column. */
  static @Nullable Object[] nested(
      String column, RowType type, Map<String, AttributeValue> attributes)
      throws BadRecordException {
    return row(column + ".", type, attributes);
  }

  private static @Nullable Object[] row(
      String path, RowType type, Map<String, AttributeValue> attributes) throws BadRecordException {
    @Nullable Object[] row = new Object[type.size()];
    for (int i = 0; i < row.length; i++) {
      Field field = type.field(i);
      row[i] = value(path + field.name(), field.type(), attributes.get(field.name()));
    }
    return row;
  }

  private static @Nullable Object value(
      String path, DataType type, @Nullable AttributeValue attribute) throws BadRecordException {
    Mismatch mismatch = Mismatch.of(path, type);
    if (attribute == null || attribute.type() == AttributeValue.Type.NUL) {
      if (!type.nullable()) {
        throw mismatch.missing();
      }
      return null;
    }
    switch (attribute.type()) {
      case S:
        return scalar(type, mismatch, attribute.s());
      case N:
        if (!type.kind().isNumeric() && !type.kind().isCharacter()) {
          throw mismatch.found("the number " + attribute.n());
        }
        return scalar(type, mismatch, attribute.n());
      case BOOL:
        if (type.kind() == TypeKind.BOOLEAN) {
          return attribute.bool();
        }
        return text(type, mismatch, attribute.bool() ? "true" : "false", "a BOOL");
      case B:
        return bytes(type, mismatch, attribute.b());
      case M:
        return map(path, type, mismatch, attribute.m());
      default:
        return list(path, type, mismatch, elements(attribute));
    }
  }

  private static Object scalar(DataType type, Mismatch mismatch, String text)
      throws BadRecordException {
    switch (type.kind()) {
      case ARRAY:
      case MAP:
      case ROW:
        throw mismatch.foundText(text);
      default:
        return ScalarText.of(type, mismatch).parse(text.toCharArray(), 0, text.length());
    }
  }

  private static Object text(DataType type, Mismatch mismatch, String text, String what)
      throws BadRecordException {
    if (!type.kind().isCharacter()) {
      throw mismatch.found(what);
    }
    return scalar(type, mismatch, text);
  }

  private static Object bytes(DataType type, Mismatch mismatch, SdkBytes value)
      throws BadRecordException {
    byte[] bytes = value.asByteArray();
    boolean fits =
        type.kind() == TypeKind.VARBINARY
            ? bytes.length <= type.precision()
            : type.kind() == TypeKind.BINARY && bytes.length == type.precision();
    if (!fits) {
      throw mismatch.found(bytes.length + " bytes");
    }
    return bytes;
  }

  private static List<AttributeValue> elements(AttributeValue attribute) {
    switch (attribute.type()) {
      case SS:
        return attribute.ss().stream().map(AttributeValue::fromS).collect(Collectors.toList());
      case NS:
        return attribute.ns().stream().map(AttributeValue::fromN).collect(Collectors.toList());
      case BS:
        return attribute.bs().stream().map(AttributeValue::fromB).collect(Collectors.toList());
      default:
        return attribute.l();
    }
  }

  private static Object list(
      String path, DataType type, Mismatch mismatch, List<AttributeValue> elements)
      throws BadRecordException {
    if (type.kind() != TypeKind.ARRAY) {
      throw mismatch.found("a list");
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (AttributeValue each : elements) {
      values.add(value(path + "[*]", type.element(), each));
    }
    return values;
  }

  private static Object map(
      String path, DataType type, Mismatch mismatch, Map<String, AttributeValue> entries)
      throws BadRecordException {
    if (type.kind() == TypeKind.ROW) {
      return row(path + ".", type.row(), entries);
    }
    if (type.kind() != TypeKind.MAP) {
      throw mismatch.found("a map");
    }
    Map<Object, @Nullable Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, AttributeValue> entry : entries.entrySet()) {
      values.put(
          scalar(type.key(), mismatch, entry.getKey()),
          value(path + "[*]", type.element(), entry.getValue()));
    }
    return values;
  }
}
