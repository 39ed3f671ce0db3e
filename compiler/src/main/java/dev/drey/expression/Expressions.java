// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static java.util.Objects.requireNonNull;

import dev.drey.aggregate.Aggregates;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.code.CalcSource;
import dev.drey.expression.code.Session;
import dev.drey.expression.code.Simplifier;
import dev.drey.expression.code.SqlPrinter;
import dev.drey.expression.function.Functions;
import dev.drey.expression.function.RuntimeFunction;
import dev.drey.expression.function.SyntaxList;
import dev.drey.expression.type.SqlTypes;
import dev.drey.expression.typing.AggregateSplitter;
import dev.drey.expression.typing.ExpressionTyper;
import dev.drey.expression.value.AggregateRequest;
import dev.drey.expression.value.AggregateTyping;
import dev.drey.expression.value.Clock;
import dev.drey.expression.value.EqualSides;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.expression.value.Hidden;
import dev.drey.function.FunctionCatalog;
import dev.drey.function.FunctionDescriptor;
import dev.drey.source.LocatedText;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * SQL expressions, by Calcite, set up as Flink sets it up: back-tick quoting, case-sensitive names,
 * three-valued logic, Flink's result types. Problems become diagnostics at their place in the YAML;
 * the result is then empty. Not thread-safe.
 */
public final class Expressions {
  /** Beside integers, the kinds of which two values are equal where their Java values are. */
  private static final Set<TypeKind> UNIQUE_VALUES =
      Set.of(
          TypeKind.BOOLEAN,
          TypeKind.VARCHAR,
          TypeKind.DATE,
          TypeKind.TIME,
          TypeKind.TIMESTAMP,
          TypeKind.TIMESTAMP_LTZ);

  private final Session session = new Session();
  private final RexBuilder rexBuilder = session.rexBuilder();
  private final Functions functions;
  private final ExpressionTyper typer;
  private final Simplifier simplifier = new Simplifier(session);

  /**
   * @param catalog the functions that can be called, beside the forms of SQL's syntax
   */
  public Expressions(FunctionCatalog catalog) {
    this.functions = new Functions(catalog);
    this.typer = new ExpressionTyper(session, functions);
  }

  /** Expressions that call the functions of Flink SQL and those of one's own. */
  public static Expressions standard() {
    return new Expressions(standardFunctions());
  }

  /** The functions of Flink SQL, and those that stand beside this class on the class path. */
  public static FunctionCatalog standardFunctions() {
    return Functions.standard().withLibraries(requireNonNull(Expressions.class.getClassLoader()));
  }

  /** The functions and operators of expressions, by name. */
  public List<FunctionDescriptor> functions() {
    return Stream.concat(
            SyntaxList.all().stream(), functions.all().stream().map(RuntimeFunction::descriptor))
        .sorted(Comparator.comparing(FunctionDescriptor::name))
        .collect(Collectors.toUnmodifiableList());
  }

  /** The aggregate functions, by name. */
  public List<FunctionDescriptor> aggregates() {
    return Aggregates.descriptors();
  }

  /** An expression without aggregates over the columns of a row. */
  public Optional<Expression> scalar(
      LocatedText text, RowType input, Expected expected, Diagnostics diagnostics) {
    return scalar(text, input, Hidden.none(), expected, diagnostics);
  }

  /** As above, where nothing is known of some columns: what needs one of them gives nothing. */
  public Optional<Expression> scalar(
      LocatedText text, RowType input, Hidden hidden, Expected expected, Diagnostics diagnostics) {
    return scalar(text, input, hidden, expected, Clock.NONE, diagnostics);
  }

  /**
   * As above.
   *
   * @param clock whether it may ask for the time, the watermark and chance
   */
  public Optional<Expression> scalar(
      LocatedText text,
      RowType input,
      Hidden hidden,
      Expected expected,
      Clock clock,
      Diagnostics diagnostics) {
    return typer.scalar(text, input, hidden, expected, clock, diagnostics);
  }

  /** The expressions of a grouped stream, taken apart; each that is wrong is reported. */
  public AggregateTyping aggregate(AggregateRequest request, Diagnostics diagnostics) {
    return new AggregateSplitter(typer, request, diagnostics).split();
  }

  /** The column at a position. */
  public Expression column(RowType input, int position) {
    return typer.column(input, position);
  }

  /** TRUE where all are; TRUE for none. */
  public Expression and(List<Expression> conditions) {
    List<RexNode> nodes = conditions.stream().map(Expression::rex).collect(Collectors.toList());
    return expression(RexUtil.composeConjunction(rexBuilder, nodes));
  }

  /**
   * The values that have to be equal where a condition is TRUE: pairs of one that is made of
   * columns before a position alone, and one that is made of those from there on. Where equal
   * values are not one Java value, as of inexact numbers, there is no such pair.
   */
  public List<EqualSides> equalSides(Expression condition, int position) {
    return RelOptUtil.conjunctions(condition.rex()).stream()
        .filter(each -> each.getKind() == SqlKind.EQUALS)
        .map(each -> ((RexCall) each).getOperands())
        .flatMap(both -> sides(expression(both.get(0)), expression(both.get(1))).stream())
        .flatMap(sides -> sides.at(position).stream())
        .collect(Collectors.toList());
  }

