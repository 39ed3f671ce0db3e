// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.parse.SqlText;
import java.math.BigDecimal;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.type.SqlTypeName;

/** A number is kept as it is written: DECIMAL has 38 digits, DOUBLE goes to about 1.8e308. */
final class NumberLiterals {
  private NumberLiterals() {}

  /** Whether the literal can be; one that cannot is reported. */
  public static boolean accepts(SqlLiteral literal, SqlText text) {
    if (literal.getTypeName() == SqlTypeName.DECIMAL) {
      BigDecimal number = literal.getValueAs(BigDecimal.class);
      boolean fits = Math.max(number.precision(), number.scale()) <= 38;
      if (!fits) {
        report(literal, text, "a DECIMAL has at most 38 digits", "write it as 1.5E20, a DOUBLE");
      }
      return fits;
    }
    if (literal.getTypeName() == SqlTypeName.DOUBLE) {
      boolean finite = !Double.isInfinite(literal.getValueAs(BigDecimal.class).doubleValue());
      if (!finite) {
        report(
            literal,
            text,
            "a DOUBLE goes to about 1.8E308",
            "write CAST('Infinity' AS DOUBLE) for infinity");
      }
      return finite;
    }
    return true;
  }

  private static void report(SqlLiteral literal, SqlText text, String why, String help) {
    text.report(
        text.at(
                TypeCodes.IMPOSSIBLE_LITERAL,
                literal,
                "`" + text.written(literal) + "` cannot be: " + why)
            .help(help));
  }
}
