// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Finding;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.SourceRun;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.datafaker.Faker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Texts of Datafaker in rows. */
class FakeTextsTest {
  private static final RowType TYPE =
      RowType.of(
          Field.of("id", DataType.of(TypeKind.BIGINT).notNull()),
          Field.of("name", DataType.string().notNull()),
          Field.of("iban", DataType.string()),
          Field.of("note", DataType.string()),
          Field.of("tags", DataType.array(DataType.string())));

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  private static OptionValues fake(String text) {
    return OptionValues.of(Map.of("fake", text));
  }

  private static SourceRun run(String locale, long seed) {
    Map<String, Object> columns = new HashMap<>();
    columns.put("id", OptionValues.of(Map.of("sequence", OptionValues.empty())));
    columns.put("name", fake("name.fullName"));
    columns.put("iban", fake("Finance.iban"));
    columns.put("note", fake("#{name.firstName} <#{internet.emailAddress}>, #{numerify '#-##'}"));
    columns.put(
        "tags",
        OptionValues.of(
            Map.of("list", OptionValues.of(Map.of("of", fake("color.name"), "size", 2L)))));
    return SourceRun.of(
        new DatagenConnector(),
        OptionValues.of(Map.of("rows", 300L, "seed", seed, "locale", locale, "columns", columns)),
        TYPE);
  }

  private static Map<Object, List<Object>> byId(List<Object[]> rows) {
    return rows.stream().collect(Collectors.toMap(row -> row[0], List::of));
  }

  @Test
  void aTextDependsOnTheRowAndTheSeedOnly() throws Exception {
    Map<Object, List<Object>> rows = byId(run("en", 7).rows(CLUSTER.environment(1)));

    // Three subtasks make each a third of the rows, so that none makes what came before in one.
    assertThat(byId(run("en", 7).rows(CLUSTER.environment(3)))).isEqualTo(rows);
    assertThat(byId(run("en", 8).rows(CLUSTER.environment(1)))).isNotEqualTo(rows);
    assertThat(rows.values().stream().map(row -> row.get(1)).distinct().count()).isGreaterThan(250);
    assertThat(rows.values())
        .allSatisfy(
            row -> {
              assertThat((String) row.get(1)).contains(" ");
              assertThat(checkDigits((String) row.get(2))).isEqualTo(1);
              assertThat((String) row.get(3)).matches("\\S.* <[^@ ]+@[^@ ]+\\.[a-z]+>, \\d-\\d\\d");
              assertThat((List<?>) row.get(4)).hasSize(2).doesNotContainNull();
            });
  }

  /** ISO 7064: 1 for an IBAN without a mistake. */
  private static long checkDigits(String iban) {
    String digits =
        (iban.substring(4) + iban.substring(0, 4))
            .chars()
            .mapToObj(letter -> String.valueOf(Character.digit(letter, 36)))
            .collect(Collectors.joining());
    return new BigInteger(digits).mod(BigInteger.valueOf(97)).longValue();
  }

  /** Cyrillic, and those of the words in the library that are Austria's. */
  @Test
  void aLocaleHasItsOwnNames() throws Exception {
    assertThat(run("ru", 1).rows(CLUSTER.environment(1)))
        .allSatisfy(row -> assertThat((String) row[1]).matches("[\\p{IsCyrillic} .\\-]+"));
    assertThat(new Faker(Locale.ENGLISH, new Random(1)).locality().allSupportedLocales())
        .containsAll(FakeOptions.LOCALES);
  }

  /** Datafaker alone, without what is done about its patterns, gives what the row has. */
  @Test
  void aTextIsWhatDatafakerMakesOfTheSeed() {
    Random random = new Random(99);
    Faker faker = new Faker(Locale.GERMAN, random);
    for (String expression : List.of("#{Name.fullName}", "#{Address.fullAddress}")) {
      random.setSeed(99);
      assertThat(new FakeTexts("de").text(expression, 99)).isEqualTo(faker.expression(expression));
    }
  }

  @Test
  void saysWhatDatafakerDoesNotKnow() {
    List<String> wrong =
        List.of(
            "name.fulName",
            "nme.fullName",
            "quux.fullName",
            "name.frobnicate",
            "hello world",
            "Hi #{name.fullName",
            "#{number.numberBetween 'a','b'}",
            "date.birthday",
            "sip.bodyBytes");
    List<Field> fields = new ArrayList<>();
    Map<String, Object> columns = new HashMap<>();
    for (int i = 0; i < wrong.size(); i++) {
      fields.add(Field.of("c" + i, DataType.string()));
      columns.put("c" + i, fake(wrong.get(i)));
    }
    fields.add(Field.of("short", DataType.sized(TypeKind.VARCHAR, 20)));
    columns.put("short", fake("name.fullName"));
    ConnectorUsage usage =
        ConnectorUsage.source("input", OptionValues.of(Map.of("columns", columns)))
            .withRowType(RowType.of(fields));

    List<Finding> findings = new DatagenConnector().check(usage);

    assertThat(findings)
        .extracting(Finding::option, Finding::message)
        .containsExactly(
            tuple("columns.c0.fake", "the provider `name` of Datafaker has no method `fulName`"),
            tuple("columns.c1.fake", "Datafaker has no provider `nme`"),
            tuple("columns.c2.fake", "Datafaker has no provider `quux`"),
            tuple("columns.c3.fake", "the provider `name` of Datafaker has no method `frobnicate`"),
            tuple("columns.c4.fake", "`hello world` names no method of Datafaker"),
            tuple("columns.c5.fake", "a `#{` here is not followed by a name and `}`"),
            tuple("columns.c6.fake", "Datafaker can make no text of this"),
            tuple(
                "columns.c7.fake",
                "what `date` gives depends on the day or on what it gave before"),
            tuple("columns.c8.fake", "what Datafaker makes of this is no text that a seed decides"),
            tuple("columns.short.fake", "`short` is VARCHAR(20), which `fake` cannot make"));
    assertThat(findings.get(0).names()).contains("fullName");
    assertThat(findings.get(1).names()).contains("name");
  }
}
