// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.expression.Expressions;
import dev.drey.plan.PlanNode;
import dev.drey.plan.PlanPrinter;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import dev.drey.source.SourceFile;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A parameter is a value: whatever its text is, it never becomes SQL. */
class ParamValueTest {
  private static final String SMILES = "\ud83d\ude00\ud83d\ude00";

  private final CompiledRows rows = new CompiledRows();

  private static String spec(String params, String stream) {
    return "apiVersion: drey/v1\nname: t\nparams:\n  "
        + params
        + "\nsources:\n  s: {file: {path: x}, type: {k: STRING, n: INT}}\nstreams:\n  o:\n"
        + "    from: s\n    "
        + stream
        + "\nsinks:\n  out: {from: o, print: {}}\n";
  }

  private static Map<String, @Nullable Object> row(@Nullable Object k, @Nullable Object n) {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("k", k);
    row.put("n", n);
    return row;
  }

  private List<@Nullable Object> kept(String where, String who, String... ks) {
    List<Map<String, @Nullable Object>> in = new ArrayList<>();
    for (String k : ks) {
      in.add(row(k, 1));
    }
    List<@Nullable Object> kept = new ArrayList<>();
    rows.run(spec("who: {type: STRING}", "where: \"" + where + "\""), Map.of("who", who), in)
        .forEach(out -> kept.add(out.get("k")));
    return kept;
  }

  /** The value of an expression that refers to the parameter {@code p}. */
  private @Nullable Object value(String type, String given, String expression) {
    String spec = spec("p: {type: \"" + type + "\"}", "select: {x: \"" + expression + "\"}");
    return rows.run(spec, Map.of("p", given), List.of(row("abc", 10))).get(0).get("x");
  }

  private List<String> problems(String spec, String... params) {
    Map<String, String> given = new HashMap<>();
    Arrays.stream(params).forEach(value -> given.put("p", value));
    return rows.compile(spec, given, true).diagnostics().stream()
        .map(Diagnostic::toString)
        .collect(Collectors.toList());
  }

  @Test
  void insideQuotesItIsText() {
    String quoted = "k = '${who}'";
    String injected = "x' OR 'a'='a";
    assertThat(kept(quoted, "O'Brien", "O'Brien", "bob")).containsExactly("O'Brien");
    assertThat(kept(quoted, injected, "x", "a", injected)).containsExactly(injected);
    assertThat(kept(quoted, "''", "'", "''")).containsExactly("''");
    assertThat(kept("k = 'a-${who}-b'", "'", "a-'-b", "a--b")).containsExactly("a-'-b");
    assertThat(kept("k = '''${who}'''", "'", "'''", "'")).containsExactly("'''");
    assertThat(kept(quoted, "\\", "\\", "")).containsExactly("\\");
  }

  @Test
  void outsideQuotesItIsALiteral() {
    String bare = "k = ${who}";
    assertThat(kept(bare, "O'Brien", "O'Brien", "bob")).containsExactly("O'Brien");
    assertThat(kept(bare, "k", "k", "bob")).containsExactly("k");
    assertThat(kept(bare, "'a' OR TRUE", "a", "'a' OR TRUE")).containsExactly("'a' OR TRUE");
    assertThat(kept("k IN (${who}, 'z')", "a, b", "a", "a, b", "z")).containsExactly("a, b", "z");
  }

  @Test
  void inCommentsItIsNothing() {
    assertThat(kept("k = 'a' -- ${who}", "\n OR TRUE", "a", "b")).containsExactly("a");
    assertThat(kept("k = 'a' /* ${who} */", "*/ OR TRUE /*", "a", "b")).containsExactly("a");
  }

  @Test
  void inBackTicksItIsAName() {
    String spec = spec("p: {type: STRING}", "select: {x: \"`${p}` || ''\"}");
    assertThat(rows.run(spec, Map.of("p", "k"), List.of(row("v", 1))))
        .containsExactly(Map.of("x", "v"));
    assertThat(problems(spec, "k` || `k")).singleElement().asString().contains("DR0301");
  }

