// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.type;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Which casts exist, as in Flink SQL. */
public final class CastRules {
  private CastRules() {}

  public static boolean exists(RelDataType from, RelDataType to) {
    if (Coercion.isNull(from)) {
      return true;
    }
    if (Coercion.isNested(from) || Coercion.isNested(to)) {
      return existsNested(from, to);
    }
    if (SqlTypeUtil.isInterval(from) || SqlTypeUtil.isInterval(to)) {
      return from.getSqlTypeName() == to.getSqlTypeName() || SqlTypeUtil.isCharacter(to);
    }
    if (SqlTypeUtil.isCharacter(from) || SqlTypeUtil.isCharacter(to)) {
      return true;
    }
    if (SqlTypeUtil.isBinary(from) || SqlTypeUtil.isBinary(to)) {
      return SqlTypeUtil.isBinary(from) && SqlTypeUtil.isBinary(to);
    }
    boolean fromNumber =
        SqlTypeUtil.isNumeric(from) || from.getSqlTypeName() == SqlTypeName.BOOLEAN;
    boolean toNumber = SqlTypeUtil.isNumeric(to) || to.getSqlTypeName() == SqlTypeName.BOOLEAN;
    return fromNumber == toNumber && (fromNumber || existsTime(from, to));
  }

  private static boolean existsTime(RelDataType from, RelDataType to) {
    boolean dateAndTime =
        from.getSqlTypeName() == SqlTypeName.DATE && to.getSqlTypeName() == SqlTypeName.TIME;
    boolean timeAndDate =
        from.getSqlTypeName() == SqlTypeName.TIME && to.getSqlTypeName() == SqlTypeName.DATE;
    return !dateAndTime && !timeAndDate;
  }

  /** Element by element, and each field to the one at its place. */
  private static boolean existsNested(RelDataType from, RelDataType to) {
    if (from.getSqlTypeName() != to.getSqlTypeName()) {
      return SqlTypeUtil.isCharacter(to) && Coercion.isNested(from);
    }
    switch (from.getSqlTypeName()) {
      case ARRAY:
        return exists(element(from), element(to));
      case MAP:
        return exists(key(from), key(to)) && exists(value(from), value(to));
      default:
        boolean exist = from.getFieldCount() == to.getFieldCount();
        for (int i = 0; exist && i < from.getFieldCount(); i++) {
          exist = exists(from.getFieldList().get(i).getType(), to.getFieldList().get(i).getType());
        }
        return exist;
    }
  }

  public static RelDataType element(RelDataType array) {
    return present(array.getComponentType());
  }

  public static RelDataType key(RelDataType map) {
    return present(map.getKeyType());
  }

  public static RelDataType value(RelDataType map) {
    return present(map.getValueType());
  }

  private static RelDataType present(@Nullable RelDataType type) {
    if (type == null) {
      throw new IllegalStateException("a nested type without its element type");
    }
    return type;
  }

  /** What to write instead. */
  public static String help(RelDataType from, RelDataType to) {
    if (SqlTypeUtil.isNumeric(from) && Coercion.isTimestamp(to)) {
      return "write TO_TIMESTAMP_LTZ(x, 0) for seconds or TO_TIMESTAMP_LTZ(x, 3) for milliseconds"
          + " since 1970";
    }
    if (Coercion.isTimestamp(from) && SqlTypeUtil.isNumeric(to)) {
      return "write UNIX_TIMESTAMP(CAST(x AS STRING)) for the seconds since 1970";
    }
    if (SqlTypeUtil.isInterval(from)) {
      return "write EXTRACT(DAY FROM x) for a part of it, or TIMESTAMPDIFF(SECOND, from, to)";
    }
    if (Coercion.isNested(from)) {
      return "take the element or the field that you mean first";
    }
    return "cast to STRING first if the text of the value is meant";
  }
}