  private Optional<EqualSides> sides(Expression left, Expression right) {
    TypeKind kind = left.type().kind();
    if (kind.isInteger() && right.type().kind().isInteger()) {
      DataType widest = DataType.of(TypeKind.BIGINT);
      return Optional.of(EqualSides.of(cast(left, widest), cast(right, widest)));
    }
    return kind == right.type().kind() && UNIQUE_VALUES.contains(kind)
        ? Optional.of(EqualSides.of(left, right))
        : Optional.empty();
  }

  /** TRUE or FALSE. */
  public Expression constant(boolean value) {
    return expression(rexBuilder.makeLiteral(value));
  }

  /** NULL of a type. */
  public Expression nullOf(DataType type) {
    DataType nullable = type.withNullable(true);
    return new Expression(rexBuilder.makeNullLiteral(session.types().toRel(nullable)), nullable);
  }

  /** TRUE where the condition is FALSE or NULL: the rows that a {@code where} would not keep. */
  public Expression isNotTrue(Expression condition) {
    return expression(rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_TRUE, condition.rex()));
  }

  /** The outer expression with each of its columns replaced by the inner expression there. */
  public Expression compose(Expression outer, List<Expression> inner) {
    return typer.compose(outer, inner);
  }

  /** The expression with column {@code i} replaced by column {@code newPositions[i]}. */
  public Expression remap(Expression expression, int[] newPositions) {
    RexNode remapped =
        expression
            .rex()
            .accept(
                new RexShuttle() {
                  @Override
                  public RexNode visitInputRef(RexInputRef reference) {
                    return rexBuilder.makeInputRef(
                        reference.getType(), newPositions[reference.getIndex()]);
                  }
                });
    return new Expression(remapped, expression.type());
  }

  /** The same value by less work: constants folded, tautologies removed. The type stays. */
  public Expression simplify(Expression expression) {
    return new Expression(simplifier.simplify(expression.rex()), expression.type());
  }

  /** The expression cast to a type. */
  public Expression cast(Expression expression, DataType type) {
    return typer.cast(expression, type);
  }

  /**
   * The least type that holds the values of both, as for the columns of a UNION in SQL; empty where
   * there is none, or where fields of a ROW would change their names.
   */
  public Optional<DataType> common(DataType a, DataType b) {
    SqlTypes types = session.types();
    RelDataType common =
        sameFields(a, b) ? types.leastRestrictive(List.of(types.toRel(a), types.toRel(b))) : null;
    return common == null ? Optional.empty() : SqlTypes.fromRel(common);
  }

  private static boolean sameFields(DataType a, DataType b) {
    if (a.kind() != b.kind()) {
      return true;
    }
    if (a.kind() == TypeKind.ROW) {
      return a.row().names().equals(b.row().names())
          && IntStream.range(0, a.row().size())
              .allMatch(i -> sameFields(a.row().field(i).type(), b.row().field(i).type()));
    }
    if (a.kind() == TypeKind.MAP) {
      return sameFields(a.key(), b.key()) && sameFields(a.element(), b.element());
    }
    return a.kind() != TypeKind.ARRAY || sameFields(a.element(), b.element());
  }

  /** The expression as SQL with the input's column names. */
  public String text(Expression expression, RowType input) {
    return new SqlPrinter(input, rexBuilder).text(expression.rex());
  }

  /**
   * Java source of one row-by-row operator: where the condition holds, a row of the projections.
   */
  public GeneratedCalc calc(
      RowType input, Optional<Expression> condition, List<Expression> projections) {
    List<String> texts = new ArrayList<>();
    texts.add(condition.map(c -> text(c, input)).orElse(""));
    projections.forEach(projection -> texts.add(text(projection, input)));
    String source = new CalcSource(rexBuilder).text(condition, projections);
    List<DataType> types =
        projections.stream().map(Expression::type).collect(Collectors.toUnmodifiableList());
    return new GeneratedCalc(CalcSource.CLASS_NAME, source, texts, types);
  }

  /**
   * Compiles an operator's code as a task does when it starts.
   *
   * @throws IllegalStateException where Java refuses it
   */
  public void compile(GeneratedCalc calc) {
    calc.open(session.compiler());
  }

  /**
   * Another spec begins: the time for its constants is not what the last one left.
   *
   * @param secrets what is computed from these stays as it is written, for it would be shown
   */
  public void begin(List<String> secrets) {
    session.constants().begin(secrets);
  }

  private Expression expression(RexNode rex) {
    DataType type =
        SqlTypes.fromRel(rex.getType())
            .orElseThrow(() -> new IllegalStateException("no type: " + rex));
    return new Expression(rex, type);
  }
}
