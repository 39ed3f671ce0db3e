// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * The type that holds whatever records of a schema hold. What may be null is nullable, and nothing
 * else is.
 */
final class AvroTypes {
  private final Deque<String> open = new ArrayDeque<>();

  private AvroTypes() {}

  static DataType of(Schema schema) throws AvroMismatch {
    return new AvroTypes().type(schema, "the schema");
  }

  /** Of one field of a record. */
  static DataType field(Schema schema, String name) throws AvroMismatch {
    return new AvroTypes().type(schema, name);
  }

  private DataType type(Schema schema, String place) throws AvroMismatch {
    switch (schema.getType()) {
      case UNION:
        return union(schema, place);
      case RECORD:
        return record(schema, place);
      case ARRAY:
        return DataType.array(type(schema.getElementType(), place + "[*]")).notNull();
      case MAP:
        return DataType.map(DataType.string().notNull(), type(schema.getValueType(), place + "[*]"))
            .notNull();
      case NULL:
        throw new AvroMismatch(place + " is null and nothing else, for which there is no type");
      default:
        return scalar(schema, place).notNull();
    }
  }

  private DataType union(Schema union, String place) throws AvroMismatch {
    List<Schema> others =
        union.getTypes().stream()
            .filter(each -> each.getType() != Schema.Type.NULL)
            .collect(Collectors.toList());
    if (others.size() != 1) {
      throw new AvroMismatch(
          place
              + " is a union of "
              + others.stream().map(AvroNames::of).collect(Collectors.joining(", "))
              + ", and a column has one type");
    }
    return type(others.get(0), place).withNullable(union.getTypes().size() > 1);
  }

  private DataType record(Schema schema, String place) throws AvroMismatch {
    if (open.contains(schema.getFullName())) {
      throw new AvroMismatch(
          place + " is the record " + schema.getFullName() + " that it is in, without end");
    }
    open.push(schema.getFullName());
    List<Field> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      String inner = open.size() == 1 ? field.name() : place + "." + field.name();
      fields.add(Field.of(field.name(), type(field.schema(), inner)));
    }
    open.pop();
    if (fields.isEmpty()) {
      throw new AvroMismatch(place + " is a record without fields");
    }
    return DataType.row(RowType.of(fields)).notNull();
  }

  private static DataType scalar(Schema schema, String place) throws AvroMismatch {
    switch (AvroKind.of(schema)) {
      case BOOLEAN:
        return DataType.of(TypeKind.BOOLEAN);
      case INT:
        return DataType.of(TypeKind.INT);
      case LONG:
        return DataType.of(TypeKind.BIGINT);
      case FLOAT:
        return DataType.of(TypeKind.FLOAT);
      case DOUBLE:
        return DataType.of(TypeKind.DOUBLE);
      case TEXT:
        return DataType.string();
      case BYTES:
        return schema.getType() == Schema.Type.FIXED
            ? DataType.sized(TypeKind.BINARY, schema.getFixedSize())
            : DataType.bytes();
      case DECIMAL:
        return decimal((LogicalTypes.Decimal) schema.getLogicalType(), place);
      case DATE:
        return DataType.of(TypeKind.DATE);
      case TIME_MILLIS:
      case TIME_MICROS:
        return DataType.sized(TypeKind.TIME, 3);
      case LOCAL_MILLIS:
      case LOCAL_MICROS:
        return DataType.of(TypeKind.TIMESTAMP);
      case INSTANT_MILLIS:
      case INSTANT_MICROS:
        return DataType.timestampLtz();
    }
    throw new AvroMismatch(place + " is " + AvroNames.of(schema) + ", for which there is no type");
  }

  private static DataType decimal(LogicalTypes.Decimal decimal, String place) throws AvroMismatch {
    if (decimal.getPrecision() > 38) {
      throw new AvroMismatch(
          place + " has " + decimal.getPrecision() + " digits, and a DECIMAL has at most 38");
    }
    return DataType.decimal(decimal.getPrecision(), decimal.getScale());
  }
}
