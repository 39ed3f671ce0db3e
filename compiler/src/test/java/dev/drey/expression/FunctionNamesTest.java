// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.expression.function.Functions;
import dev.drey.expression.parse.AggregateNames;
import dev.drey.expression.value.Expected;
import dev.drey.function.FunctionDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each function of Flink SQL is there or refused by its name, and no other is said to be Flink's.
 */
class FunctionNamesTest {
  private static final Sql SQL = new Sql("id BIGINT, name STRING");

  static List<String> flinksNames() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            FunctionNamesTest.class.getResourceAsStream("/flink/functions.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toList());
    }
  }

  static Set<String> absentNames() {
    return Functions.absent();
  }

  /** Calls of what has a syntax of its own. */
  private static final Map<String, String> CALLS =
      Map.of(
          "JSON_OBJECT", "JSON_OBJECT('a' VALUE id)",
          "JSON_OBJECTAGG", "JSON_OBJECTAGG(name VALUE id)",
          "CLASSIFIER", "CLASSIFIER()",
          "CURRENT_DATE", "CURRENT_DATE",
          "CURRENT_TIME", "CURRENT_TIME",
          "CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP",
          "LOCALTIME", "LOCALTIME",
          "LOCALTIMESTAMP", "LOCALTIMESTAMP",
          "UUID", "UUID()");

  private static boolean isThere(String name) {
    Set<String> there = new TreeSet<>(AggregateNames.names());
    Expressions.standard().functions().forEach(function -> there.add(function.name()));
    there.addAll(
        Set.of("YEAR", "QUARTER", "MONTH", "WEEK", "DAYOFYEAR", "DAYOFMONTH", "DAYOFWEEK"));
    there.addAll(Set.of("HOUR", "MINUTE", "SECOND", "CEILING"));
    there.addAll(Set.of("NOW", "CURRENT_ROW_TIMESTAMP", "PROCTIME", "LOCALTIMESTAMP", "LOCALTIME"));
    return there.contains(name);
  }

  @ParameterizedTest
  @MethodSource("flinksNames")
  void flinksFunctionIsThereOrRefusedByName(String name) {
    String call = CALLS.getOrDefault(name, name + "(id)");
    List<Diagnostic> problems = SQL.problems(call, Expected.ANY).list();
    for (Diagnostic problem : problems) {
      assertThat(problem.help()).as("%s: %s", call, problem).isNotEmpty();
    }
    if (!isThere(name)) {
      assertThat(problems).as(call).hasSize(1);
      Diagnostic problem = problems.get(0);
      assertThat(problem.message()).as(call).contains(name);
      assertThat(problem.code().id()).as(problem.toString()).isNotEqualTo("DR0310");
      if (problem.message().startsWith("there is no function")) {
        assertThat(problem.help().get(0)).as(call).startsWith("Flink SQL has " + name);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("absentNames")
  void anAbsentFunctionIsReallyAbsentAndFlinksOnlyWhereItIs(String name) throws IOException {
    assertThat(new Functions(Functions.standard()).find(name)).isNull();
    String help = String.valueOf(Functions.instead(name));
    boolean ofTheStandardList = flinksNames().contains(name);
    boolean internal = Set.of("MULTISET", "REINTERPRET", "ROWTIME").contains(name);
    assertThat(help.startsWith("Flink SQL has")).isEqualTo(ofTheStandardList || internal);
  }

  /** What the helps say to write is made of what there is. */
  @Test
  void helpsNameOnlyWhatThereIs() {
    for (String name : Functions.absent()) {
      String help = String.valueOf(Functions.instead(name));
      if (help.startsWith("write ")) {
        Matcher call = Pattern.compile("\\b([A-Z][A-Z0-9_]+)\\(").matcher(help);
        while (call.find()) {
          // A type, and what stands in `add` beside `over` alone.
          boolean other = Set.of("DECIMAL", "PREVIOUS").contains(call.group(1));
          assertThat(other || isThere(call.group(1))).as("%s: %s", name, help).isTrue();
        }
      }
    }
  }

  @Test
  void noTwoAggregatesShareAName() {
    assertThat(Expressions.standard().aggregates())
        .extracting(FunctionDescriptor::name)
        .doesNotHaveDuplicates();
  }
}
