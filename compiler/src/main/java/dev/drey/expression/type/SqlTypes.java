// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.type;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Our types as Calcite's and back. Text is Unicode. */
public final class SqlTypes extends SqlTypeFactoryImpl {
  public SqlTypes() {
    super(new FlinkTypeSystem());
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }

  /**
   * As Calcite finds it, except that a list, a map or a row goes with its like alone, and a time
   * with times, and that there is no type where there is none for elements or keys: Calcite takes
   * whatever can be cast, and a number before a time for one that is added to it.
   */
  @Override
  public @Nullable RelDataType leastRestrictive(List<RelDataType> types) {
    List<RelDataType> known = new ArrayList<>();
    boolean nullable = false;
    boolean nested = false;
    int times = 0;
    for (RelDataType type : types) {
      nullable |= type.isNullable();
      if (!Coercion.isNull(type)) {
        known.add(type);
        nested |= Coercion.isNested(type);
        times += SqlTypeUtil.isDatetime(type) ? 1 : 0;
      }
    }
    if (!nested) {
      return times > 0 && times < known.size() ? null : super.leastRestrictive(types);
    }
    SqlTypeName kind = known.get(0).getSqlTypeName();
    if (known.stream().anyMatch(type -> type.getSqlTypeName() != kind)) {
      return null;
    }
    if (kind == SqlTypeName.ROW) {
      return super.leastRestrictive(types);
    }
    RelDataType element =
        common(
            known,
            kind == SqlTypeName.ARRAY ? RelDataType::getComponentType : RelDataType::getValueType);
    RelDataType key = kind == SqlTypeName.MAP ? common(known, RelDataType::getKeyType) : element;
    if (element == null || key == null) {
      return null;
    }
    RelDataType common =
        kind == SqlTypeName.ARRAY ? createArrayType(element, -1) : createMapType(key, element);
    return createTypeWithNullability(common, nullable);
  }

  private @Nullable RelDataType common(
      List<RelDataType> types, Function<RelDataType, @Nullable RelDataType> part) {
    List<RelDataType> parts = new ArrayList<>();
    for (RelDataType type : types) {
      RelDataType one = part.apply(type);
      if (one == null) {
        return null;
      }
      parts.add(one);
    }
    return leastRestrictive(parts);
  }

  public RelDataType toRel(RowType row) {
    Builder builder = builder();
    for (Field field : row.fields()) {
      builder.add(field.name(), toRel(field.type()));
    }
    return builder.build();
  }

  public RelDataType toRel(DataType type) {
    RelDataType bare = bare(type);
    if (bare.isStruct()) {
      return enforceTypeWithNullability(bare, type.nullable());
    }
    return createTypeWithNullability(bare, type.nullable());
  }

  private RelDataType bare(DataType type) {
    switch (type.kind()) {
      case DECIMAL:
        return createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
      case CHAR:
      case VARCHAR:
      case BINARY:
      case VARBINARY:
      case TIME:
      case TIMESTAMP:
      case TIMESTAMP_LTZ:
        return createSqlType(simple(type.kind()), type.precision());
      case ARRAY:
        return createArrayType(toRel(type.element()), -1);
      case MAP:
        return createMapType(toRel(type.key()), toRel(type.element()));
      case ROW:
        return toRel(type.row());
      case INTERVAL_DAY_TIME:
        return createSqlIntervalType(Intervals.MILLIS);
      case INTERVAL_YEAR_MONTH:
        return createSqlIntervalType(Intervals.MONTHS);
      default:
        return createSqlType(simple(type.kind()));
    }
  }

  private static SqlTypeName simple(TypeKind kind) {
    switch (kind) {
      case INT:
        return SqlTypeName.INTEGER;
      case FLOAT:
        return SqlTypeName.REAL;
      case TIMESTAMP_LTZ:
        return SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
      default:
        return SqlTypeName.valueOf(kind.name());
    }
  }

  /** Empty for a type that no column can have, such as that of a bare NULL. */
  public static Optional<DataType> fromRel(RelDataType type) {
    return bare(type).map(bare -> bare.withNullable(type.isNullable()));
  }

  private static Optional<DataType> bare(RelDataType type) {
    switch (type.getSqlTypeName()) {
      case BOOLEAN:
      case TINYINT:
      case SMALLINT:
      case BIGINT:
      case DOUBLE:
      case DATE:
        return Optional.of(DataType.of(TypeKind.valueOf(type.getSqlTypeName().name())));
      case INTEGER:
        return Optional.of(DataType.of(TypeKind.INT));
      case REAL:
        return Optional.of(DataType.of(TypeKind.FLOAT));
      case FLOAT:
        return Optional.of(DataType.of(TypeKind.DOUBLE));
      case DECIMAL:
        return Optional.of(DataType.decimal(type.getPrecision(), type.getScale()));
      case CHAR:
      case BINARY:
        return Optional.of(
            DataType.sized(
                TypeKind.valueOf(type.getSqlTypeName().name()), Math.max(1, type.getPrecision())));
      case VARCHAR:
      case VARBINARY:
        return Optional.of(
            DataType.sized(TypeKind.valueOf(type.getSqlTypeName().name()), length(type)));
      case TIME:
      case TIMESTAMP:
        return Optional.of(
            DataType.sized(
                TypeKind.valueOf(type.getSqlTypeName().name()), Math.max(0, type.getPrecision())));
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return Optional.of(
            DataType.sized(TypeKind.TIMESTAMP_LTZ, Math.max(0, type.getPrecision())));
      case ARRAY:
        return component(type.getComponentType()).map(DataType::array);
      case MAP:
        return component(type.getKeyType())
            .flatMap(key -> component(type.getValueType()).map(value -> DataType.map(key, value)));
      case ROW:
        return row(type).map(DataType::row);
      default:
        return interval(type);
    }
  }

  private static int length(RelDataType type) {
    int precision = type.getPrecision();
    return precision <= 0 ? DataType.UNBOUNDED : precision;
  }

  private static Optional<DataType> component(@Nullable RelDataType component) {
    return component == null ? Optional.empty() : fromRel(component);
  }

  private static Optional<DataType> interval(RelDataType type) {
    if (SqlTypeName.DAY_INTERVAL_TYPES.contains(type.getSqlTypeName())) {
      return Optional.of(DataType.of(TypeKind.INTERVAL_DAY_TIME));
    }
    if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(type.getSqlTypeName())) {
      return Optional.of(DataType.of(TypeKind.INTERVAL_YEAR_MONTH));
    }
    return Optional.empty();
  }

  private static Optional<RowType> row(RelDataType type) {
    List<Field> fields = new ArrayList<>();
    for (RelDataTypeField field : type.getFieldList()) {
      Optional<DataType> fieldType = fromRel(field.getType());
      if (fieldType.isEmpty()) {
        return Optional.empty();
      }
      fields.add(Field.of(field.getName(), fieldType.get()));
    }
    return Optional.of(RowType.of(fields));
  }
}
