// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.Expressions;
import dev.drey.expression.value.AggregateRequest;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Aggregates of elements and per key, of random groups, beside loops over the same values. Other
 * groups by -Ddrey.seed.
 */
class SpreadTest {
  private static final DataType BIGINT = DataType.of(TypeKind.BIGINT);
  private static final RowType INPUT =
      RowType.of(
          Field.of("list", DataType.array(BIGINT)),
          Field.of("map", DataType.map(DataType.string().notNull(), BIGINT)),
          Field.of("q", DataType.of(TypeKind.BOOLEAN)));

  /** What a call may be written over by mistake. */
  private static final RowType OTHERS =
      RowType.of(
          Field.of("n", BIGINT),
          Field.of("texts", DataType.array(DataType.string())),
          Field.of("flags", DataType.map(BIGINT.notNull(), DataType.of(TypeKind.BOOLEAN))),
          Field.of("bytes", DataType.bytes()),
          Field.of("odd", DataType.map(DataType.bytes().notNull(), BIGINT)),
          Field.of("places", DataType.array(DataType.row(INPUT))));

  private final long seed = Long.getLong("drey.seed", System.nanoTime());
  private final Random random = new Random(seed);

  private @Nullable Long number() {
    return random.nextInt(5) == 0 ? null : (Long) (long) random.nextInt(7);
  }

