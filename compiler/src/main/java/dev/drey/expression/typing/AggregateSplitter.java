// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.aggregate.AggregateCall;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.code.Session;
import dev.drey.expression.function.Functions;
import dev.drey.expression.parse.CastTypes;
import dev.drey.expression.parse.SqlReader;
import dev.drey.expression.parse.SqlText;
import dev.drey.expression.value.AggregateRequest;
import dev.drey.expression.value.AggregateSplit;
import dev.drey.expression.value.AggregateTyping;
import dev.drey.expression.value.Clock;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.expression.value.Hidden;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Takes the expressions of a grouped stream apart: {@code SUM(a + b) / COUNT(*)} becomes {@code a +
 * b} before the grouping, two plain calls, and a division after it. The same argument and the same
 * call are computed once, wherever they are written.
 */
public final class AggregateSplitter {
  private final ExpressionTyper expressions;
  private final AggregateRequest request;
  private final Diagnostics diagnostics;
  private final List<Expression> before = new ArrayList<>();
  private final List<AggregateCall> calls = new ArrayList<>();
  private final List<String> callNames = new ArrayList<>();
  private final List<AggregateRequest.Item> keys = new ArrayList<>();
  private final List<SqlNode> keyNodes = new ArrayList<>();

  /** Result columns of wrong expressions. */
  private Hidden hidden = Hidden.none();

  public AggregateSplitter(
      ExpressionTyper expressions, AggregateRequest request, Diagnostics diagnostics) {
    this.expressions = expressions;
    this.request = request;
    this.diagnostics = diagnostics;
  }

  public AggregateTyping split() {
    keys();
    Hidden input = request.hidden().and(hidden);
    List<Field> group = groupFields();
    List<Rest> rests = new ArrayList<>();
    for (AggregateRequest.Item item : request.aggregates()) {
      rests.add(rest(item, input, group));
    }
    return finish(group, rests);
  }

  /** What is left of an aggregate expression once its calls are found. */
  private Rest rest(AggregateRequest.Item item, Hidden input, List<Field> group) {
    SqlText text = new SqlText(item.expression(), input, diagnostics);
    CastTypes types = CastTypes.of(text);
    if (item.expression().isUnreadable() || text.hasProblems()) {
      return new Rest(item.name().text(), null, text, types);
    }
    SqlNode node = SqlReader.parse(text, types, RowType.of(), columns(group));
    AggregateFinder finder = new AggregateFinder(this, text, types, group);
    SqlNode rest = node == null ? null : finder.rest(node, item.name().text());
    // The columns of the group may have the names of columns of the input.
    SqlText left =
        new SqlText(item.expression(), input.withTexts(request.hiddenKeys().texts()), diagnostics);
    return new Rest(item.name().text(), text.hasProblems() ? null : rest, left, types);
  }

  /** What an aggregate expression can name: columns of the rows and of the group. */
  private Set<String> columns(List<Field> group) {
    Set<String> names = new HashSet<>(request.input().names());
    group.forEach(field -> names.add(field.name()));
    return names;
  }

  private void keys() {
    for (AggregateRequest.Item key : request.keys()) {
      SqlText text = new SqlText(key.expression(), request.hidden(), diagnostics);
      CastTypes types = CastTypes.of(text);
      boolean readable = !text.hasProblems() && !key.expression().isUnreadable();
      SqlNode node = readable ? SqlReader.parse(text, types, request.input()) : null;
      Expression typed =
          node == null ? null : expressions.typed(node, text, types, request.input(), Expected.ANY);
      if (node == null || typed == null) {
        hidden = hidden.with(key.name().text());
      } else {
        keys.add(key);
        before.add(typed);
        keyNodes.add(node);
      }
    }
  }

