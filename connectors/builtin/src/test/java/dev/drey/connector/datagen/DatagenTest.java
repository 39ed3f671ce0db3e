// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Finding;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.FailsOnce;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SourceRun;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DatagenTest {
  private static final RowType TYPE =
      RowType.of(
          Field.of("card_id", DataType.string().notNull()),
          Field.of("amount", DataType.decimal(12, 2)),
          Field.of("ts", DataType.timestampLtz().notNull()));
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @TempDir Path folder;

  private static OptionValues one(String key, Object value) {
    return OptionValues.of(Map.of(key, value));
  }

  private static OptionValues options(Object... keysAndValues) {
    Map<String, Object> options = new HashMap<>();
    options.put(
        "columns",
        Map.of(
            "card_id", one("pick", 100L),
            "amount", one("between", List.of(1L, 500L)),
            "ts",
                one(
                    "clock",
                    OptionValues.of(
                        Map.of(
                            "start",
                            START,
                            "step",
                            Duration.ofMillis(100),
                            "disorder",
                            Duration.ofSeconds(5),
                            "late",
                            0.01)))));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      options.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return OptionValues.of(options);
  }

  private static SourceRun run(Object... options) {
    return SourceRun.of(new DatagenConnector(), options(options), TYPE)
        .metadata(Map.of("row", "row"));
  }

  private static List<String> texts(List<Object[]> rows) {
    return rows.stream().map(Arrays::deepToString).sorted().collect(Collectors.toList());
  }

  @Test
  void aRowDependsOnItsNumberAndTheSeedOnly() throws Exception {
    List<Object[]> rows = run("rows", 2000L).rows(CLUSTER.environment(1));
    assertThat(rows)
        .extracting(row -> row[3])
        .isEqualTo(LongStream.range(0, 2000).boxed().collect(Collectors.toList()));
    assertThat(texts(run("rows", 2000L).rows(CLUSTER.environment(3)))).isEqualTo(texts(rows));
    assertThat(texts(run("rows", 2000L, "seed", 1L).rows(CLUSTER.environment(1))))
        .isNotEqualTo(texts(rows));

    RowType fewer = TYPE.project(List.of(1));
    List<Object[]> amounts =
        SourceRun.of(new DatagenConnector(), options("rows", 2000L), fewer)
            .rows(CLUSTER.environment(1));
    assertThat(amounts)
        .extracting(row -> row[0])
        .isEqualTo(rows.stream().map(row -> row[1]).collect(Collectors.toList()));
  }

  @Test
  void valuesAreWhatTheOptionsSay() throws Exception {
    List<Object[]> rows = run("rows", 20_000L).rows(CLUSTER.environment(2));
    assertThat(rows.stream().map(row -> row[0]).distinct()).hasSize(100).contains("card_id-99");
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat((BigDecimal) row[1])
                    .hasScaleOf(2)
                    .isBetween(new BigDecimal(1), new BigDecimal(500)));
    long late = 0;
    for (Object[] row : rows) {
      long behind = START.toEpochMilli() + 100 * (Long) row[3] - (Long) row[2];
      assertThat(behind)
          .satisfiesAnyOf(
              lag -> assertThat(lag).isBetween(0L, 5000L),
              lag -> assertThat(lag).isBetween(50_000L, 100_000L));
      late += behind > 5000 ? 1 : 0;
    }
    // 200 expected; the standard deviation is 14.
    assertThat(late).isBetween(130L, 270L);
  }

  @Test
  @Shows(
      connector = "datagen",
      contract = {Contract.GUARANTEE, Contract.RESTART})
  void everyRowComesOnceThoughTheJobFailsAndRestarts() throws Exception {
    Configuration restarting = new Configuration();
    restarting.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    restarting.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    StreamExecutionEnvironment environment = CLUSTER.environment(2, restarting);
    environment.enableCheckpointing(50);
    SourceRun run = run("rows", 3000L, "rate", 3000.0);
    List<Object[]> rows = new ArrayList<>();
    // The collecting sink of Flink gives each row once, across restarts.
    CloseableIterator<Object[]> emitted =
        run.add(environment)
            .map(new FailsOnce(folder.resolve("failed"), 100))
            .returns(RowTypeInformation.of(run.produced()))
            .executeAndCollect();
    emitted.forEachRemaining(rows::add);
    emitted.close();
    assertThat(Files.exists(folder.resolve("failed"))).isTrue();
    assertThat(texts(rows)).isEqualTo(texts(run("rows", 3000L).rows(CLUSTER.environment(1))));
  }

  @Test
  void everyTypeHasADefault() throws Exception {
    List<Field> fields = new ArrayList<>();
    for (TypeKind kind : TypeKind.values()) {
      if (kind.compareTo(TypeKind.INTERVAL_DAY_TIME) < 0) {
        fields.add(Field.of(kind.name(), DataType.of(kind).notNull()));
      }
    }
    fields.add(Field.of("short", DataType.sized(TypeKind.VARCHAR, 2).notNull()));
    fields.add(Field.of("digits", DataType.decimal(2, 2).notNull()));
    fields.add(Field.of("list", DataType.array(DataType.string())));
    fields.add(Field.of("map", DataType.map(DataType.string(), DataType.of(TypeKind.INT))));
    fields.add(Field.of("row", DataType.row(TYPE)));
    RowType type = RowType.of(fields);
    // Through the serializers of rows, which insist on each kind's Java class.
    assertThat(
            SourceRun.of(new DatagenConnector(), one("rows", 50L), type)
                .rows(CLUSTER.environment(2)))
        .hasSize(50);
  }

  @Test
  void listsAndMapsAreMadeOfTheirParts() throws Exception {
    RowType type =
        RowType.of(
            Field.of("lights", DataType.array(DataType.string())),
            Field.of("sensors", DataType.map(DataType.string(), DataType.of(TypeKind.BIGINT))),
            Field.of("seen", DataType.timestampLtz().notNull()));
    OptionValues options =
        OptionValues.of(
            Map.of(
                "rows",
                200L,
                "columns",
                Map.of(
                    "lights",
                    one(
                        "list",
                        OptionValues.of(
                            Map.of("of", one("pick", List.of("oil", "fuel")), "size", 3L))),
                    "sensors",
                    one(
                        "entries",
                        Map.of(
                            "speed", one("between", List.of(0L, 120L)),
                            "rpm", one("between", List.of(1000L, 9999L)))),
                    "seen",
                    one("now", true))));
    SourceRun run = SourceRun.of(new DatagenConnector(), options, type);
    long before = System.currentTimeMillis();

    List<Object[]> rows = run.rows(CLUSTER.environment(2));

    assertThat(rows)
        .hasSize(200)
        .allSatisfy(
            row -> {
              assertThat((List<?>) row[0]).hasSize(3);
              Map<?, ?> sensors = (Map<?, ?>) row[1];
              assertThat(sensors.keySet())
                  .extracting(Object::toString)
                  .containsOnly("speed", "rpm");
              assertThat((Long) sensors.get("speed")).isBetween(0L, 120L);
              assertThat((Long) sensors.get("rpm")).isBetween(1000L, 9999L);
              assertThat((Long) row[2]).isBetween(before, System.currentTimeMillis());
            });
    // Elements are made one by one: 200 rows of 3 that are all alike come about never.
    assertThat(rows)
        .anySatisfy(row -> assertThat(((List<?>) row[0]).toString()).contains("oil", "fuel"));
    assertThat(withoutTime(run.rows(CLUSTER.environment(1)))).isEqualTo(withoutTime(rows));
  }

  private static List<String> withoutTime(List<Object[]> rows) {
    return rows.stream()
        .map(row -> row[0] + " " + new TreeMap<>((Map<?, ?>) row[1]))
        .sorted()
        .collect(Collectors.toList());
  }

  @Test
  void saysWhatListsAndMapsCannotBeMadeOf() {
    RowType type =
        RowType.of(
            Field.of("a", DataType.array(DataType.of(TypeKind.INT))),
            Field.of("b", DataType.array(DataType.string())),
            Field.of("c", DataType.map(DataType.of(TypeKind.INT), DataType.string())),
            Field.of(
                "d", DataType.map(DataType.sized(TypeKind.VARCHAR, 2), DataType.of(TypeKind.INT))),
            Field.of("e", DataType.string()));
    OptionValues options =
        one(
            "columns",
            Map.of(
                "a", one("list", one("of", one("chance", 0.5))),
                "b", one("list", OptionValues.of(Map.of("of", OptionValues.empty(), "size", -1L))),
                "c", one("entries", Map.of("x", OptionValues.empty())),
                "d", one("entries", Map.of("abc", OptionValues.empty())),
                "e", one("now", true)));

    assertThat(
            new DatagenConnector().check(ConnectorUsage.source("input", options).withRowType(type)))
        .extracting(Finding::option, Finding::message)
        .containsExactlyInAnyOrder(
            tuple("columns.a.list.of.chance", "`a` is INT, which `chance` cannot make"),
            tuple("columns.b.list.size", "`b` cannot have -1 elements"),
            tuple("columns.c.entries", "`c` is MAP<INT, STRING>, which `entries` cannot make"),
            tuple("columns.d.entries.abc", "`abc` is longer than VARCHAR(2)"),
            tuple("columns.e.now", "`e` is STRING, which `now` cannot make"));
  }

  @Test
  void saysWhichGeneratorDoesNotFitItsColumn() {
    OptionValues wrong =
        one(
            "columns",
            Map.of(
                "card_id", one("between", List.of(1L, 500L)),
                "amount", one("pick", List.of(1L, "x")),
                "ts", OptionValues.of(Map.of("clock", OptionValues.empty(), "nulls", 0.5)),
                "amout", one("pick", 3L)));
    List<Finding> findings =
        new DatagenConnector().check(ConnectorUsage.source("input", wrong).withRowType(TYPE));
    assertThat(findings)
        .extracting(Finding::option, Finding::message)
        .containsExactlyInAnyOrder(
            tuple(
                "columns.card_id.between",
                "`card_id` is STRING NOT NULL, which `between` cannot make"),
            tuple("columns.amount.pick.1", "`amount` is DECIMAL(12, 2), and x is no such value"),
            tuple(
                "columns.ts.nulls",
                "`ts` is declared NOT NULL and cannot be NULL in a share of the rows"),
            tuple("columns.amout", "`amout` is not among the columns that this source declares"));
    assertThat(
            new DatagenConnector()
                .check(ConnectorUsage.source("input", options()).withRowType(TYPE)))
        .isEmpty();
  }
}
