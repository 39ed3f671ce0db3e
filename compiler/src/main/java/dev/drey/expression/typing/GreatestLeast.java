// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;

/** The greater and the lesser of two values of one type; NULL where either is. */
final class GreatestLeast {
  static final SqlFunction GREATEST = operator("GREATEST");
  static final SqlFunction LEAST = operator("LEAST");

  private GreatestLeast() {}

  static SqlFunction of(boolean greatest) {
    return greatest ? GREATEST : LEAST;
  }

  private static SqlFunction operator(String name) {
    return new SqlFunction(
        name, SqlKind.OTHER_FUNCTION, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }
}
