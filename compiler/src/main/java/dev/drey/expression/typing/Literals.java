// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.parse.SqlText;
import dev.drey.expression.type.Intervals;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAbstractDateTimeLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.BitString;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/** Literals as Rex. */
final class Literals {
  private static final int DIGITS = 3;

  /** A digit other than 0 behind the third of a second. */
  private static final Pattern FINER = Pattern.compile("\\.\\d{3}\\d*[1-9]");

  private Literals() {}

  /** Null where a problem was reported: a literal that cannot be kept whole. */
  static @Nullable RexNode rex(SqlLiteral literal, SqlText text, RexBuilder rexBuilder) {
    SqlTypeName name = literal.getTypeName();
    if (name == SqlTypeName.NULL || literal.getValue() == null) {
      return rexBuilder.makeNullLiteral(
          rexBuilder.getTypeFactory().createSqlType(SqlTypeName.NULL));
    }
    switch (name) {
      case UNKNOWN:
        SqlLiteral resolved = resolved((SqlUnknownLiteral) literal, text);
        return resolved == null ? null : rex(resolved, text, rexBuilder);
      case BOOLEAN:
        return rexBuilder.makeLiteral(literal.getValueAs(Boolean.class));
      case DECIMAL:
        return rexBuilder.makeExactLiteral(
            literal.getValueAs(BigDecimal.class),
            literal.createSqlType(rexBuilder.getTypeFactory()));
      case DOUBLE:
        return rexBuilder.makeApproxLiteral(literal.getValueAs(BigDecimal.class));
      case CHAR:
        return rexBuilder.makeCharLiteral(literal.getValueAs(NlsString.class));
      case BINARY:
        return rexBuilder.makeBinaryLiteral(
            new ByteString(literal.getValueAs(BitString.class).getAsByteArray()));
      case DATE:
        return rexBuilder.makeDateLiteral(literal.getValueAs(DateString.class));
      case TIME:
        TimeString time = literal.getValueAs(TimeString.class);
        return isKept(literal, time.equals(time.round(DIGITS)), text)
            ? rexBuilder.makeTimeLiteral(time, digits(literal))
            : null;
      case TIMESTAMP:
        TimestampString timestamp = literal.getValueAs(TimestampString.class);
        return isKept(literal, timestamp.equals(timestamp.round(DIGITS)), text)
            ? rexBuilder.makeTimestampLiteral(timestamp, digits(literal))
            : null;
      case SYMBOL:
        return rexBuilder.makeFlag(literal.getValueAs(Enum.class));
      default:
        return interval(literal, text, rexBuilder);
    }
  }

  private static @Nullable SqlLiteral resolved(SqlUnknownLiteral literal, SqlText text) {
    try {
      return literal.resolve(SqlTypeName.valueOf(literal.tag));
    } catch (IllegalArgumentException e) { // Of a year with five digits, for one.
      text.report(
          text.at(
                  TypeCodes.IMPOSSIBLE_LITERAL,
                  literal,
                  "`" + text.written(literal) + "` cannot be")
              .label(String.valueOf(e.getMessage()))
              .help("write a time in the years 1 to 9999, such as DATE '2026-01-31'"));
      return null;
    }
  }

  /** A literal has the digits of a second that are written; times keep three. */
  private static int digits(SqlLiteral literal) {
    return Math.min(DIGITS, ((SqlAbstractDateTimeLiteral) literal).getPrec());
  }

  private static boolean isKept(SqlLiteral literal, boolean whole, SqlText text) {
    if (!whole) {
      text.report(
          text.at(
                  TypeCodes.IMPOSSIBLE_LITERAL,
                  literal,
                  "times keep milliseconds, and `" + text.written(literal) + "` has more digits")
              .label("more than three digits of a second")
              .help("write " + text.written(literal).replaceAll("(\\.\\d{3})\\d+", "$1")));
    }
    return whole;
  }

  private static @Nullable RexNode interval(
      SqlLiteral literal, SqlText text, RexBuilder rexBuilder) {
    if (!(literal instanceof SqlIntervalLiteral)) {
      throw new IllegalStateException(literal.toString());
    }
    SqlIntervalQualifier qualifier = literal.getValueAs(SqlIntervalQualifier.class);
    boolean whole = !FINER.matcher(text.written(literal)).find();
    BigDecimal amount;
    try {
      amount = literal.getValueAs(BigDecimal.class);
    } catch (RuntimeException e) { // Calcite wraps what it finds into bare ones.
      text.report(
          text.at(
                  TypeCodes.IMPOSSIBLE_LITERAL,
                  literal,
                  "`" + text.written(literal) + "` is no interval")
              .label("not of the form of its unit")
              .help("write " + Intervals.example(qualifier)));
      return null;
    }
    return isKept(literal, whole, text)
        ? rexBuilder.makeIntervalLiteral(
            amount, qualifier.isYearMonth() ? Intervals.MONTHS : Intervals.MILLIS)
        : null;
  }
}
