// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;
import java.util.Optional;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Whether values of one side have a place in the other without loss. */
final class TypeFit {
  private TypeFit() {}

  /** Whether a column of a table takes the values of rows. */
  static boolean writes(DataType from, Type to) {
    switch (from.kind()) {
      case ARRAY:
        return to.isListType()
            && writes(from.element(), to.asListType().elementType())
            && (to.asListType().isElementOptional() || !from.element().nullable());
      case MAP:
        return to.isMapType()
            && writes(from.key(), to.asMapType().keyType())
            && writes(from.element(), to.asMapType().valueType())
            && (to.asMapType().isValueOptional() || !from.element().nullable());
      case ROW:
        return to.isStructType() && writesFields(from, to.asStructType());
      default:
        return ColumnTypes.scalar(from).filter(own -> widens(own, to)).isPresent();
    }
  }

  private static boolean writesFields(DataType from, Types.StructType to) {
    for (Field field : from.row().fields()) {
      Types.NestedField column = to.field(field.name());
      if (column == null
          || !writes(field.type(), column.type())
          || (column.isRequired() && field.type().nullable())) {
        return false;
      }
    }
    return to.fields().stream()
        .allMatch(column -> column.isOptional() || from.row().contains(column.name()));
  }

  /** By section "Schema evolution" of the specification. */
  private static boolean widens(Type from, Type to) {
    if (from.equals(to)) {
      return true;
    }
    switch (from.typeId()) {
      case INTEGER:
        return to.typeId() == Type.TypeID.LONG;
      case FLOAT:
        return to.typeId() == Type.TypeID.DOUBLE;
      case FIXED:
        return to.typeId() == Type.TypeID.BINARY;
      case DECIMAL:
        return to.typeId() == Type.TypeID.DECIMAL
            && ((Types.DecimalType) from).scale() == ((Types.DecimalType) to).scale()
            && ((Types.DecimalType) from).precision() <= ((Types.DecimalType) to).precision();
      default:
        return false;
    }
  }

  /** Whether a declared column holds all values of one of a table, but for NULLs. */
  static boolean reads(Type from, DataType to) {
    switch (to.kind()) {
      case ARRAY:
        return from.isListType() && reads(from.asListType().elementType(), to.element());
      case MAP:
        return from.isMapType()
            && reads(from.asMapType().keyType(), to.key())
            && reads(from.asMapType().valueType(), to.element());
      case ROW:
        return from.isStructType()
            && to.row().fields().stream().allMatch(field -> readsField(from.asStructType(), field));
      default:
        return ColumnTypes.ofTable(from).filter(own -> holds(own, to)).isPresent();
    }
  }

  private static boolean readsField(Types.StructType from, Field field) {
    Types.NestedField column = from.field(field.name());
    return column != null && reads(column.type(), field.type());
  }

  private static boolean holds(DataType from, DataType to) {
    TypeKind kind = from.kind();
    switch (to.kind()) {
      case BIGINT:
        return kind == TypeKind.INT || kind == TypeKind.BIGINT;
      case DOUBLE:
        return kind == TypeKind.FLOAT || kind == TypeKind.DOUBLE || kind == TypeKind.INT;
      case DECIMAL:
        return kind == TypeKind.DECIMAL
            && to.scale() >= from.scale()
            && to.precision() - to.scale() >= from.precision() - from.scale();
      case VARCHAR:
        return kind == TypeKind.VARCHAR && to.precision() == DataType.UNBOUNDED;
      case BINARY:
        return kind == TypeKind.BINARY && to.precision() == from.precision();
      case VARBINARY:
        return from.kind().isBinary() && to.precision() == DataType.UNBOUNDED;
      case TIME:
        return kind == TypeKind.TIME && to.precision() == from.precision();
      case TIMESTAMP:
      case TIMESTAMP_LTZ:
        return kind == to.kind();
      default:
        return kind == to.kind();
    }
  }

  /** How a column of a table is declared; what is no column of rows is named as the table does. */
  static Optional<String> declared(Type type) {
    return ColumnTypes.ofTable(type).map(DataType::toString);
  }
}
