package dev.drey.expression;

import static java.util.Objects.requireNonNull;

import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/**
 * Flink's dialect: back-ticks quote identifiers, whose letter case counts; {@code %} and {@code !=}
 * are operators. One of it serves many expressions: types are the same objects, and what computes
 * constants knows the classes that it calls.
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
  private final ClassCompiler compiler =
      new ClassCompiler(requireNonNull(SqlDialect.class.getClassLoader()));
  private final Constants constants = new Constants(rexBuilder, compiler);

  SqlTypes types() {
    return types;
  }

  RexBuilder rexBuilder() {
    return rexBuilder;
  }

  ClassCompiler compiler() {
    return compiler;
  }

  Constants constants() {
    return constants;
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
