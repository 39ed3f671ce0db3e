// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.expression.Expressions;
import dev.drey.operator.GroupAggregator;
import dev.drey.source.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A program reads numbers, durations, columns and lists of a plan without taking words apart. */
class JsonPrinterTest {
  private static final Catalog CATALOG = Catalog.load(JsonPrinterTest.class.getClassLoader());
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static LogicalPlan plan(SourceFile spec) {
    CompileResult compiled =
        new PipelineCompiler(CATALOG).compile(spec, CompilerOptions.builder().build());
    return compiled.plan().orElseThrow(() -> new AssertionError(compiled.diagnostics()));
  }

  private static JsonNode json(String spec) throws Exception {
    return json(SourceFile.of("spec.yaml", spec));
  }

  private static JsonNode json(SourceFile spec) throws Exception {
    return MAPPER.readTree(
        PlanPrinter.json(CATALOG, Expressions.standard(), GroupAggregator::accumulator)
            .print(plan(spec)));
  }

  private static JsonNode facts(JsonNode plan, String uid) {
    return operator(plan, uid).get("facts");
  }

  private static JsonNode operator(JsonNode plan, String uid) {
    for (JsonNode operator : plan.get("operators")) {
      if (operator.get("uid").asText().equals(uid)) {
        return operator;
      }
    }
    throw new AssertionError("no operator " + uid);
  }

  private static JsonNode of(String json) throws Exception {
    return MAPPER.readTree(json.replace('\'', '"'));
  }

  @Test
  void factsAreValues() throws Exception {
    JsonNode plan =
        json(
            String.join(
                "\n",
                "apiVersion: drey/v1",
                "name: taxis",
                "runtime: {checkpoint: {interval: 90s}}",
                "sources:",
                "  rides:",
                "    kafka: {brokers: 'localhost:9092', topic: rides, properties: {password: pw9}}",
                "    type: {cab: STRING, fare: INT NOT NULL, paid: TIMESTAMP_LTZ(3) NOT NULL}",
                "    eventTime:",
                "      field: paid",
                "      watermark: {maxOutOfOrderness: 2m}",
                "      idleTimeout: 1500ms",
                "    onError: drop",
                "streams:",
                "  dear:",
                "    from: rides",
                "    where: fare > 7",
                "    keyBy: [cab]",
                "    window: {sliding: {size: 1h, every: 10m}}",
                "    allowedLateness: 1m",
                "    aggregate: {kinds: COUNT(DISTINCT fare), top: MAX(fare)}",
                "  split:",
                "    from: rides",
                "    route: {big: fare > 100, small: otherwise}",
                "sinks:",
                "  out: {from: dear, file: {path: out}}",
                "  a: {from: big, print: {}}",
                "  b: {from: small, print: {}}",
                ""));

    assertThat(plan.get("checkpoint").get("interval"))
        .isEqualTo(of("{'duration': '90s', 'milliseconds': 90000}"));
    JsonNode source = facts(plan, "rides.source");
    assertThat(source.get("rows"))
        .isEqualTo(
            of(
                "[{'name': 'cab', 'type': 'STRING', 'nullable': true},"
                    + "{'name': 'fare', 'type': 'INT', 'nullable': false},"
                    + "{'name': 'paid', 'type': 'TIMESTAMP_LTZ(3)', 'nullable': false}]"));
    assertThat(source.get("watermark"))
        .isEqualTo(of("{'behind': {'duration': '2m', 'milliseconds': 120000}}"));
    assertThat(source.get("idle")).isEqualTo(of("{'duration': '1500ms', 'milliseconds': 1500}"));
    assertThat(source.get("bad records")).isEqualTo(of("{'action': 'drop'}"));
    assertThat(source.get("time").asText()).isEqualTo("paid");
    assertThat(source.get("kafka.properties.password").asText()).isEqualTo("***");
    JsonNode window = facts(plan, "dear.window");
    assertThat(window.get("window"))
        .isEqualTo(
            of(
                "{'shape': 'sliding', 'size': {'duration': '1h', 'milliseconds': 3600000},"
                    + "'every': {'duration': '10m', 'milliseconds': 600000}, 'time': 'event'}"));
    assertThat(window.get("key"))
        .isEqualTo(of("[{'name': 'cab', 'type': 'STRING', 'nullable': true}]"));
    assertThat(window.get("keeps kinds"))
        .isEqualTo(of("{'function': 'COUNT', 'arguments': ['fare'], 'distinct': true}"));
    assertThat(window.get("state"))
        .isEqualTo(
            of("{'accumulators': 2, 'per': ['key', 'slice'], 'entries': ['distinct value']}"));
    assertThat(window.get("bounded by"))
        .isEqualTo(
            of(
                "{'clock': 'watermark',"
                    + " 'afterEnd': {'duration': '1m', 'milliseconds': 60000}}"));
    JsonNode route = facts(plan, "split.route");
    assertThat(route.get("to big")).isEqualTo(of("{'where': 'fare > 100'}"));
    assertThat(route.get("to small")).isEqualTo(of("{'where': null}"));
    assertThat(plan.get("delivery").get(0).get("weakenedBy"))
        .isEqualTo(of("[{'uid': 'out.sink', 'records': 'twice'}]"));
  }

