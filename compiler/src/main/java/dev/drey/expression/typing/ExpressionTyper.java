// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.code.Session;
import dev.drey.expression.code.WorkLimits;
import dev.drey.expression.function.Functions;
import dev.drey.expression.parse.CastTypes;
import dev.drey.expression.parse.SqlReader;
import dev.drey.expression.parse.SqlText;
import dev.drey.expression.parse.SyntaxProblem;
import dev.drey.expression.type.Coercion;
import dev.drey.expression.type.SqlTypes;
import dev.drey.expression.type.TypeNames;
import dev.drey.expression.value.Clock;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.expression.value.Hidden;
import dev.drey.source.LocatedText;
import dev.drey.text.Article;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** One expression over the columns of a row: read, typed, and of the type that is wanted. */
public final class ExpressionTyper {
  private final Session session;
  private final RexBuilder rexBuilder;
  private final Functions functions;

  public ExpressionTyper(Session session, Functions functions) {
    this.session = session;
    this.rexBuilder = session.rexBuilder();
    this.functions = functions;
  }

  public Functions functions() {
    return functions;
  }

  public Session session() {
    return session;
  }

  /** As above, where nothing is known of some columns: what needs one of them gives nothing. */
  public Optional<Expression> scalar(
      LocatedText text,
      RowType input,
      Hidden hidden,
      Expected expected,
      Clock clock,
      Diagnostics diagnostics) {
    // A name alone is a column even where it is a word of SQL.
    String name = text.text().trim();
    boolean word = name.matches("[A-Za-z_][A-Za-z0-9_]*");
    if (text.isUnreadable() || (word && !input.contains(name) && hidden.hides(name))) {
      return Optional.empty();
    }
    SqlText sql = new SqlText(text, hidden, clock, diagnostics);
    CastTypes types = CastTypes.of(sql);
    SqlNode node = sql.hasProblems() ? null : SqlReader.parse(sql, types, input);
    return node == null
        ? Optional.empty()
        : Optional.ofNullable(typed(node, sql, types, input, expected));
  }

  @Nullable Expression typed(
      SqlNode node, SqlText sql, CastTypes types, RowType input, Expected expected) {
    RexNode rex;
    try {
      rex = new Typer(sql, types, input, session, functions).type(node);
    } catch (CalciteContextException e) {
      sql.report(SyntaxProblem.literal(sql, e));
      return null;
    }
    if (rex == null) {
      if (!sql.hasProblems()) {
        throw new IllegalStateException("no type and no diagnostic: " + sql.text());
      }
      return null;
    }
    RexNode fitting = Coercion.isNull(rex.getType()) ? typedNull(expected) : rex;
    Optional<DataType> type = SqlTypes.fromRel(fitting.getType());
    if (type.isEmpty() || !fits(type.get(), expected)) {
      sql.report(unfit(sql, node, type, expected));
      return null;
    }
    Optional<Diagnostic.Builder> tooMuch = WorkLimits.problem(fitting, sql, node);
    if (tooMuch.isPresent()) {
      sql.report(tooMuch.get());
      return null;
    }
    Expression expression = new Expression(fitting, type.get());
    return castTo(expected, type.get())
        .filter(wanted -> wanted.kind() != type.get().kind())
        .map(wanted -> cast(expression, wanted.withNullable(type.get().nullable())))
        .orElse(expression);
  }

  /** The one type that is asked for; empty where each that fits will do. */
  private static Optional<DataType> castTo(Expected expected, DataType type) {
    switch (expected) {
      case STRING:
        return type.kind().isCharacter() ? Optional.empty() : Optional.of(DataType.string());
      case NUMBER:
        return Optional.of(DataType.of(TypeKind.DOUBLE));
      case INTEGER:
        return Optional.of(DataType.of(TypeKind.BIGINT));
      default:
        return Optional.empty();
    }
  }

  /** A bare NULL has the type that is asked for; where any will do, STRING. */
  private RexNode typedNull(Expected expected) {
    RelDataType type = session.types().createSqlType(typeOfNull(expected));
    return rexBuilder.makeNullLiteral(session.types().createTypeWithNullability(type, true));
  }

  private static SqlTypeName typeOfNull(Expected expected) {
    switch (expected) {
      case BOOLEAN:
        return SqlTypeName.BOOLEAN;
      case TIMESTAMP:
        return SqlTypeName.TIMESTAMP;
      case NUMBER:
        return SqlTypeName.DOUBLE;
      case INTEGER:
        return SqlTypeName.BIGINT;
      default:
        return SqlTypeName.VARCHAR;
    }
  }

