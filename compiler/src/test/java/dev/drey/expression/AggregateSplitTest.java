// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.value.AggregateRequest;
import dev.drey.expression.value.AggregateSplit;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AggregateSplitTest {
  private final Sql sql =
      new Sql(
          "card STRING NOT NULL, amount DECIMAL(12, 2) NOT NULL, n INT, ok BOOLEAN NOT NULL, r"
              + " ROW<country STRING>");
  private final Diagnostics diagnostics = new Diagnostics();

  private static AggregateRequest.Item item(String name, String expression) {
    return AggregateRequest.Item.of(Sql.located(name), Sql.located(expression));
  }

  private AggregateRequest.Builder by(String key, AggregateRequest.Item... aggregates) {
    return AggregateRequest.builder()
        .input(sql.input())
        .keys(List.of(item(key.equals("card") ? "card" : "k", key)))
        .windowColumns(List.of(Field.of("window_end", DataType.timestampLtz().notNull())))
        .aggregates(List.of(aggregates))
        .having(Optional.empty());
  }

  private AggregateSplit split(AggregateRequest.Builder request) {
    Optional<AggregateSplit> split =
        sql.expressions().aggregate(request.build(), diagnostics).split();
    assertThat(diagnostics.list()).isEmpty();
    return split.orElseThrow();
  }

  private List<String> before(AggregateSplit split) {
    return split.before().stream()
        .map(expression -> sql.expressions().text(expression, sql.input()))
        .collect(Collectors.toList());
  }

  private List<String> after(AggregateSplit split) {
    return split.after().stream()
        .map(expression -> sql.expressions().text(expression, split.grouped()))
        .collect(Collectors.toList());
  }

  @Test
  void computesArgumentsBeforeCallsBetweenAndTheRestAfter() {
    AggregateSplit split =
        split(
            by(
                "card",
                item("cnt", "COUNT(*)"),
                item("mean", "SUM(amount * 2) / COUNT(*)"),
                item("countries", "COUNT(DISTINCT r.country)"),
                item("good", "COUNT(*) FILTER (WHERE ok)"),
                item("label", "card || CAST(MAX(n) AS STRING)")));
    assertThat(before(split)).containsExactly("card", "amount * 2", "r.country", "ok", "n");
    assertThat(split.keyCount()).isEqualTo(1);
    assertThat(split.grouped())
        .hasToString(
            "card STRING NOT NULL, window_end TIMESTAMP_LTZ(3) NOT NULL, cnt BIGINT NOT NULL, "
                + "`$agg1` DECIMAL(38, 2), countries BIGINT NOT NULL, good BIGINT NOT NULL, "
                + "`$agg4` INT");
    assertThat(after(split))
        .containsExactly(
            "card",
            "window_end",
            "cnt",
            "`$agg1` / cnt",
            "countries",
            "good",
            "card || CAST(`$agg4` AS STRING)");
    assertThat(split.calls().get(2).distinct()).isTrue();
    assertThat(split.calls().get(3).filter()).hasValue(3);
    assertThat(split.result().names())
        .containsExactly("card", "window_end", "cnt", "mean", "countries", "good", "label");
  }

  @Test
  void typesAreThoseOfFlinkExceptSumsOfIntegers() {
    AggregateSplit split =
        split(
            by(
                "card",
                item("s", "SUM(n)"),
                item("d", "SUM(amount)"),
                item("a", "AVG(n)"),
                item("ad", "AVG(amount)"),
                item("mi", "MIN(card)"),
                item("v", "VAR_SAMP(CAST(n AS DOUBLE))"),
                item("c", "COLLECT(n)")));
    assertThat(split.calls().stream().map(call -> call.type().toString()))
        .containsExactly(
            "BIGINT",
            "DECIMAL(38, 2)",
            "INT",
            "DECIMAL(38, 6)",
            "STRING NOT NULL",
            "DOUBLE",
            "ARRAY<INT NOT NULL> NOT NULL");
  }

  @Test
  void havingAndSelectReferToNames() {
    AggregateSplit split =
        split(
            by("card", item("cnt", "COUNT(*)"), item("mean", "AVG(n) + 1"))
                .having(Optional.of(Sql.located("cnt > 3 AND mean > 2")))
                .select(List.of(item("card", "card"), item("double_mean", "mean * 2"))));
    assertThat(sql.expressions().text(split.having().orElseThrow(), split.grouped()))
        .isEqualTo("cnt > 3 AND `$agg1` + 1 > 2");
    assertThat(after(split)).containsExactly("card", "(`$agg1` + 1) * 2");
    assertThat(split.result().names()).containsExactly("card", "double_mean");
  }

  @Test
  void aKeyMayBeRepeatedAsItIsWritten() {
    AggregateSplit split =
        split(by("UPPER(card)", item("x", "UPPER(card) || CAST(COUNT(*) AS STRING)")));
    assertThat(after(split)).contains("k || CAST(`$agg0` AS STRING)");
  }

  private List<String> problems(AggregateRequest.Builder request) {
    assertThat(sql.expressions().aggregate(request.build(), diagnostics).split()).isEmpty();
    List<String> problems = new ArrayList<>();
    for (Diagnostic diagnostic : diagnostics.list()) {
      problems.add(diagnostic.span().column() + " " + diagnostic.code().id());
    }
    return problems;
  }

  @Test
  void everyProblemIsReportedAtItsPlace() {
    assertThat(
            problems(
                by(
                    "card",
                    item("a", "SUM(amount) + n"),
                    item("b", "SUM(COUNT(*))"),
                    item("c", "SUM(card)"),
                    item("d", "JSON_ARRAYAGG(card)"),
                    item("e", "MAX(x)"),
                    item("f", "COUNT(*) FILTER (WHERE n)"),
                    item("g", "x + 1"))))
        .containsExactly(
            "15 DR0315", "5 DR0314", "1 DR0312", "1 DR0311", "5 DR0301", "24 DR0313", "1 DR0301");
  }

  @Test
  void anAggregateInHavingIsSentToAggregate() {
    assertThat(
            problems(
                by("card", item("cnt", "COUNT(*)"))
                    .having(Optional.of(Sql.located("SUM(amount) > 3")))))
        .containsExactly("1 DR0314");
  }

  @Test
  void aMisspeltAggregateIsNoFunctionAndHasTheRightOneWritten() {
    Diagnostics diagnostics = new Diagnostics();
    sql.expressions().aggregate(by("card", item("s", "SUMM(amount)")).build(), diagnostics);
    assertThat(diagnostics.list())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.message()).isEqualTo("there is no function SUMM");
              assertThat(problem.help().get(0)).contains("did you mean SUM?", "`SUM(amount)`");
            });
  }
}
