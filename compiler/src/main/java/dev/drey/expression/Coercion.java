package dev.drey.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/**
 * Which types go together without a cast being written: numbers among each other, texts among each
 * other, DATE beside TIMESTAMP, a NULL beside anything, and a text literal that can be read as the
 * other side's type. A text column never turns into a number by itself: that would fail at run
 * time.
 */
final class Coercion {
  private final SqlTypes types;
  private final RexBuilder rexBuilder;

  Coercion(SqlDialect dialect) {
    this.types = dialect.types();
    this.rexBuilder = dialect.rexBuilder();
  }

  /** Both sides of a comparison as they can be compared, or null where they cannot. */
  @Nullable List<RexNode> comparable(RexNode left, RexNode right, boolean unresolved) {
    RelDataType a = left.getType();
    RelDataType b = right.getType();
    if (isNull(a) && isNull(b)) {
      return List.of(left, right);
    }
    if (isNull(a)) {
      return List.of(cast(left, b), right);
    }
    if (isNull(b)) {
      return List.of(left, cast(right, a));
    }
    if (sameKind(a, b)) {
      return List.of(left, right);
    }
    if (isDateBesideTimestamp(a, b)) {
      return List.of(cast(left, b), right);
    }
    if (isDateBesideTimestamp(b, a)) {
      return List.of(left, cast(right, a));
    }
    RexNode readLeft = literalAs(left, b, unresolved);
    if (readLeft != null) {
      return List.of(readLeft, right);
    }
    RexNode readRight = literalAs(right, a, unresolved);
    return readRight == null ? null : List.of(left, readRight);
  }

  /** All as one type, the least that holds each, or null where there is none. */
  @Nullable List<RexNode> unified(List<RexNode> values, boolean unresolved) {
    List<RelDataType> all = new ArrayList<>();
    List<RelDataType> strict = new ArrayList<>();
    for (RexNode value : values) {
      all.add(value.getType());
      if (!isTextLiteral(value)) {
        strict.add(value.getType());
      }
    }
    RelDataType common = types.leastRestrictive(all);
    if (common == null && !strict.isEmpty()) {
      common = types.leastRestrictive(strict);
    }
    if (common == null) {
      return null;
    }
    List<RexNode> result = new ArrayList<>();
    for (RexNode value : values) {
      RexNode as =
          isTextLiteral(value) && !SqlTypeUtil.isCharacter(common)
              ? literalAs(value, common, unresolved)
              : cast(value, common);
      if (as == null) {
        return null;
      }
      result.add(as);
    }
    return result;
  }

  /** The value as another type with its own nullability; as it is where the types are the same. */
  RexNode cast(RexNode value, RelDataType type) {
    RelDataType target = type;
    if (!isNull(value.getType())) {
      target = withNullable(type, value.getType().isNullable());
    }
    if (value.getType().equals(target)) {
      return value;
    }
    if (isNull(value.getType()) || RexLiteral.isNullLiteral(value)) {
      return rexBuilder.makeNullLiteral(withNullable(type, true));
    }
    boolean plainLiteral =
        value instanceof RexLiteral
            && ((SqlTypeUtil.isExactNumeric(value.getType())
                    && SqlTypeUtil.isExactNumeric(target)
                    && !SqlTypeUtil.isDecimal(target))
                || (SqlTypeUtil.isCharacter(value.getType())
                    && target.getSqlTypeName() == SqlTypeName.VARCHAR
                    && target.getPrecision() >= value.getType().getPrecision()));
    return plainLiteral
        ? rexBuilder.makeLiteral(literalValue(value), target, false)
        : rexBuilder.makeAbstractCast(target, value, false);
  }

  private static Object literalValue(RexNode literal) {
    Object value = ((RexLiteral) literal).getValue();
    if (value == null) {
      throw new IllegalArgumentException("a NULL literal");
    }
    return value;
  }