  private List<Field> groupFields() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      fields.add(Field.of(keys.get(i).name().text(), before.get(i).type()));
    }
    fields.addAll(request.windowColumns());
    fields.addAll(request.askedColumns());
    return fields;
  }

  private AggregateTyping finish(List<Field> group, List<Rest> rests) {
    RowType typing = grouped(group, false);
    List<Expression> values = new ArrayList<>();
    List<Field> named = new ArrayList<>(group);
    for (int i = 0; i < group.size(); i++) {
      values.add(expressions.column(typing, i));
    }
    for (Rest rest : rests) {
      Expression value =
          rest.node == null
              ? null
              : expressions.typed(rest.node, rest.text, rest.types, typing, Expected.ANY);
      if (value == null) {
        hidden = hidden.with(rest.name);
      } else {
        values.add(value);
        named.add(Field.of(rest.name, value.type()));
      }
    }
    return columns(group, RowType.of(named), values);
  }

  /** What {@code having} and {@code select} see: keys, window columns and aggregates by name. */
  private AggregateTyping columns(List<Field> group, RowType named, List<Expression> values) {
    Hidden groups = hidden.and(request.hiddenKeys());
    Optional<Expression> having =
        request
            .having()
            .flatMap(
                text ->
                    expressions.scalar(
                        text, named, groups, Expected.BOOLEAN, Clock.NONE, diagnostics))
            .map(condition -> expressions.compose(condition, values));
    List<Expression> after = new ArrayList<>();
    List<Field> result = new ArrayList<>();
    Hidden missing = Hidden.none();
    for (AggregateRequest.Item item : request.select()) {
      Optional<Expression> value =
          expressions.scalar(
              item.expression(), named, groups, Expected.ANY, Clock.NONE, diagnostics);
      if (value.isEmpty()) {
        missing = missing.with(item.name().text());
      } else {
        after.add(expressions.compose(value.get(), values));
        result.add(Field.of(item.name().text(), value.get().type()));
      }
    }
    boolean all = request.select().isEmpty();
    boolean wrongHaving = request.having().isPresent() && having.isEmpty();
    if (wrongHaving || !groups.isNone() || !missing.isNone()) {
      return AggregateTyping.partly(
          all ? RowType.of(unasked(named.fields())) : RowType.of(result), all ? groups : missing);
    }
    return AggregateTyping.of(
        AggregateSplit.of(
            List.copyOf(before),
            keys.size(),
            List.copyOf(calls),
            grouped(group, true),
            having,
            all ? unasked(values) : after,
            all ? RowType.of(unasked(named.fields())) : RowType.of(result)));
  }

  /** Without the columns that results have only where they are asked for. */
  private <T> List<T> unasked(List<T> columns) {
    int from = keys.size() + request.windowColumns().size();
    List<T> left = new ArrayList<>(columns);
    left.subList(from, from + request.askedColumns().size()).clear();
    return left;
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

  public RowType input() {
    return request.input();
  }

  /** How many rows count for each; empty where aggregates are of a group. */
  OptionalInt lookBack() {
    return request.lookBack();
  }

  List<SqlNode> keyNodes() {
    return keyNodes;
  }

  String keyName(int key) {
    return keys.get(key).name().text();
  }

  boolean keysInDoubt() {
    return !request.hiddenKeys().isNone();
  }

  public Functions functions() {
    return expressions.functions();
  }

  public Session session() {
    return expressions.session();
  }

  @Nullable Expression typed(SqlNode node, SqlText text, CastTypes types, Expected expected) {
    return expressions.typed(node, text, types, request.input(), expected);
  }

  /** The position of an argument or a filter, which is added where it is new. */
  public int position(Expression expression) {
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

  /** An aggregate expression without its calls; without a node where it is wrong. */
  private static final class Rest {
    private final String name;
    private final @Nullable SqlNode node;
    private final SqlText text;
    private final CastTypes types;

    private Rest(String name, @Nullable SqlNode node, SqlText text, CastTypes types) {
      this.name = name;
      this.node = node;
      this.text = text;
      this.types = types;
    }
  }
}
