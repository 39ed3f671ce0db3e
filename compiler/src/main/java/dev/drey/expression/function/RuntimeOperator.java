// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.function;

import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** The operator of a call that a static method of ours computes. */
public class RuntimeOperator extends SqlFunction {
  private final Class<?> home;
  private final String method;
  private final boolean strict;

  public RuntimeOperator(String name, Class<?> home, String method, boolean strict) {
    super(
        name, SqlKind.OTHER_FUNCTION, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.home = home;
    this.method = method;
    this.strict = strict;
  }

  public Class<?> home() {
    return home;
  }

  public String method() {
    return method;
  }

  /** Whether a NULL argument makes the result NULL without a call. */
  public boolean strict() {
    return strict;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RuntimeOperator
        && getClass() == other.getClass()
        && getName().equals(((RuntimeOperator) other).getName())
        && home == ((RuntimeOperator) other).home
        && method.equals(((RuntimeOperator) other).method);
  }

  @Override
  public int hashCode() {
    return method.hashCode();
  }
}
