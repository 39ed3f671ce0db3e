package dev.drey.expression;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.source.LocatedText;
import dev.drey.text.Article;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * SQL expressions, by Calcite, set up as Flink sets it up: back-tick quoting, case-sensitive names,
 * three-valued logic, Flink's result types. Problems become diagnostics at their place in the YAML;
 * the result is then empty. Not thread-safe.
 */
public final class Expressions {
  /** What an expression must be. */
  public enum Expected {
    /** Any type. */
    ANY,
    /** A condition. */
    BOOLEAN,
    /** A point in time: TIMESTAMP or TIMESTAMP_LTZ. */
    TIMESTAMP,
    /** An ARRAY. */
    ARRAY,
    /** Text, for record keys and headers; other types are cast to STRING. */
    STRING
  }

  private final SqlDialect dialect = new SqlDialect();
  private final RexBuilder rexBuilder = dialect.rexBuilder();
  private final Functions functions = Functions.standard();
  private final Simplifier simplifier = new Simplifier(dialect);

  /** The functions and operators of expressions, by name. */
  public List<FunctionDescriptor> functions() {
    return Stream.concat(
            SyntaxList.all().stream(), functions.all().stream().map(RuntimeFunction::descriptor))
        .sorted(Comparator.comparing(FunctionDescriptor::name))
        .collect(Collectors.toUnmodifiableList());
  }

  /** The aggregate functions, by name. */
  public List<FunctionDescriptor> aggregates() {
    return AggregateList.all();
  }

  Functions standard() {
    return functions;
  }

  /** An expression without aggregates over the columns of a row. */
  public Optional<Expression> scalar(
      LocatedText text, RowType input, Expected expected, Diagnostics diagnostics) {
    return scalar(text, input, Hidden.none(), expected, diagnostics);
  }

  /** As above, where nothing is known of some columns: what needs one of them gives nothing. */
  public Optional<Expression> scalar(
      LocatedText text, RowType input, Hidden hidden, Expected expected, Diagnostics diagnostics) {
    // A name alone is a column even where it is a word of SQL.
    String name = text.text().trim();
    boolean word = name.matches("[A-Za-z_][A-Za-z0-9_]*");
    if (text.isUnreadable() || (word && !input.contains(name) && hidden.hides(name))) {
      return Optional.empty();
    }
    SqlText sql = new SqlText(text, hidden, diagnostics);
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
      rex = new Typer(sql, types, input, dialect, functions).type(node);
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
    return expected == Expected.STRING && !type.get().kind().isCharacter()
        ? cast(expression, DataType.string())
        : expression;
  }

  /** A bare NULL has the type that is asked for; where any will do, STRING. */
  private RexNode typedNull(Expected expected) {
    SqlTypeName name =
        expected == Expected.BOOLEAN
            ? SqlTypeName.BOOLEAN
            : expected == Expected.TIMESTAMP ? SqlTypeName.TIMESTAMP : SqlTypeName.VARCHAR;
    RelDataType type = dialect.types().createSqlType(name);
    return rexBuilder.makeNullLiteral(dialect.types().createTypeWithNullability(type, true));
  }

  private static boolean fits(DataType type, Expected expected) {
    switch (expected) {
      case BOOLEAN:
        return type.kind() == TypeKind.BOOLEAN;
      case TIMESTAMP:
        return type.kind().isTimestamp();
      case ARRAY:
        return type.kind() == TypeKind.ARRAY;
      case STRING:
        return type.kind() != TypeKind.ARRAY
            && type.kind() != TypeKind.MAP
            && type.kind() != TypeKind.ROW
            && !isInterval(type);
      default:
        return true;
    }
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
            "write TO_TIMESTAMP_LTZ(x, 3) for milliseconds since 1970, or CAST(x AS TIMESTAMP(3))"
                + " for a text");
      case ARRAY:
        boolean character = type.map(DataType::kind).map(TypeKind::isCharacter).orElse(false);
        return problem.help(
            "write `SPLIT("
                + (character ? sql.written(node) : "text")
                + ", ' ')` to make an ARRAY of a text");
      default:
        return problem.help("take the element or the field that you mean");
    }
  }

  private static String wanted(Expected expected) {
    switch (expected) {
      case BOOLEAN:
        return "a condition";
      case TIMESTAMP:
        return "a point in time";
      case ARRAY:
        return "an ARRAY";
      default:
        return "a value that has a text";
    }
  }

  /** The expressions of a grouped stream, taken apart; each that is wrong is reported. */
  public AggregateTyping aggregate(AggregateRequest request, Diagnostics diagnostics) {
    return new AggregateSplitter(this, dialect, request, diagnostics).split();
  }

  /** The column at a position. */
  public Expression column(RowType input, int position) {
    Field field = input.field(position);
    return new Expression(
        rexBuilder.makeInputRef(dialect.types().toRel(field.type()), position), field.type());
  }

  /** TRUE where all are; TRUE for none. */
  public Expression and(List<Expression> conditions) {
    List<RexNode> nodes = conditions.stream().map(Expression::rex).collect(Collectors.toList());
    return expression(RexUtil.composeConjunction(rexBuilder, nodes));
  }

  /** TRUE where the condition is FALSE or NULL: the rows that a {@code where} would not keep. */
  public Expression isNotTrue(Expression condition) {
    return expression(rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_TRUE, condition.rex()));
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
    RelDataType target = dialect.types().toRel(type);
    RexNode cast = new Coercion(dialect).cast(expression.rex(), target);
    return new Expression(cast, type.withNullable(expression.type().nullable()));
  }

  /**
   * The least type that holds the values of both, as for the columns of a UNION in SQL; empty where
   * there is none, or where fields of a ROW would change their names.
   */
  public Optional<DataType> common(DataType a, DataType b) {
    SqlTypes types = dialect.types();
    RelDataType common =
        sameFields(a, b) ? types.leastRestrictive(List.of(types.toRel(a), types.toRel(b))) : null;
    return common == null ? Optional.empty() : SqlTypes.fromRel(common);
  }

  private static boolean sameFields(DataType a, DataType b) {
    if (a.kind() != b.kind()) {
      return true;
    }
    switch (a.kind()) {
      case ROW:
        return a.row().names().equals(b.row().names())
            && IntStream.range(0, a.row().size())
                .allMatch(i -> sameFields(a.row().field(i).type(), b.row().field(i).type()));
      case MAP:
        return sameFields(a.key(), b.key()) && sameFields(a.element(), b.element());
      case ARRAY:
        return sameFields(a.element(), b.element());
      default:
        return true;
    }
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
    calc.open(dialect.compiler());
  }

  /**
   * Another spec begins: the time for its constants is not what the last one left.
   *
   * @param secrets what is computed from these stays as it is written, for it would be shown
   */
  public void begin(List<String> secrets) {
    dialect.constants().begin(secrets);
  }

  private Expression expression(RexNode rex) {
    DataType type =
        SqlTypes.fromRel(rex.getType())
            .orElseThrow(() -> new IllegalStateException("no type: " + rex));
    return new Expression(rex, type);
  }
}
