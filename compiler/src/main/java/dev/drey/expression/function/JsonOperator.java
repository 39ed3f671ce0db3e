// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.function;

import dev.drey.expression.runtime.Jsons;
import org.jspecify.annotations.Nullable;

/**
 * A function over a JSON text and a path, with what it gives where there is nothing and where that
 * fails. Its operands behind the path are these choices; people see its clause instead.
 */
public final class JsonOperator extends RuntimeOperator {
  private final String clause;

  public JsonOperator(String name, String method, String clause) {
    super(name, Jsons.class, method, false);
    this.clause = clause;
  }

  /** What is written behind the path, with a blank before it, or nothing. */
  public String clause() {
    return clause;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonOperator
        && super.equals(other)
        && clause.equals(((JsonOperator) other).clause);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + clause.hashCode();
  }
}