  @Test
  void numbersKeepTheirSignAndType() {
    assertThat(value("INT", "-5", "10 -${p}")).isEqualTo(15);
    assertThat(value("INT", "-5", "n -${p} + 100")).isEqualTo(115);
    assertThat(value("INT", "5", "10 -${p} + 1")).isEqualTo(6);
    assertThat(value("BIGINT", "7", "${p}")).isEqualTo(7L);
    assertThat(value("SMALLINT", "+7", "${p}")).isEqualTo((short) 7);
    assertThat(value("DOUBLE", "1e2", "${p}")).isEqualTo(100.0);
    assertThat(value("FLOAT", "0.1", "${p}")).isEqualTo(0.1f);
    assertThat(value("DECIMAL(5, 2)", "1.5", "${p}")).isEqualTo(new BigDecimal("1.50"));
    assertThat(value("BOOLEAN", "false", "NOT ${p}")).isEqualTo(true);
  }

  @Test
  void timesAreThoseOfTheCalendar() {
    long noon =
        LocalDateTime.parse("2024-02-29T12:00:00.250").toInstant(ZoneOffset.UTC).toEpochMilli();
    assertThat(value("DATE", "2024-02-29", "${p}"))
        .isEqualTo((int) LocalDate.of(2024, 2, 29).toEpochDay());
    assertThat(value("TIMESTAMP(3)", "2024-02-29 12:00:00.250", "${p}")).isEqualTo(noon);
    assertThat(value("TIMESTAMP_LTZ(3)", "2024-02-29T12:00:00+01:00", "${p}"))
        .isEqualTo(Instant.parse("2024-02-29T11:00:00Z").toEpochMilli());
    assertThat(value("TIME", "10:00:00", "${p}")).isEqualTo(36_000_000);
  }

  @Test
  void aTextOfOneReferenceIsThatText() {
    assertThat(value("STRING", "n > 3", "${p}")).isEqualTo("n > 3");
    assertThat(value("STRING", "caf\u00e9 " + SMILES, "UPPER(${p})"))
        .isEqualTo("CAF\u00c9 " + SMILES);
    assertThat(value("VARCHAR(2)", SMILES, "${p}")).isEqualTo(SMILES);
    assertThat(problems(spec("p: {type: STRING}", "where: \"${p}\""), "TRUE"))
        .singleElement()
        .asString()
        .contains("not a condition");
  }

  @Test
  void valuesAreCheckedAgainstTheirType() {
    for (String wrong :
        List.of(
            "DECIMAL(5, 2)=1.234",
            "DECIMAL(5, 2)=1234.5",
            "DECIMAL(10, 2)=1e300000000",
            "DOUBLE=1e400",
            "VARCHAR(2)=abc",
            "TINYINT=128",
            "INT=2147483648",
            "DATE=2023-02-29",
            "DATE=+10000-01-01",
            "TIMESTAMP(0)=2024-01-01T00:00:00.5",
            "BOOLEAN=yes")) {
      int equals = wrong.indexOf('=');
      String type = wrong.substring(0, equals);
      assertThat(
              problems(
                  spec("p: {type: \"" + type + "\"}", "select: {x: \"${p}\"}"),
                  wrong.substring(equals + 1)))
          .as(wrong)
          .singleElement()
          .asString()
          .contains("DR0704");
    }
  }

  @Test
  void withoutAValueAnOptionIsLeftOutAndAnExpressionIsNull() {
    String spec =
        "apiVersion: drey/v1\nname: t\nparams:\n  p: {type: STRING, default: null}\n"
            + "  n: {type: INT, default: ~}\nsources:\n"
            + "  s: {file: {path: x}, type: {k: STRING, n: INT}}\n"
            + "streams:\n  o: {from: s, select: {x: \"${n}\", y: \"COALESCE(${n}, n)\"}}\n"
            + "sinks:\n  out: {from: o, print: {label: \"${p}\"}}\n";
    CompileResult result = rows.compile(spec, Map.of(), true);
    assertThat(result.diagnostics()).isEmpty();
    Map<String, @Nullable Object> expected = new HashMap<>();
    expected.put("x", null);
    expected.put("y", 4);
    assertThat(rows.run(result.plan().orElseThrow(), List.of(row("k", 4))))
        .containsExactly(expected);
    assertThat(first(result, SinkNode.class).options().asMap().containsKey("label")).isFalse();
    CompileResult given = rows.compile(spec, Map.of("p", "null"), true);
    assertThat(first(given, SinkNode.class).options().asMap().get("label")).isEqualTo("null");
  }

