package dev.drey.expression;

import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/**
 * Flink's dialect: back-ticks quote identifiers, whose letter case counts; {@code %} and {@code !=}
 * are operators.
 */
final class SqlDialect {
  static final SqlParser.Config PARSER =
      SqlParser.config()
          .withQuoting(Quoting.BACK_TICK)
          .withUnquotedCasing(Casing.UNCHANGED)
          .withQuotedCasing(Casing.UNCHANGED)
          .withCaseSensitive(true)
          .withIdentifierMaxLength(1000)
          .withConformance(new Conformance());

  private final SqlTypes types = new SqlTypes();
  private final RexBuilder rexBuilder = new RexBuilder(types);

  SqlTypes types() {
    return types;
  }

  RexBuilder rexBuilder() {
    return rexBuilder;
  }

  private static final class Conformance extends SqlDelegatingConformance {
    Conformance() {
      super(SqlConformanceEnum.DEFAULT);
    }

    @Override
    public boolean isBangEqualAllowed() {
      return true;
    }

    @Override
    public boolean isPercentRemainderAllowed() {
      return true;
    }
  }
}
