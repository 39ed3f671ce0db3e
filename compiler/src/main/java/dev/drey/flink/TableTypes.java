// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** Types here and in Flink's tables. Those of times keep milliseconds. */
final class TableTypes {
  private static final int MILLIS = 3;

  private TableTypes() {}

  static DataType toFlink(RowType columns) {
    return DataTypes.ROW(
            columns.fields().stream()
                .map(field -> DataTypes.FIELD(field.name(), toFlink(field.type())))
                .toArray(DataTypes.Field[]::new))
        .notNull();
  }

  static DataType toFlink(dev.drey.type.DataType type) {
    DataType bare = bare(type);
    return type.nullable() ? bare.nullable() : bare.notNull();
  }

  private static DataType bare(dev.drey.type.DataType type) {
    switch (type.kind()) {
      case BOOLEAN:
        return DataTypes.BOOLEAN();
      case TINYINT:
        return DataTypes.TINYINT();
      case SMALLINT:
        return DataTypes.SMALLINT();
      case INT:
        return DataTypes.INT();
      case BIGINT:
        return DataTypes.BIGINT();
      case FLOAT:
        return DataTypes.FLOAT();
      case DOUBLE:
        return DataTypes.DOUBLE();
      case DECIMAL:
        return DataTypes.DECIMAL(type.precision(), type.scale());
      case CHAR:
        return DataTypes.CHAR(type.precision());
      case VARCHAR:
        return DataTypes.VARCHAR(type.precision());
      case BINARY:
        return DataTypes.BINARY(type.precision());
      case VARBINARY:
        return DataTypes.VARBINARY(type.precision());
      case DATE:
        return DataTypes.DATE();
      case TIME:
        return DataTypes.TIME(type.precision());
      case TIMESTAMP:
        return DataTypes.TIMESTAMP(type.precision());
      case TIMESTAMP_LTZ:
        return DataTypes.TIMESTAMP_LTZ(type.precision());
      case ARRAY:
        return DataTypes.ARRAY(toFlink(type.element()));
      case MAP:
        return DataTypes.MAP(toFlink(type.key()), toFlink(type.element()));
      case ROW:
        return toFlink(type.row());
      default:
        throw new IllegalArgumentException(type.toString());
    }
  }

  /** Empty where rows have no such values here. */
  static Optional<dev.drey.type.DataType> ofFlink(LogicalType type) {
    return bare(type).map(found -> found.withNullable(type.isNullable()));
  }

  private static Optional<dev.drey.type.DataType> bare(LogicalType type) {
    switch (type.getTypeRoot()) {
      case BOOLEAN:
        return of(TypeKind.BOOLEAN);
      case TINYINT:
        return of(TypeKind.TINYINT);
      case SMALLINT:
        return of(TypeKind.SMALLINT);
      case INTEGER:
        return of(TypeKind.INT);
      case BIGINT:
        return of(TypeKind.BIGINT);
      case FLOAT:
        return of(TypeKind.FLOAT);
      case DOUBLE:
        return of(TypeKind.DOUBLE);
      case DECIMAL:
        return Optional.of(
            dev.drey.type.DataType.decimal(
                LogicalTypeChecks.getPrecision(type), LogicalTypeChecks.getScale(type)));
      case CHAR:
      case VARCHAR:
        return text(type, TypeKind.CHAR, TypeKind.VARCHAR);
      case BINARY:
      case VARBINARY:
        return text(type, TypeKind.BINARY, TypeKind.VARBINARY);
      case DATE:
        return of(TypeKind.DATE);
      case TIME_WITHOUT_TIME_ZONE:
        return time(type, TypeKind.TIME);
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return time(type, TypeKind.TIMESTAMP);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return time(type, TypeKind.TIMESTAMP_LTZ);
      case ARRAY:
        return ofFlink(((ArrayType) type).getElementType()).map(dev.drey.type.DataType::array);
      case MAP:
        return ofFlink(((MapType) type).getKeyType())
            .flatMap(
                key ->
                    ofFlink(((MapType) type).getValueType())
                        .map(value -> dev.drey.type.DataType.map(key, value)));
      case ROW:
        return row((org.apache.flink.table.types.logical.RowType) type);
      default:
        return Optional.empty();
    }
  }

  private static Optional<dev.drey.type.DataType> of(TypeKind kind) {
    return Optional.of(dev.drey.type.DataType.of(kind));
  }

  /** The empty text has a length of its own in Flink, which no column can be declared with. */
  private static Optional<dev.drey.type.DataType> text(
      LogicalType type, TypeKind fixed, TypeKind varying) {
    int length = LogicalTypeChecks.getLength(type);
    boolean isFixed =
        type.getTypeRoot() == org.apache.flink.table.types.logical.LogicalTypeRoot.CHAR
            || type.getTypeRoot() == org.apache.flink.table.types.logical.LogicalTypeRoot.BINARY;
    return Optional.of(
        length == 0
            ? dev.drey.type.DataType.of(varying)
            : dev.drey.type.DataType.sized(isFixed ? fixed : varying, length));
  }

  private static Optional<dev.drey.type.DataType> time(LogicalType type, TypeKind kind) {
    return Optional.of(
        dev.drey.type.DataType.sized(kind, Math.min(MILLIS, LogicalTypeChecks.getPrecision(type))));
  }

  private static Optional<dev.drey.type.DataType> row(
      org.apache.flink.table.types.logical.RowType type) {
    List<Field> fields = new ArrayList<>();
    for (org.apache.flink.table.types.logical.RowType.RowField field : type.getFields()) {
      Optional<dev.drey.type.DataType> found = ofFlink(field.getType());
      if (found.isEmpty()) {
        return Optional.empty();
      }
      fields.add(Field.of(field.getName(), found.get()));
    }
    return Optional.of(dev.drey.type.DataType.row(RowType.of(fields)));
  }
}