  /** What a window keeps is one accumulator of the sum of an INT, which has 128 bits, a key. */
  @Test
  void portsAndStateAreThere() throws Exception {
    JsonNode plan =
        json(
            String.join(
                "\n",
                "apiVersion: drey/v1",
                "name: tolls",
                "sources:",
                "  cars:",
                "    kafka: {brokers: 'localhost:9092', topic: cars}",
                "    type: {road: STRING, toll: INT, paid: TIMESTAMP_LTZ(3) NOT NULL}",
                "    eventTime: {field: paid, watermark: {maxOutOfOrderness: 5s}}",
                "streams:",
                "  sums:",
                "    from: cars",
                "    keyBy: [road]",
                "    window: {session: 5m}",
                "    aggregate: {total: SUM(toll)}",
                "sinks:",
                "  out: {from: sums, file: {path: out}}",
                ""));

    JsonNode source = operator(plan, "cars.source");
    assertThat(source.get("stateOfConnector").asText()).isEqualTo("kafka");
    assertThat(source.get("state")).isEqualTo(of("[]"));
    assertThat(source.get("ports").get(0).get("keys")).isEqualTo(of("[]"));
    JsonNode window = operator(plan, "sums.window");
    JsonNode port = window.get("ports").get(0);
    assertThat(port.get("keys")).isEqualTo(of("['road', 'window_start', 'window_end']"));
    assertThat(port.get("time"))
        .isEqualTo(
            of(
                "{'assignedBy': ['sums.window'],"
                    + " 'behind': {'duration': '5s', 'milliseconds': 5000}}"));
    String key = "'key': [{'name': 'road', 'type': 'STRING', 'nullable': true}], ";
    assertThat(window.get("state"))
        .isEqualTo(
            of(
                "[{'uid': 'sums.window', 'name': 'sessions', 'kind': 'value', "
                    + key
                    + "'value': [{'name': 'SUM(toll) sum', 'type': 'BIGINT', 'nullable': true},"
                    + " {'name': 'SUM(toll) high', 'type': 'BIGINT', 'nullable': true}],"
                    + " 'version': 1},"
                    + "{'uid': 'sums.window', 'name': 'due', 'kind': 'map', "
                    + key
                    + "'value': null, 'version': 1},"
                    + "{'uid': 'sums.window', 'name': 'frontier', 'kind': 'union', 'key': null,"
                    + " 'value': null, 'version': 1},"
                    + "{'uid': 'sums.window', 'name': 'shape', 'kind': 'union', 'key': null,"
                    + " 'value': null, 'version': 1}]"));
  }

  /** What takes more than one word to say is no text: a program would take it apart. */
  @TestFactory
  Stream<DynamicTest> noFactIsASentence() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Paths.get("../pipelines"))) {
      files
          .filter(file -> file.endsWith("pipeline.yaml"))
          .forEach(
              file ->
                  tests.add(
                      DynamicTest.dynamicTest(file.toString(), () -> noSentence(read(file)))));
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  private static SourceFile read(Path file) throws Exception {
    return SourceFile.of("spec.yaml", Files.readString(file)).in(requireNonNull(file.getParent()));
  }

  private static void noSentence(SourceFile spec) throws Exception {
    for (JsonNode operator : json(spec).get("operators")) {
      JsonNode facts = operator.get("facts");
      for (String topic :
          List.of(
              "rows",
              "watermark",
              "idle",
              "future",
              "bad records",
              "late records",
              "window",
              "key",
              "state",
              "bounded by",
              "reads",
              "explodes",
              "order",
              "computes")) {
        if (facts.has(topic)) {
          assertThat(facts.get(topic).isContainerNode())
              .as(operator.get("uid").asText() + " " + topic)
              .isTrue();
        }
      }
    }
  }
}
