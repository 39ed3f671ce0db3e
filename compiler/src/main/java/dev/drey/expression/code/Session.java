// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import static java.util.Objects.requireNonNull;

import dev.drey.expression.calc.ClassCompiler;
import dev.drey.expression.type.SqlTypes;
import org.apache.calcite.rex.RexBuilder;

/**
 * What many expressions share: types are the same objects, and what computes constants knows the
 * classes that it calls.
 */
public final class Session {
  private final SqlTypes types = new SqlTypes();
  private final RexBuilder rexBuilder = new RexBuilder(types);
  private final ClassCompiler compiler =
      new ClassCompiler(requireNonNull(Session.class.getClassLoader()));
  private final Constants constants = new Constants(rexBuilder, compiler);

  public SqlTypes types() {
    return types;
  }

  public RexBuilder rexBuilder() {
    return rexBuilder;
  }

  public ClassCompiler compiler() {
    return compiler;
  }

  public Constants constants() {
    return constants;
  }
}
