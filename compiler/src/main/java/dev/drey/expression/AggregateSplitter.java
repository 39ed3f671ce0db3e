package dev.drey.expression;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.Expressions.Expected;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Takes the expressions of a grouped stream apart: {@code SUM(a + b) / COUNT(*)} becomes {@code a +
 * b} before the grouping, two plain calls, and a division after it. The same argument and the same
 * call are computed once, wherever they are written.
 */
final class AggregateSplitter {
  private final Expressions expressions;
  private final SqlDialect dialect;
  private final AggregateRequest request;
  private final Diagnostics diagnostics;
  private final List<Expression> before = new ArrayList<>();
  private final List<AggregateCall> calls = new ArrayList<>();
  private final List<String> callNames = new ArrayList<>();
  private final List<SqlNode> keyNodes = new ArrayList<>();
  private boolean wrong;

  AggregateSplitter(
      Expressions expressions,
      SqlDialect dialect,
      AggregateRequest request,
      Diagnostics diagnostics) {
    this.expressions = expressions;
    this.dialect = dialect;
    this.request = request;
    this.diagnostics = diagnostics;
  }

  Optional<AggregateSplit> split() {
    keys();
    if (wrong) {
      return Optional.empty();
    }
    List<Field> group = groupFields();
    List<@Nullable SqlNode> rests = new ArrayList<>();
    List<SqlText> texts = new ArrayList<>();
    List<CastTypes> types = new ArrayList<>();
    for (AggregateRequest.Item item : request.aggregates()) {
      SqlText text = new SqlText(item.expression(), diagnostics);
      CastTypes castTypes = CastTypes.of(text);
      texts.add(text);
      types.add(castTypes);
      SqlNode node = text.hasProblems() ? null : SqlReader.parse(text, castTypes, RowType.of());
      AggregateFinder finder = new AggregateFinder(this, text, castTypes, group);
      rests.add(node == null ? null : finder.rest(node, item.name().text()));
      wrong |= text.hasProblems();
    }
    if (wrong) {
      return Optional.empty();
    }
    return finish(group, rests, texts, types);
  }

  private void keys() {
    for (AggregateRequest.Item key : request.keys()) {
      SqlText text = new SqlText(key.expression(), diagnostics);
      CastTypes types = CastTypes.of(text);
      SqlNode node = text.hasProblems() ? null : SqlReader.parse(text, types, request.input());
      Expression typed =
          node == null ? null : expressions.typed(node, text, types, request.input(), Expected.ANY);
      if (node == null || typed == null) {
        wrong = true;
      } else {
        before.add(typed);
        keyNodes.add(node);
      }
    }
  }

  private List<Field> groupFields() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < request.keys().size(); i++) {
      fields.add(Field.of(request.keys().get(i).name().text(), before.get(i).type()));
    }
    fields.addAll(request.windowColumns());
    return fields;
  }

  private Optional<AggregateSplit> finish(
      List<Field> group,
      List<@Nullable SqlNode> rests,
      List<SqlText> texts,
      List<CastTypes> types) {
    RowType typing = grouped(group, false);
    List<Expression> values = new ArrayList<>();
    List<Field> named = new ArrayList<>(group);
    for (int i = 0; i < group.size(); i++) {
      values.add(expressions.column(typing, i));
    }
    for (int i = 0; i < rests.size(); i++) {
      SqlNode rest = rests.get(i);
      Expression value =
          rest == null
              ? null
              : expressions.typed(rest, texts.get(i), types.get(i), typing, Expected.ANY);
      if (value == null) {
        return Optional.empty();
      }
      values.add(value);
      named.add(Field.of(request.aggregates().get(i).name().text(), value.type()));
    }
    return columns(group, RowType.of(named), values);
  }

  /** What {@code having} and {@code select} see: keys, window columns and aggregates by name. */
  private Optional<AggregateSplit> columns(
      List<Field> group, RowType named, List<Expression> values) {
    Optional<Expression> having =
        request
            .having()
            .flatMap(text -> expressions.scalar(text, named, Expected.BOOLEAN, diagnostics))
            .map(condition -> expressions.compose(condition, values));
    boolean broken = request.having().isPresent() && having.isEmpty();
    List<Expression> after = new ArrayList<>();
    List<Field> result = new ArrayList<>();
    for (AggregateRequest.Item item : request.select()) {
      Optional<Expression> value =
          expressions.scalar(item.expression(), named, Expected.ANY, diagnostics);
      if (value.isEmpty()) {
        broken = true;
      } else {
        after.add(expressions.compose(value.get(), values));
        result.add(Field.of(item.name().text(), value.get().type()));
      }
    }
    if (broken) {
      return Optional.empty();
    }
    boolean all = request.select().isEmpty();
    return Optional.of(
        AggregateSplit.of(
            List.copyOf(before),
            request.keys().size(),
            List.copyOf(calls),
            grouped(group, true),
            having,
            all ? values : after,
            all ? named : RowType.of(result)));
  }

  /** A group's columns; for typing the calls have names that no spec can write. */
  private RowType grouped(List<Field> group, boolean readable) {
    List<Field> fields = new ArrayList<>(group);
    Set<String> taken = new HashSet<>();
    group.forEach(field -> taken.add(field.name()));
    for (int i = 0; i < calls.size(); i++) {
      String name = readable ? callNames.get(i) : callName(i);
      while (!taken.add(name)) {
        name = "$" + name;
      }
      fields.add(Field.of(name, calls.get(i).type()));
    }
    return RowType.of(fields);
  }

  static String callName(int call) {
    return "$agg" + call;
  }

  RowType input() {
    return request.input();
  }

  List<SqlNode> keyNodes() {
    return keyNodes;
  }

  String keyName(int key) {
    return request.keys().get(key).name().text();
  }

  Functions functions() {
    return expressions.standard();
  }

  SqlDialect dialect() {
    return dialect;
  }

  @Nullable Expression typed(SqlNode node, SqlText text, CastTypes types, Expected expected) {
    return expressions.typed(node, text, types, request.input(), expected);
  }

  /** The position of an argument or a filter, which is added where it is new. */
  int position(Expression expression) {
    int known = before.indexOf(expression);
    if (known >= 0) {
      return known;
    }
    before.add(expression);
    return before.size() - 1;
  }

  /** The number of a call, which is added where it is new. */
  int call(AggregateCall call, Optional<String> name) {
    int known = calls.indexOf(call);
    if (known >= 0) {
      return known;
    }
    calls.add(call);
    callNames.add(name.orElse(callName(calls.size() - 1)));
    return calls.size() - 1;
  }
}
