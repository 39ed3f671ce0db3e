// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.function;

import dev.drey.expression.type.Coercion;
import dev.drey.expression.type.SqlTypes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * What the variables of a signature stand for in one call: each for the common type of all that is
 * given in its place, which may be NULL where one of these may.
 */
final class TypeVariables {
  private final SqlTypes types;
  private final Map<String, RelDataType> bound = new HashMap<>();
  private final Set<String> withNull = new HashSet<>();

  TypeVariables(SqlTypes types) {
    this.types = types;
  }

  /** Whether the type can stand beside those that the variable stands for already. */
  boolean bind(String name, RelDataType type) {
    if (Coercion.isNull(type)) {
      withNull.add(name);
      return true;
    }
    RelDataType before = bound.get(name);
    RelDataType joint = before == null ? type : types.leastRestrictive(List.of(before, type));
    if (joint == null) {
      return false;
    }
    bound.put(name, joint);
    return true;
  }

  /** Null where nothing is given in its place. */
  @Nullable RelDataType find(String name) {
    RelDataType type = bound.get(name);
    return type == null || !withNull.contains(name)
        ? type
        : types.createTypeWithNullability(type, true);
  }

  /** One that only NULLs stand for is a number or a text. */
  RelDataType get(String name) {
    if (!bound.containsKey(name)) {
      SqlTypeName any = name.equals("N") ? SqlTypeName.INTEGER : SqlTypeName.VARCHAR;
      bound.put(name, types.createTypeWithNullability(types.createSqlType(any), true));
    }
    RelDataType type = find(name);
    if (type == null) {
      throw new IllegalStateException(name);
    }
    return type;
  }
}
