// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import dev.drey.connector.async.RefusedRowException;
import dev.drey.format.text.ScalarText;
import dev.drey.format.text.Utf8Buffer;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Values of columns as attributes: numbers as N, texts and times (ISO-8601) as S, BYTES as B,
 * BOOLEAN as BOOL, ARRAY as L, MAP and ROW as M. A column that is NULL is no attribute; a NULL
 * within is one of the type NULL. For one thread.
 */
final class AttributeWriter implements Serializable {
  private static final long serialVersionUID = 1;

  // "Data types" of the developer guide.
  private static final double LEAST = 1e-130;
  private static final double BEYOND = 1e126;
  private static final AttributeValue NULL = AttributeValue.fromNul(true);

  private final RowType type;
  private transient @Nullable Utf8Buffer text;

  AttributeWriter(RowType type) {
    this.type = type;
  }

  /** The item of a row. */
  Map<String, AttributeValue> item(Object[] row) throws RefusedRowException {
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    for (int i = 0; i < type.size(); i++) {
      if (row[i] != null) {
        Field field = type.field(i);
        item.put(field.name(), value(field.name(), field.type(), row[i]));
      }
    }
    return item;
  }

  /** A value that is not null. */
  AttributeValue value(String name, DataType type, Object value) throws RefusedRowException {
    switch (type.kind()) {
      case CHAR:
      case VARCHAR:
        return AttributeValue.fromS((String) value);
      case BOOLEAN:
        return AttributeValue.fromBool((Boolean) value);
      case BINARY:
      case VARBINARY:
        return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe((byte[]) value));
      case FLOAT:
      case DOUBLE:
        checkReal(name, ((Number) value).doubleValue());
        return AttributeValue.fromN(text(type, value));
      case ARRAY:
        return list(name, type.element(), (List<?>) value);
      case MAP:
        return map(name, type, (Map<?, ?>) value);
      case ROW:
        return row(name, type.row(), (Object[]) value);
      default:
        String written = text(type, value);
        return type.kind().isNumeric()
            ? AttributeValue.fromN(written)
            : AttributeValue.fromS(written);
    }
  }

  private static void checkReal(String name, double value) throws RefusedRowException {
    double size = Math.abs(value);
    if (Double.isNaN(value) || size >= BEYOND || (size > 0 && size < LEAST)) {
      throw new RefusedRowException(
          "column `" + name + "` is " + value + ", which is no number of DynamoDB");
    }
  }

  private String text(DataType type, Object value) {
    if (text == null) {
      text = new Utf8Buffer();
    }
    text.clear();
    ScalarText.writeAscii(type.kind(), value, text);
    return new String(text.toByteArray(), StandardCharsets.US_ASCII);
  }

  private AttributeValue list(String name, DataType element, List<?> values)
      throws RefusedRowException {
    List<AttributeValue> list = new ArrayList<>();
    for (Object each : values) {
      list.add(each == null ? NULL : value(name + "[*]", element, each));
    }
    return AttributeValue.fromL(list);
  }

  private AttributeValue map(String name, DataType type, Map<?, ?> values)
      throws RefusedRowException {
    Map<String, AttributeValue> map = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      Object key = entry.getKey();
      if (key == null) {
        throw new RefusedRowException("column `" + name + "` has a key that is NULL");
      }
      map.put(
          key(type.key(), key),
          entry.getValue() == null ? NULL : value(name + "[*]", type.element(), entry.getValue()));
    }
    return AttributeValue.fromM(map);
  }

  private String key(DataType type, Object key) {
    switch (type.kind()) {
      case CHAR:
      case VARCHAR:
        return (String) key;
      case BOOLEAN:
        return key.toString();
      default:
        return text(type, key);
    }
  }

  private AttributeValue row(String name, RowType type, Object[] values)
      throws RefusedRowException {
    Map<String, AttributeValue> map = new LinkedHashMap<>();
    for (int i = 0; i < type.size(); i++) {
      Field field = type.field(i);
      map.put(
          field.name(),
          values[i] == null ? NULL : value(name + "." + field.name(), field.type(), values[i]));
    }
    return AttributeValue.fromM(map);
  }
}
