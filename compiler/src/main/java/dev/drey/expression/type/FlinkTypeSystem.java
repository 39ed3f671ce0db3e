// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.type;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The result types of Flink SQL: decimals of at most 38 digits that give up digits after the point,
 * down to 6, where they do not fit; a SUM of the argument's type (38 digits for a DECIMAL); an AVG
 * of the argument's type. Times keep milliseconds. The rules are those of Flink's
 * LogicalTypeMerging.
 */
public final class FlinkTypeSystem extends RelDataTypeSystemImpl {
  private static final int MAX_DIGITS = 38;
  private static final int LEAST_SCALE = 6;

  @Override
  public int getMaxPrecision(SqlTypeName typeName) {
    switch (typeName) {
      case DECIMAL:
        return MAX_DIGITS;
      case CHAR:
      case VARCHAR:
      case BINARY:
      case VARBINARY:
        return Integer.MAX_VALUE;
      case TIME:
      case TIMESTAMP:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return 3;
      default:
        return super.getMaxPrecision(typeName);
    }
  }

  /** What a common type of exact numbers has at most. */
  @Override
  @SuppressWarnings("deprecation") // Calcite itself still asks for it.
  public int getMaxNumericPrecision() {
    return MAX_DIGITS;
  }

  @Override
  @SuppressWarnings("deprecation") // Calcite itself still asks for it.
  public int getMaxNumericScale() {
    return MAX_DIGITS;
  }

  @Override
  public int getMaxScale(SqlTypeName typeName) {
    return typeName == SqlTypeName.DECIMAL ? MAX_DIGITS : super.getMaxScale(typeName);
  }

  @Override
  public int getDefaultPrecision(SqlTypeName typeName) {
    switch (typeName) {
      case VARCHAR:
      case VARBINARY:
        return Integer.MAX_VALUE;
      case DECIMAL:
        return 10;
      case TIMESTAMP:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return 3;
      default:
        return super.getDefaultPrecision(typeName);
    }
  }

  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }

  @Override
  public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
    return argument.getSqlTypeName() == SqlTypeName.DECIMAL
        ? decimal(factory, MAX_DIGITS, argument.getScale(), argument.isNullable())
        : argument;
  }

  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
    return argument.getSqlTypeName() == SqlTypeName.DECIMAL
        ? decimal(
            factory, MAX_DIGITS, Math.max(LEAST_SCALE, argument.getScale()), argument.isNullable())
        : argument;
  }

  @Override
  public @Nullable RelDataType deriveDecimalPlusType(
      RelDataTypeFactory factory, RelDataType left, RelDataType right) {
    if (!decimalMath(left, right)) {
      return null;
    }
    RelDataType a = asDecimal(factory, left);
    RelDataType b = asDecimal(factory, right);
    int scale = Math.max(a.getScale(), b.getScale());
    return adjusted(factory, whole(a, b) + scale + 1, scale);
  }

  @Override
  public @Nullable RelDataType deriveDecimalMultiplyType(
      RelDataTypeFactory factory, RelDataType left, RelDataType right) {
    if (!decimalMath(left, right)) {
      return null;
    }
    RelDataType a = asDecimal(factory, left);
    RelDataType b = asDecimal(factory, right);
    return adjusted(factory, a.getPrecision() + b.getPrecision() + 1, a.getScale() + b.getScale());
  }

  @Override
  public @Nullable RelDataType deriveDecimalDivideType(
      RelDataTypeFactory factory, RelDataType left, RelDataType right) {
    if (!decimalMath(left, right)) {
      return null;
    }
    RelDataType a = asDecimal(factory, left);
    RelDataType b = asDecimal(factory, right);
    int scale = Math.max(LEAST_SCALE, a.getScale() + b.getPrecision() + 1);
    int precision = a.getPrecision() - a.getScale() + b.getScale() + scale;
    return adjusted(factory, precision, scale);
  }

  @Override
  public @Nullable RelDataType deriveDecimalModType(
      RelDataTypeFactory factory, RelDataType left, RelDataType right) {
    if (!decimalMath(left, right)) {
      return null;
    }
    RelDataType a = asDecimal(factory, left);
    RelDataType b = asDecimal(factory, right);
    if (a.getScale() == 0 && b.getScale() == 0) {
      return right;
    }
    int scale = Math.max(a.getScale(), b.getScale());
    int whole = Math.min(a.getPrecision() - a.getScale(), b.getPrecision() - b.getScale());
    return adjusted(factory, whole + scale, scale);
  }

  /** The type of {@code ROUND(x, digits)} over a DECIMAL. */
  public static RelDataType rounded(RelDataTypeFactory factory, RelDataType type, int digits) {
    int whole = type.getPrecision() - type.getScale();
    if (digits >= type.getScale()) {
      return type;
    }
    int precision = Math.min(MAX_DIGITS, 1 + whole + Math.max(digits, 0));
    return decimal(factory, precision, Math.max(digits, 0), type.isNullable());
  }

  /** An integer is a DECIMAL of as many digits as the largest of its type has. */
  private static RelDataType asDecimal(RelDataTypeFactory factory, RelDataType type) {
    switch (type.getSqlTypeName()) {
      case TINYINT:
        return decimal(factory, 3, 0, false);
      case SMALLINT:
        return decimal(factory, 5, 0, false);
      case INTEGER:
        return decimal(factory, 10, 0, false);
      case BIGINT:
        return decimal(factory, 19, 0, false);
      default:
        return type;
    }
  }

  private static int whole(RelDataType a, RelDataType b) {
    return Math.max(a.getPrecision() - a.getScale(), b.getPrecision() - b.getScale());
  }

  /** Exact numbers of which at least one is a DECIMAL; others are no business of a decimal rule. */
  private static boolean decimalMath(RelDataType left, RelDataType right) {
    return SqlTypeUtil.isExactNumeric(left)
        && SqlTypeUtil.isExactNumeric(right)
        && (SqlTypeUtil.isDecimal(left) || SqlTypeUtil.isDecimal(right));
  }

  private static RelDataType adjusted(RelDataTypeFactory factory, int precision, int scale) {
    if (precision <= MAX_DIGITS) {
      return decimal(factory, precision, scale, false);
    }
    int whole = precision - scale;
    int kept = Math.max(MAX_DIGITS - whole, Math.min(scale, LEAST_SCALE));
    return decimal(factory, MAX_DIGITS, kept, false);
  }

  private static RelDataType decimal(
      RelDataTypeFactory factory, int precision, int scale, boolean nullable) {
    RelDataType type = factory.createSqlType(SqlTypeName.DECIMAL, precision, scale);
    return factory.createTypeWithNullability(type, nullable);
  }
}