  private static <T extends PlanNode> T first(CompileResult result, Class<T> kind) {
    return result.plan().orElseThrow().nodes().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatAReplacedConnectorAloneNeedsIsNotAskedFor() {
    String spec =
        "apiVersion: drey/v1\nname: t\nparams:\n  from: {type: STRING}\n  to: {type: STRING}\n"
            + "  n: {type: INT}\nsources:\n  s: {file: {path: \"${from}\"}, type: {n: INT}}\n"
            + "streams:\n  o: {from: s, where: \"n > ${n}\"}\n"
            + "sinks:\n  out: {from: o, file: {path: \"${to}\"}}\n";
    CompilerOptions.Builder options =
        CompilerOptions.builder()
            .requireParams(true)
            .inputFiles(Map.of("s", "in.jsonl"))
            .outputFiles(Map.of("out", "-"));
    PipelineCompiler compiler =
        new PipelineCompiler(Catalog.load(ParamValueTest.class.getClassLoader()));
    SourceFile file = SourceFile.of("spec.yaml", spec);
    assertThat(compiler.compile(file, options.build()).diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("`n` has no default, and no value was given for it");
    CompileResult result = compiler.compile(file, options.params(Map.of("n", "1")).build());
    assertThat(result.diagnostics()).isEmpty();
    assertThat(first(result, SourceNode.class).options().asMap().get("path")).isEqualTo("in.jsonl");
  }

  @Test
  void aParameterIsAPropertyOfTheApplication() {
    String spec =
        spec(
            "n: {type: INT, property: In.0/limit/most, default: 3}\n"
                + "  m: {type: INT, property: In.0/least}",
            "where: n < ${n} AND n > ${m}");
    CompilerOptions.Builder options = CompilerOptions.builder().requireParams(true);
    PipelineCompiler compiler =
        new PipelineCompiler(Catalog.load(ParamValueTest.class.getClassLoader()));
    SourceFile file = SourceFile.of("spec.yaml", spec);
    // Not known yet: then none is missing.
    assertThat(compiler.compile(file, options.build()).diagnostics()).isEmpty();
    assertThat(compiler.compile(file, options.properties(Map.of()).build()).diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly(
            "`m` has no default, and no value was given for it: there is no property"
                + " `In.0/least`");
    options.properties(Map.of("In.0", Map.of("limit/most", "many", "least", "1")));
    assertThat(compiler.compile(file, options.build()).diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly(
            "the value given for `n` is `many`, and the parameter takes a whole number from"
                + " -2147483648 to 2147483647");
    options.properties(Map.of("In.0", Map.of("limit/most", "7", "least", "1")));
    assertThat(where(compiler.compile(file, options.build()))).contains("< 7").contains("> 1");
    options.params(Map.of("n", "9"));
    assertThat(where(compiler.compile(file, options.build()))).contains("< 9").contains("> 1");
    options.params(Map.of()).properties(Map.of("In.0", Map.of("least", "1")));
    assertThat(where(compiler.compile(file, options.build()))).contains("< 3").contains("> 1");
  }

  private static String where(CompileResult result) {
    assertThat(result.diagnostics()).isEmpty();
    Catalog catalog = Catalog.load(ParamValueTest.class.getClassLoader());
    return PlanPrinter.text(catalog, Expressions.standard()).print(result.plan().orElseThrow());
  }

  @Test
  void aReferenceNamesNoFunctionAndNoType() {
    assertThat(problems(spec("p: {type: STRING}", "select: {x: \"${p}(k)\"}"), "UPPER"))
        .singleElement()
        .asString()
        .contains("cannot name a function");
    assertThat(problems(spec("p: {type: STRING}", "select: {x: \"CAST(k AS ${p})\"}"), "INT"))
        .singleElement()
        .asString()
        .doesNotContain("\u01c1");
  }

  @Test
  void aSecretIsNeverShown() {
    String spec =
        "apiVersion: drey/v1\nname: t\nparams:\n  pw: {type: DECLARED}\nsources:\n  s:\n"
            + "    kafka:\n      brokers: h:1\n      topic: t\n      security:\n"
            + "        sasl: {mechanism: \"${pw}\", username: u, password: \"${pw}\"}\n"
            + "    type: {k: STRING}\nsinks:\n  out: {from: s, print: {}}\n";
    for (String declared :
        List.of("INT", "STRING, pattern: '[0-9]+'", "STRING, enum: [a, b]", "STRING")) {
      CompileResult result =
          rows.compile(spec.replace("DECLARED", declared), Map.of("pw", "hunter2-hunter2"), true);
      assertThat(result.diagnostics()).as(declared).isNotEmpty();
      assertThat(result.diagnostics().toString()).doesNotContain("hunter2");
      assertThat(result.diagnostics())
          .allSatisfy(one -> assertThat(one.help().toString()).doesNotContain("hunter2"));
    }
  }
}
