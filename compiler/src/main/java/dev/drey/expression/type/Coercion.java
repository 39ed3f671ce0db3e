// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.type;

import dev.drey.expression.runtime.Casts;
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
public final class Coercion {
  private static final String TIMESTAMP_FORM =
      "\\d{4}-\\d{1,2}-\\d{1,2}([ T]\\d{1,2}:\\d{1,2}(:\\d{1,2}(\\.\\d+)?)?Z?)?";

  private final SqlTypes types;
  private final RexBuilder rexBuilder;

  public Coercion(RexBuilder rexBuilder) {
    this.types = (SqlTypes) rexBuilder.getTypeFactory();
    this.rexBuilder = rexBuilder;
  }

  /** Both sides of a comparison as they can be compared, or null where they cannot. */
  public @Nullable List<RexNode> comparable(RexNode left, RexNode right, boolean unresolved) {
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
    if (isNested(a) && isNested(b)) {
      RelDataType common = types.leastRestrictive(List.of(a, b));
      return common == null ? null : List.of(cast(left, common), cast(right, common));
    }
    if (SqlTypeUtil.isNumeric(a) && SqlTypeUtil.isNumeric(b)) {
      return numbers(left, right);
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

  /**
   * Numbers as their common type, except decimals whose digits it would cut: these compare as they
   * are.
   */
  private List<RexNode> numbers(RexNode left, RexNode right) {
    RelDataType common = types.leastRestrictive(List.of(left.getType(), right.getType()));
    boolean cut =
        common != null
            && common.getSqlTypeName() == SqlTypeName.DECIMAL
            && (common.getScale() < left.getType().getScale()
                || common.getScale() < right.getType().getScale());
    return common == null || cut
        ? List.of(left, right)
        : List.of(cast(left, common), cast(right, common));
  }

  /** Values of one type, each with its own nullability. */
  public static final class Unified {
    private final List<RexNode> values;
    private final RelDataType type;

    private Unified(List<RexNode> values, RelDataType type) {
      this.values = values;
      this.type = type;
    }

    public List<RexNode> values() {
      return values;
    }

    /** Nullable where one of the values is. */
    public RelDataType type() {
      return type;
    }
  }

  /** TIMESTAMPs beside a TIMESTAMP_LTZ are one too, where Flink asks for the type of all. */
  public List<RexNode> localTimes(List<RexNode> values) {
    RelDataType local = null;
    for (RexNode value : values) {
      if (value.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE) {
        local = value.getType();
      }
    }
    List<RexNode> result = new ArrayList<>();
    for (RexNode value : values) {
      boolean zoneless = value.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP;
      result.add(local != null && zoneless ? cast(value, local) : value);
    }
    return result;
  }

  /** All as one type, the least that holds each, or null where there is none. */
  public @Nullable Unified unified(List<RexNode> values, boolean unresolved) {
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
    boolean nullable = false;
    for (RexNode value : values) {
      RexNode as = as(value, common, unresolved);
      if (as == null) {
        return null;
      }
      nullable |= as.getType().isNullable();
      result.add(as);
    }
    return new Unified(result, withNullable(common, nullable));
  }

  private @Nullable RexNode as(RexNode value, RelDataType common, boolean unresolved) {
    return isTextLiteral(value) && !SqlTypeUtil.isCharacter(common)
        ? literalAs(value, common, unresolved)
        : cast(value, common);
  }

  /** The value as another type with its own nullability; as it is where the types are the same. */
  public RexNode cast(RexNode value, RelDataType type) {
    if (isNull(value.getType()) || RexLiteral.isNullLiteral(value)) {
      return rexBuilder.makeNullLiteral(withNullable(type, true));
    }
    RelDataType target = withNullable(type, value.getType().isNullable());
    if (value.getType().equals(target) || isTextThatFits(value, target)) {
      return value;
    }
    boolean wholeLiteral =
        value instanceof RexLiteral
            && SqlTypeUtil.isExactNumeric(value.getType())
            && SqlTypeUtil.isIntType(value.getType())
            && SqlTypeUtil.isIntType(target);
    return wholeLiteral
        ? rexBuilder.makeLiteral(literalValue(value), target, false)
        : rexBuilder.makeAbstractCast(target, value, false);
  }

  /** A text literal is the same value as a longer VARCHAR. */
  private static boolean isTextThatFits(RexNode value, RelDataType target) {
    return isTextLiteral(value)
        && target.getSqlTypeName() == SqlTypeName.VARCHAR
        && target.getPrecision() >= value.getType().getPrecision();
  }

  private static Object literalValue(RexNode literal) {
    Object value = ((RexLiteral) literal).getValue();
    if (value == null) {
      throw new IllegalArgumentException("a NULL literal");
    }
    return value;
  }

  public RelDataType withNullable(RelDataType type, boolean nullable) {
    return type.isStruct()
        ? types.enforceTypeWithNullability(type, nullable)
        : types.createTypeWithNullability(type, nullable);
  }

  public static boolean isNull(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.NULL;
  }

  /** ARRAY, MAP and ROW. */
  public static boolean isNested(RelDataType type) {
    switch (type.getSqlTypeName()) {
      case ARRAY:
      case MAP:
      case ROW:
        return true;
      default:
        return false;
    }
  }

  public static boolean isTimestamp(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.TIMESTAMP
        || type.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }

  public static boolean isTextLiteral(RexNode node) {
    return node instanceof RexLiteral
        && SqlTypeUtil.isCharacter(node.getType())
        && !((RexLiteral) node).isNull();
  }

  public static String textOf(RexNode literal) {
    return ((NlsString) literalValue(literal)).getValue();
  }

  private static boolean isDateBesideTimestamp(RelDataType a, RelDataType b) {
    return a.getSqlTypeName() == SqlTypeName.DATE && isTimestamp(b);
  }

  private boolean sameKind(RelDataType a, RelDataType b) {
    SqlTypeName name = a.getSqlTypeName();
    if (SqlTypeUtil.isInterval(a)) {
      return a.getFamily() == b.getFamily();
    }
    if (isTimestamp(a)) {
      return isTimestamp(b);
    }
    SqlTypeFamily family = name.getFamily();
    return family != null && family == b.getSqlTypeName().getFamily();
  }

  /** A text literal as a value of another type, or null where it cannot be read as one. */
  private @Nullable RexNode literalAs(RexNode node, RelDataType type, boolean unresolved) {
    if (!isTextLiteral(node) || !canRead(textOf(node), type, unresolved)) {
      return null;
    }
    return rexBuilder.makeAbstractCast(withNullable(type, false), node, false);
  }

  /** Whether the text has the form of the type and is a value of it: 30 February is none. */
  private static boolean canRead(String text, RelDataType type, boolean unresolved) {
    switch (type.getSqlTypeName()) {
      case DATE:
        return unresolved
            || (text.trim().matches("\\d{4}-\\d{1,2}-\\d{1,2}") && Casts.tryToDate(text) != null);
      case TIME:
        return unresolved
            || (text.trim().matches("\\d{1,2}:\\d{1,2}(:\\d{1,2}(\\.\\d+)?)?")
                && Casts.tryToTime(text) != null);
      case TIMESTAMP:
        return unresolved
            || (text.trim().matches(TIMESTAMP_FORM) && Casts.tryToTimestamp(text) != null);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return unresolved
            || (text.trim().matches(TIMESTAMP_FORM) && Casts.tryToInstant(text) != null);
      default:
        return SqlTypeUtil.isNumeric(type) && (unresolved || isNumber(text, type));
    }
  }

  private static boolean isNumber(String text, RelDataType type) {
    if (SqlTypeUtil.isIntType(type) && !text.trim().matches("[+-]?\\d+(\\.0*)?")) {
      return false; // A cast would cut the fraction.
    }
    switch (type.getSqlTypeName()) {
      case TINYINT:
        return Casts.tryToByte(text) != null;
      case SMALLINT:
        return Casts.tryToShort(text) != null;
      case INTEGER:
        return Casts.tryToInt(text) != null;
      case BIGINT:
        return Casts.tryToLong(text) != null;
      case DECIMAL:
        return Casts.tryToDecimal(text, type.getPrecision(), type.getScale()) != null;
      case FLOAT:
      case REAL:
        return Casts.tryToFloat(text) != null;
      default:
        return Casts.tryToDouble(text) != null;
    }
  }
}
