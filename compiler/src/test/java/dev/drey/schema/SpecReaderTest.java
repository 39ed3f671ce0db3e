// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.analysis.Operations;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.model.EventTimeSpec;
import dev.drey.model.PipelineSpec;
import dev.drey.model.SourceSpec;
import dev.drey.model.StreamSpec;
import dev.drey.shape.OptionValues;
import dev.drey.source.LocatedText;
import dev.drey.source.ParamUse;
import dev.drey.source.SourceFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SpecReaderTest {
  private final SpecReader reader = new SpecReader(Operations.language(TestCatalog.catalog()));
  private final Diagnostics diagnostics = new Diagnostics();

  private static String lines(String... lines) {
    return String.join("\n", lines) + "\n";
  }

  private PipelineSpec read(String text, Map<String, String> params) {
    Optional<PipelineSpec> spec =
        reader.read(SourceFile.of("spec.yaml", text), LaunchValues.of(params, false), diagnostics);
    assertThat(diagnostics.list()).isEmpty();
    return spec.orElseThrow();
  }

  private List<String> problems(String text) {
    reader.read(SourceFile.of("s", text), LaunchValues.of(Map.of(), false), diagnostics);
    return diagnostics.sorted().stream().map(Diagnostic::toString).collect(Collectors.toList());
  }

  private static LocatedText place(SourceSpec source, String path) {
    return Optional.ofNullable(source.connector().places().get(path)).orElseThrow();
  }

  private static final String WHOLE =
      lines(
          "apiVersion: drey/v1",
          "name: card-velocity",
          "params:",
          "  host: {type: STRING}",
          "  limit: {type: INT, default: 30}",
          "types:",
          "  Card:",
          "    id: STRING NOT NULL",
          "    merchant: {id: BIGINT, country: STRING}",
          "sources:",
          "  cards:",
          "    queue:",
          "      address: \"${host}:9092\"",
          "      topics: [a, b]",
          "      startFrom: {timestamp: 2026-01-31T00:00:00Z}",
          "      poll: 1m30s",
          "      buffer: 4 KiB",
          "      properties: {fetch.size: 1, on: yes}",
          "    format: {csv: {header: true}}",
          "    type: Card",
          "    eventTime:",
          "      field: {expression: \"TO_TIMESTAMP_LTZ(epoch, 3)\"}",
          "      watermark: {maxOutOfOrderness: 10s}",
          "      idleTimeout: 30s",
          "    onError: {to: unreadable}",
          "streams:",
          "  velocity:",
          "    from: cards",
          "    where: amount > ${limit}",
          "    keyBy: [id]",
          "    window: {sliding: {size: 1h, every: 1m}, time: processing}",
          "    aggregate: {n: COUNT(*)}",
          "    select: {id: , gone: NULL, many: n > 3}",
          "sinks:",
          "  out: {from: [velocity, other], screen: {}, delivery: exactly-once}",
          "runtime: {parallelism: 4, checkpoint: {interval: 1m}}",
          "allow:",
          "  - {code: DR0402, at: streams.velocity, reason: Fine.}");

  private static Object value(SourceSpec source, String option) {
    return Objects.requireNonNull(source.connector().options().asMap().get(option));
  }

  @Test
  void readsSources() {
    SourceSpec source = read(WHOLE, Map.of("host", "h")).sources().get(0);
    assertThat(source.name().text()).isEqualTo("cards");
    assertThat(source.connector().name().text()).isEqualTo("queue");
    assertThat(value(source, "address")).isEqualTo("h:9092");
    assertThat(value(source, "topics")).isEqualTo(List.of("a", "b"));
    assertThat(((OptionValues) value(source, "startFrom")).asMap())
        .isEqualTo(Map.of("timestamp", Instant.parse("2026-01-31T00:00:00Z")));
    assertThat(value(source, "poll")).isEqualTo(Duration.ofSeconds(90));
    assertThat(value(source, "buffer")).isEqualTo(4096L);
    assertThat(value(source, "properties")).isEqualTo(Map.of("fetch.size", 1L, "on", "yes"));
    assertThat(place(source, "topics.1").span().line()).isEqualTo(14);
    assertThat(source.format().orElseThrow().options().asMap().get("header")).isEqualTo(true);
    assertThat(source.type().orElseThrow().text().orElseThrow().text()).isEqualTo("Card");
    EventTimeSpec time = source.eventTime().orElseThrow();
    assertThat(time.origin()).isEqualTo(EventTimeSpec.Origin.EXPRESSION);
    assertThat(time.time().text()).isEqualTo("TO_TIMESTAMP_LTZ(epoch, 3)");
    assertThat(time.idleTimeout().orElseThrow().duration()).isEqualTo(Duration.ofSeconds(30));
    assertThat(source.onError().to().orElseThrow().text()).isEqualTo("unreadable");
  }

  @Test
  void readsStreams() {
    StreamSpec stream = read(WHOLE, Map.of("host", "h")).streams().get(0);
    assertThat(stream.where().orElseThrow().text()).isEqualTo("amount > ${limit}");
    assertThat(stream.where().orElseThrow().params())
        .containsExactly(ParamUse.of(9, 17, "INT NOT NULL", Optional.of("30")));
    assertThat(stream.where().orElseThrow().span(9, 17).text()).isEqualTo("${limit}");
    assertThat(stream.keyBy().get(0).name().text()).isEqualTo("id");
    assertThat(stream.select().get(0).text()).isEmpty();
    assertThat(stream.select().get(1).textOrName().text()).isEqualTo("NULL");
    assertThat(stream.select().get(2).textOrName().text()).isEqualTo("n > 3");
  }

  @Test
  void readsTheRest() {
    PipelineSpec spec = read(WHOLE, Map.of("host", "h"));
    assertThat(spec.name().text()).isEqualTo("card-velocity");
    assertThat(spec.types().get(0).type().fields().get(1).type().fields()).hasSize(2);
    assertThat(spec.sinks().get(0).from())
        .extracting(Object::toString)
        .containsExactly("velocity", "other");
    assertThat(spec.sinks().get(0).delivery().specName()).isEqualTo("exactly-once");
    assertThat(spec.runtime().parallelism()).contains(4);
    assertThat(spec.runtime().checkpointInterval().orElseThrow().toMillis()).isEqualTo(60_000);
    assertThat(spec.runtime().places()).containsKeys("parallelism", "checkpoint.interval");
    assertThat(spec.allows().get(0).at().text()).isEqualTo("streams.velocity");
    assertThat(spec.params().get(1).defaultValue()).contains("30");
  }

  @Test
  void saysWhereAParameterHasNoValue() {
    SourceSpec source = read(WHOLE, Map.of()).sources().get(0);
    assertThat(place(source, "address").unresolved()).isTrue();
    assertThat(place(source, "topics.0").unresolved()).isFalse();
  }

  @Test
  void reportsEveryProblemOnce() {
    assertThat(
            problems(
                lines(
                    "apiVersion: drey/v1",
                    "name: Broken",
                    "sources:",
                    "  cards:",
                    "    kueue: {address: here, topic: t}",
                    "  ticks:",
                    "    clock: {rate: 1000}",
                    "streams:",
                    "  late-ones:",
                    "    input: cards",
                    "    where: [a]",
                    "sinks:",
                    "  out: {from: late-ones, screen: }")))
        .extracting(problem -> problem.substring(2, problem.indexOf(']')))
        .containsExactly(
            "2:7: error[DR0208",
            "5:5: error[DR0201",
            "7:19: error[DR0206",
            "9:3: error[DR0208",
            "10:5: error[DR0201",
            "11:12: error[DR0204",
            "13:26: error[DR0204");
  }
}