  private static boolean fits(DataType type, Expected expected) {
    switch (expected) {
      case BOOLEAN:
        return type.kind() == TypeKind.BOOLEAN;
      case TIMESTAMP:
        return type.kind().isTimestamp();
      case NUMBER:
        return type.kind().isNumeric();
      case INTEGER:
        return type.kind().isInteger();
      case INTERVAL:
        return type.kind() == TypeKind.INTERVAL_DAY_TIME;
      case COLLECTION:
        return type.kind() == TypeKind.ARRAY || type.kind() == TypeKind.MAP;
      case STRING:
        return type.kind() != TypeKind.ARRAY
            && type.kind() != TypeKind.MAP
            && type.kind() != TypeKind.ROW
            && !isInterval(type);
      case ANY:
        return true;
    }
    throw new IllegalArgumentException(expected.name());
  }

  private static boolean isInterval(DataType type) {
    return type.kind() == TypeKind.INTERVAL_DAY_TIME || type.kind() == TypeKind.INTERVAL_YEAR_MONTH;
  }

  private static Diagnostic.Builder unfit(
      SqlText sql, SqlNode node, Optional<DataType> type, Expected expected) {
    String name = type.map(TypeNames::of).orElse("value without a type");
    Diagnostic.Builder problem =
        sql.at(
                TypeCodes.WRONG_RESULT,
                node,
                "`"
                    + sql.written(node)
                    + "` is "
                    + Article.with(name)
                    + ", not "
                    + wanted(expected))
            .label(name);
    switch (expected) {
      case BOOLEAN:
        boolean number = type.map(DataType::kind).map(TypeKind::isNumeric).orElse(false);
        return problem.help(
            "compare it with something, such as `"
                + sql.written(node)
                + (number ? " > 0`" : " IS NOT NULL`"));
      case TIMESTAMP:
        return problem.help(
            type.map(DataType::kind).map(TypeKind::isInteger).orElse(false)
                ? "write `TO_TIMESTAMP_LTZ("
                    + sql.written(node)
                    + ", 3)` for milliseconds since 1970"
                : cast(sql, node, type, "TIMESTAMP(3)", "take the column that has the time"));
      case NUMBER:
        return problem.help(cast(sql, node, type, "DOUBLE", "take the number that you mean"));
      case INTEGER:
        return problem.help(cast(sql, node, type, "BIGINT", "take the whole number that you mean"));
      case INTERVAL:
        return problem.help(
            type.map(DataType::kind).map(TypeKind::isNumeric).orElse(false)
                ? "write `" + sql.written(node) + " * INTERVAL '1' SECOND` for a number of seconds"
                : "write a length of time, such as `INTERVAL '5' MINUTE`");
      case COLLECTION:
        boolean character = type.map(DataType::kind).map(TypeKind::isCharacter).orElse(false);
        return problem.help(
            "write `SPLIT("
                + (character ? sql.written(node) : "text")
                + ", ' ')` to make an ARRAY of a text");
      case STRING:
      case ANY:
        return problem.help("take the element or the field that you mean");
    }
    throw new IllegalArgumentException(expected.name());
  }

  /** A text or a number in another type; of others there is none. */
  private static String cast(
      SqlText sql, SqlNode node, Optional<DataType> type, String wanted, String otherwise) {
    boolean number = type.map(DataType::kind).map(TypeKind::isNumeric).orElse(false);
    boolean text = type.map(DataType::kind).map(TypeKind::isCharacter).orElse(false);
    return text || (number && !wanted.startsWith("TIMESTAMP"))
        ? "write `"
            + (text ? "TRY_CAST(" : "CAST(")
            + sql.written(node)
            + " AS "
            + wanted
            + ")`, or "
            + otherwise
        : otherwise;
  }

  private static String wanted(Expected expected) {
    switch (expected) {
      case BOOLEAN:
        return "a condition";
      case TIMESTAMP:
        return "a point in time";
      case NUMBER:
        return "a number";
      case INTEGER:
        return "a whole number";
      case INTERVAL:
        return "a length of time";
      case COLLECTION:
        return "an ARRAY or a MAP";
      case STRING:
      case ANY:
        return "a value that has a text";
    }
    throw new IllegalArgumentException(expected.name());
  }

  /** The column at a position. */
  public Expression column(RowType input, int position) {
    Field field = input.field(position);
    return new Expression(
        rexBuilder.makeInputRef(session.types().toRel(field.type()), position), field.type());
  }

  /** The outer expression with each of its columns replaced by the inner expression there. */
  public Expression compose(Expression outer, List<Expression> inner) {
    RexNode composed =
        outer
            .rex()
            .accept(
                new RexShuttle() {
                  @Override
                  public RexNode visitInputRef(RexInputRef reference) {
                    return inner.get(reference.getIndex()).rex();
                  }
                });
    return new Expression(composed, outer.type());
  }

  /** The expression cast to a type. */
  public Expression cast(Expression expression, DataType type) {
    RelDataType target = session.types().toRel(type);
    RexNode cast = new Coercion(session.rexBuilder()).cast(expression.rex(), target);
    return new Expression(cast, type.withNullable(expression.type().nullable()));
  }
}
