// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Types of columns and those of tables, by section "Primitive types" of Iceberg's specification.
 * Times of a table have microseconds, and those of rows milliseconds: what is below is cut off.
 */
final class ColumnTypes {
  private ColumnTypes() {}

  /** The columns of a table that is made for rows. */
  static Schema schema(RowType rows, List<String> key) {
    AtomicInteger ids = new AtomicInteger();
    List<Types.NestedField> fields = fields(rows, ids);
    List<Integer> identifiers = new ArrayList<>();
    for (Types.NestedField field : fields) {
      // The specification has no floating ones, and none that may be NULL.
      if (key.contains(field.name())
          && field.isRequired()
          && field.type().typeId() != Type.TypeID.FLOAT
          && field.type().typeId() != Type.TypeID.DOUBLE) {
        identifiers.add(field.fieldId());
      }
    }
    return identifiers.size() == key.size()
        ? new Schema(fields, new HashSet<>(identifiers))
        : new Schema(fields);
  }

  private static List<Types.NestedField> fields(RowType rows, AtomicInteger ids) {
    List<Types.NestedField> fields = new ArrayList<>();
    for (Field field : rows.fields()) {
      int id = ids.incrementAndGet();
      Type type = typeOf(field.type(), ids);
      fields.add(
          field.type().nullable()
              ? Types.NestedField.optional(id, field.name(), type)
              : Types.NestedField.required(id, field.name(), type));
    }
    return fields;
  }

  private static Type typeOf(DataType type, AtomicInteger ids) {
    switch (type.kind()) {
      case ARRAY:
        int element = ids.incrementAndGet();
        Type of = typeOf(type.element(), ids);
        return type.element().nullable()
            ? Types.ListType.ofOptional(element, of)
            : Types.ListType.ofRequired(element, of);
      case MAP:
        int key = ids.incrementAndGet();
        int value = ids.incrementAndGet();
        Type keys = typeOf(type.key(), ids);
        Type values = typeOf(type.element(), ids);
        return type.element().nullable()
            ? Types.MapType.ofOptional(key, value, keys, values)
            : Types.MapType.ofRequired(key, value, keys, values);
      case ROW:
        return Types.StructType.of(fields(type.row(), ids));
      default:
        return scalar(type)
            .orElseThrow(() -> new IllegalArgumentException(type + " is no column of a table"));
    }
  }

  /** Empty for what no table has, which are intervals. */
  static Optional<Type> scalar(DataType type) {
    switch (type.kind()) {
      case BOOLEAN:
        return Optional.of(Types.BooleanType.get());
      case TINYINT:
      case SMALLINT:
      case INT:
        return Optional.of(Types.IntegerType.get());
      case BIGINT:
        return Optional.of(Types.LongType.get());
      case FLOAT:
        return Optional.of(Types.FloatType.get());
      case DOUBLE:
        return Optional.of(Types.DoubleType.get());
      case DECIMAL:
        return Optional.of(Types.DecimalType.of(type.precision(), type.scale()));
      case CHAR:
      case VARCHAR:
        return Optional.of(Types.StringType.get());
      case BINARY:
        return Optional.of(Types.FixedType.ofLength(type.precision()));
      case VARBINARY:
        return Optional.of(Types.BinaryType.get());
      case DATE:
        return Optional.of(Types.DateType.get());
      case TIME:
        return Optional.of(Types.TimeType.get());
      case TIMESTAMP:
        return Optional.of(Types.TimestampType.withoutZone());
      case TIMESTAMP_LTZ:
        return Optional.of(Types.TimestampType.withZone());
      default:
        return Optional.empty();
    }
  }

  /** The type of rows that holds every value of a table's; empty for what rows cannot have. */
  static Optional<DataType> ofTable(Type type) {
    switch (type.typeId()) {
      case BOOLEAN:
        return Optional.of(DataType.of(TypeKind.BOOLEAN));
      case INTEGER:
        return Optional.of(DataType.of(TypeKind.INT));
      case LONG:
        return Optional.of(DataType.of(TypeKind.BIGINT));
      case FLOAT:
        return Optional.of(DataType.of(TypeKind.FLOAT));
      case DOUBLE:
        return Optional.of(DataType.of(TypeKind.DOUBLE));
      case DECIMAL:
        Types.DecimalType decimal = (Types.DecimalType) type;
        return Optional.of(DataType.decimal(decimal.precision(), decimal.scale()));
      case STRING:
        return Optional.of(DataType.string());
      case FIXED:
        return Optional.of(DataType.sized(TypeKind.BINARY, ((Types.FixedType) type).length()));
      case BINARY:
        return Optional.of(DataType.bytes());
      case DATE:
        return Optional.of(DataType.of(TypeKind.DATE));
      case TIME:
        return Optional.of(DataType.sized(TypeKind.TIME, 3));
      case TIMESTAMP:
        return Optional.of(
            DataType.of(
                ((Types.TimestampType) type).shouldAdjustToUTC()
                    ? TypeKind.TIMESTAMP_LTZ
                    : TypeKind.TIMESTAMP));
      case LIST:
        Types.ListType list = (Types.ListType) type;
        return ofTable(list.elementType())
            .map(of -> DataType.array(of.withNullable(list.isElementOptional())));
      case MAP:
        Types.MapType map = (Types.MapType) type;
        return ofTable(map.keyType())
            .flatMap(
                key ->
                    ofTable(map.valueType())
                        .map(
                            value ->
                                DataType.map(
                                    key.notNull(), value.withNullable(map.isValueOptional()))));
      case STRUCT:
        return ofStruct((Types.StructType) type);
      default:
        return Optional.empty();
    }
  }

  private static Optional<DataType> ofStruct(Types.StructType struct) {
    List<Field> fields = new ArrayList<>();
    for (Types.NestedField field : struct.fields()) {
      Optional<DataType> of = ofTable(field.type());
      if (of.isEmpty()) {
        return Optional.empty();
      }
      fields.add(Field.of(field.name(), of.get().withNullable(field.isOptional())));
    }
    return Optional.of(DataType.row(RowType.of(fields)));
  }
}