  private @Nullable Object[] row() {
    List<@Nullable Object> list = new ArrayList<>();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(number());
      map.put("k" + random.nextInt(3), number());
    }
    return new @Nullable Object[] {
      random.nextInt(6) == 0 ? null : list,
      random.nextInt(6) == 0 ? null : map,
      random.nextBoolean()
    };
  }

  private static Object value(String sql, List<@Nullable Object[]> group) {
    return String.valueOf(new AggregateEvaluation(sql, INPUT).value(group));
  }

  @Test
  void areThoseOfTheValuesOneByOne() {
    System.out.println("SpreadTest: -Ddrey.seed=" + seed);
    for (int round = 0; round < 60; round++) {
      List<@Nullable Object[]> group = new ArrayList<>();
      for (int i = random.nextInt(8); i >= 0; i--) {
        group.add(row());
      }
      List<@Nullable Object> elements = new ArrayList<>();
      Map<String, List<@Nullable Object>> perKey = new LinkedHashMap<>();
      int passed = 0;
      for (@Nullable Object[] row : group) {
        if (row[0] != null) {
          elements.addAll((List<?>) row[0]);
          passed += Boolean.TRUE.equals(row[2]) ? ((List<?>) row[0]).size() : 0;
        }
        if (row[1] != null) {
          ((Map<?, ?>) row[1])
              .forEach(
                  (key, number) ->
                      perKey
                          .computeIfAbsent((String) key, absent -> new ArrayList<>())
                          .add(number));
        }
      }
      List<Long> numbers = numbers(elements);
      String as = "seed " + seed + ": " + elements + perKey;

      assertThat(value("ARRAY_AGG(EACH_OF(list))", group))
          .as(as)
          .isEqualTo(elements.isEmpty() ? "null" : elements.toString());
      assertThat(value("ARRAY_AGG(DISTINCT EACH_OF(list))", group))
          .as(as)
          .isEqualTo(elements.isEmpty() ? "null" : new LinkedHashSet<>(elements).toString());
      assertThat(value("COUNT(EACH_OF(list))", group)).as(as).isEqualTo("" + numbers.size());
      assertThat(value("COUNT(DISTINCT EACH_OF(list))", group))
          .as(as)
          .isEqualTo("" + numbers.stream().distinct().count());
      assertThat(value("SUM(EACH_OF(list)) + COUNT(*)", group))
          .as(as)
          .isEqualTo(numbers.isEmpty() ? "null" : "" + (sum(numbers) + group.size()));
      assertThat(value("CARDINALITY(ARRAY_AGG(EACH_OF(list)) FILTER (WHERE q))", group))
          .as(as)
          .isEqualTo(passed == 0 ? "null" : "" + passed);

      Map<String, @Nullable Object> sums = new LinkedHashMap<>();
      Map<String, Object> distinct = new LinkedHashMap<>();
      perKey.forEach(
          (key, values) -> {
            List<Long> those = numbers(values);
            sums.put(key, those.isEmpty() ? null : sum(those));
            distinct.put(key, those.stream().distinct().count());
          });
      assertThat(value("SUM(PER_KEY(map))", group)).as(as).isEqualTo(sums.toString());
      assertThat(value("COUNT(DISTINCT PER_KEY(map))", group))
          .as(as)
          .isEqualTo(distinct.toString());
      assertThat(value("ARRAY_AGG(PER_KEY(map))", group)).as(as).isEqualTo(perKey.toString());
    }
  }

  private static List<Long> numbers(List<@Nullable Object> values) {
    return values.stream()
        .filter(Objects::nonNull)
        .map(Long.class::cast)
        .collect(Collectors.toList());
  }

  private static long sum(List<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).sum();
  }

  private static String type(String sql) {
    return new AggregateEvaluation(sql, INPUT).type().toString();
  }

  @Test
  void haveTheTypesOfTheirElements() {
    assertThat(type("ARRAY_AGG(EACH_OF(list))")).isEqualTo("ARRAY<BIGINT>");
    assertThat(type("COUNT(DISTINCT EACH_OF(list))")).isEqualTo("BIGINT NOT NULL");
    assertThat(type("AVG(PER_KEY(map))")).isEqualTo("MAP<STRING NOT NULL, BIGINT> NOT NULL");
    assertThat(type("COUNT(PER_KEY(map))"))
        .isEqualTo("MAP<STRING NOT NULL, BIGINT NOT NULL> NOT NULL");
    assertThat(type("MAP_AGG(list[1], map)"))
        .isEqualTo("MAP<BIGINT NOT NULL, MAP<STRING NOT NULL, BIGINT> NOT NULL> NOT NULL");
  }

  private static List<Diagnostic> problems(String sql, RowType input) {
    SourceFile file = SourceFile.of("test", sql);
    LocatedText text = LocatedText.at(sql, Span.of(file, 0, sql.length()));
    Diagnostics diagnostics = new Diagnostics();
    AggregateRequest request =
        AggregateRequest.builder()
            .input(input)
            .keys(List.of())
            .aggregates(List.of(AggregateRequest.Item.of(text, text)))
            .having(Optional.empty())
            .build();
    assertThat(Expressions.standard().aggregate(request, diagnostics).split()).as(sql).isEmpty();
    return diagnostics.list();
  }

  private static List<String> problems(String sql) {
    return problems(sql, INPUT).stream().map(Diagnostic::message).collect(Collectors.toList());
  }

  private static RowType and(RowType left, RowType right) {
    return RowType.of(
        Stream.of(left, right)
            .flatMap(type -> type.fields().stream())
            .collect(Collectors.toList()));
  }

  /** What is told to be written is right itself: it is compiled. */
  @Test
  void whatIsToldToBeWrittenCanBe() {
    Map<String, String> written = new LinkedHashMap<>();
    written.put("COUNT(EACH_OF(map))", "COUNT(PER_KEY(map))");
    written.put("SUM(PER_KEY(list))", "SUM(EACH_OF(list))");
    written.put("AVG(EACH_OF(n))", "AVG(n)");
    written.put("COUNT(DISTINCT EACH(list))", "COUNT(DISTINCT EACH_OF(list))");
    written.put("SUM(list)", "SUM(EACH_OF(list))");
    written.put("SUM(map)", "SUM(PER_KEY(map))");
    written.put("MAP_AGG(list, n)", "MAP_AGG(list[1], n)");
    written.put("MAP_AGG(bytes, n)", "MAP_AGG(TO_BASE64(bytes), n)");
    RowType input = and(INPUT, OTHERS);
    written.forEach(
        (wrong, right) -> {
          assertThat(problems(wrong, input)).as(wrong).hasSize(1);
          assertThat(problems(wrong, input).get(0).help().get(0))
              .as(wrong)
              .contains("`" + right + "`");
          assertThat(new AggregateEvaluation(right, input).type()).as(right).isNotNull();
        });

    // Of these an aggregate alone makes nothing: rows of their values come first.
    Map<String, List<String>> exploded = new LinkedHashMap<>();
    exploded.put(
        "SUM(EACH_OF(texts))",
        List.of("`explode: {one: texts}`", "`SUM(TRY_CAST(one AS DOUBLE))`"));
    exploded.put(
        "SUM(PER_KEY(flags))",
        List.of(
            "`explode: {pair: flags}`", "SUM(IF(pair.`value`, 1, 0))", "`pair.key` in `keyBy`"));
    exploded.put("AVG(PER_KEY(odd))", List.of("`explode: {pair: odd}`", "AVG(pair.`value`)"));
    exploded.put("AVG(EACH_OF(places))", List.of("`explode: {one: places}`", "take a field"));
    exploded.put("LISTAGG(EACH_OF(list), '-')", List.of("`LISTAGG(CAST(one AS STRING), '-')`"));
    exploded.forEach(
        (wrong, parts) -> {
          assertThat(problems(wrong, input)).as(wrong).hasSize(1);
          assertThat(problems(wrong, input).get(0).help().get(0)).as(wrong).contains(parts);
        });
    assertThat(problems("MAP_AGG(list)", input).get(0).help().get(0))
        .isEqualTo("for example `MAP_AGG(list, amount)`");
  }

  @Test
  void whatCannotBeTakenApartIsTold() {
    assertThat(problems("COUNT(EACH_OF(map))"))
        .containsExactly("EACH_OF takes an ARRAY, not a MAP<STRING NOT NULL, BIGINT>");
    assertThat(problems("SUM(PER_KEY(list))"))
        .containsExactly(
            "PER_KEY takes a MAP whose keys are texts, numbers, BOOLEAN or times, not an"
                + " ARRAY<BIGINT>");
    assertThat(problems("EACH_OF(list)")).containsExactly("there is no function EACH_OF");
    assertThat(problems("SUM(EACH_OF(ARRAY['a']))")).hasSize(1).first().asString().contains("CHAR");
    assertThat(problems("MAP_AGG(list)")).containsExactly("MAP_AGG takes two arguments");
    assertThat(problems("MAP_AGG(list, q)"))
        .containsExactly(
            "MAP_AGG takes a text, a number, a BOOLEAN or a time as key, not an ARRAY<BIGINT>");
  }
}