  RelDataType withNullable(RelDataType type, boolean nullable) {
    return type.isStruct()
        ? types.enforceTypeWithNullability(type, nullable)
        : types.createTypeWithNullability(type, nullable);
  }

  static boolean isNull(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.NULL;
  }

  static boolean isTimestamp(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.TIMESTAMP
        || type.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }

  static boolean isTextLiteral(RexNode node) {
    return node instanceof RexLiteral
        && SqlTypeUtil.isCharacter(node.getType())
        && !((RexLiteral) node).isNull();
  }

  static String textOf(RexNode literal) {
    return ((NlsString) literalValue(literal)).getValue();
  }

  private static boolean isDateBesideTimestamp(RelDataType a, RelDataType b) {
    return a.getSqlTypeName() == SqlTypeName.DATE && isTimestamp(b);
  }

  private boolean sameKind(RelDataType a, RelDataType b) {
    SqlTypeName name = a.getSqlTypeName();
    if (SqlTypeUtil.isNumeric(a) || SqlTypeUtil.isInterval(a)) {
      return a.getFamily() == b.getFamily()
          || (SqlTypeUtil.isNumeric(a) && SqlTypeUtil.isNumeric(b));
    }
    if (isTimestamp(a)) {
      return isTimestamp(b);
    }
    if (name == SqlTypeName.ARRAY || name == SqlTypeName.MAP || name == SqlTypeName.ROW) {
      return alike(a, b);
    }
    SqlTypeFamily family = name.getFamily();
    return family != null && family == b.getSqlTypeName().getFamily();
  }

  /** Whether values of nested types are the same Java values where they are equal. */
  static boolean alike(RelDataType a, RelDataType b) {
    if (SqlTypeUtil.isCharacter(a) || a.getSqlTypeName() != b.getSqlTypeName()) {
      return SqlTypeUtil.isCharacter(a) && SqlTypeUtil.isCharacter(b);
    }
    switch (a.getSqlTypeName()) {
      case ARRAY:
        return alike(CastRules.element(a), CastRules.element(b));
      case MAP:
        return alike(CastRules.key(a), CastRules.key(b))
            && alike(CastRules.value(a), CastRules.value(b));
      case ROW:
        boolean alike = a.getFieldCount() == b.getFieldCount();
        for (int i = 0; alike && i < a.getFieldCount(); i++) {
          alike = alike(a.getFieldList().get(i).getType(), b.getFieldList().get(i).getType());
        }
        return alike;
      default:
        return a.getSqlTypeName() != SqlTypeName.DECIMAL || a.getScale() == b.getScale();
    }
  }

  /** A text literal as a value of another type, or null where it cannot be read as one. */
  private @Nullable RexNode literalAs(RexNode node, RelDataType type, boolean unresolved) {
    if (!isTextLiteral(node) || !canRead(textOf(node), type, unresolved)) {
      return null;
    }
    return rexBuilder.makeAbstractCast(withNullable(type, false), node, false);
  }

  private static boolean canRead(String text, RelDataType type, boolean unresolved) {
    switch (type.getSqlTypeName()) {
      case DATE:
        return unresolved || text.trim().matches("\\d{4}-\\d{1,2}-\\d{1,2}");
      case TIME:
        return unresolved || text.trim().matches("\\d{1,2}:\\d{1,2}(:\\d{1,2}(\\.\\d+)?)?");
      case TIMESTAMP:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return unresolved
            || text.trim()
                .matches(
                    "\\d{4}-\\d{1,2}-\\d{1,2}([ T]\\d{1,2}:\\d{1,2}(:\\d{1,2}(\\.\\d+)?)?Z?)?");
      default:
        return SqlTypeUtil.isNumeric(type) && (unresolved || isNumber(text, type));
    }
  }

  private static boolean isNumber(String text, RelDataType type) {
    try {
      BigDecimal number = new BigDecimal(text.trim());
      return !SqlTypeUtil.isIntType(type) || number.stripTrailingZeros().scale() <= 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
