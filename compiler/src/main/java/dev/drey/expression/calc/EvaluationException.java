// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.calc;

import static java.util.Objects.requireNonNull;

/** An expression that failed on a row. The message names the expression as SQL and says why. */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String expression;

  EvaluationException(String expression, RuntimeException cause) {
    super("`" + expression + "` failed: " + cause.getMessage(), cause);
    this.expression = expression;
  }

  /** What went wrong. */
  public String reason() {
    Throwable cause = requireNonNull(getCause());
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  /** The expression as SQL. */
  public String expression() {
    return expression;
  }
}
