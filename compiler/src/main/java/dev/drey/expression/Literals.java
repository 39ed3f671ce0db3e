package dev.drey.expression;

import java.math.BigDecimal;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
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

/** Literals as Rex. */
final class Literals {
  private Literals() {}

  static RexNode rex(SqlLiteral literal, RexBuilder rexBuilder) {
    SqlTypeName name = literal.getTypeName();
    if (name == SqlTypeName.NULL || literal.getValue() == null) {
      return rexBuilder.makeNullLiteral(
          rexBuilder.getTypeFactory().createSqlType(SqlTypeName.NULL));
    }
    switch (name) {
      case UNKNOWN:
        SqlUnknownLiteral unknown = (SqlUnknownLiteral) literal;
        return rex(unknown.resolve(SqlTypeName.valueOf(unknown.tag)), rexBuilder);
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
        return rexBuilder.makeTimeLiteral(literal.getValueAs(TimeString.class), 3);
      case TIMESTAMP:
        return rexBuilder.makeTimestampLiteral(literal.getValueAs(TimestampString.class), 3);
      case SYMBOL:
        return rexBuilder.makeFlag(literal.getValueAs(Enum.class));
      default:
        return interval(literal, rexBuilder);
    }
  }

  private static RexNode interval(SqlLiteral literal, RexBuilder rexBuilder) {
    if (!(literal instanceof SqlIntervalLiteral)) {
      throw new IllegalStateException(literal.toString());
    }
    SqlIntervalQualifier qualifier = literal.getValueAs(SqlIntervalQualifier.class);
    return rexBuilder.makeIntervalLiteral(
        literal.getValueAs(BigDecimal.class),
        qualifier.isYearMonth() ? Intervals.MONTHS : Intervals.MILLIS);
  }
}
