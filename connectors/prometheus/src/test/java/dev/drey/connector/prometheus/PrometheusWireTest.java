// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.backend.HttpWire;
import dev.drey.backend.Loopback;
import dev.drey.backend.SignatureV4;
import dev.drey.backend.WireAnswer;
import dev.drey.backend.WireRequest;
import dev.drey.row.RowFunction;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.SeedFor;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SinkTrial;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sink writes to a server that takes remote writes, and what it makes of its answers. */
@Timeout(120)
final class PrometheusWireTest {
  private static final RowType TYPE =
      RowType.of(
          Field.of("machine", DataType.string()),
          Field.of("at", DataType.of(TypeKind.TIMESTAMP_LTZ)),
          Field.of("heat", DataType.of(TypeKind.DOUBLE)));

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @TempDir Path folder;

  private SeriesStore store = new SeriesStore(false);
  private final HttpWire wire = new HttpWire(request -> store.answer(request));
  private final Map<String, Object> options = new LinkedHashMap<>();
  private final Map<String, RowFunction> expressions = new LinkedHashMap<>();

  PrometheusWireTest() throws IOException {
    options.put("url", wire.endpoint() + "api/v1/write");
    options.put("retry", OptionValues.of(Map.of("backoff", Duration.ofMillis(5))));
    options.put("batch", OptionValues.of(Map.of("linger", Duration.ofMillis(5))));
    options.put("metrics", Map.of("heat", "heat"));
    options.put("labels", Map.of("machine", "machine"));
    expressions.put("metrics.heat", row -> row[2]);
    expressions.put("labels.machine", row -> row[0]);
    expressions.put("time", row -> row[1]);
  }

  @AfterEach
  void close() {
    wire.close();
  }

  private SinkTrial trial() {
    return SinkTrial.of(new PrometheusConnector(), TYPE, OptionValues.of(options))
        .expressions(expressions);
  }

  private List<Object[]> run(Object[]... rows) throws Exception {
    return trial().run(CLUSTER, Arrays.asList(rows));
  }

  private static Object[] row(@Nullable Object... values) {
    return values;
  }

  private static WireAnswer answer(int status) {
    return WireAnswer.of(status, ("why " + status).getBytes(StandardCharsets.UTF_8));
  }

  /** Labels in the order of their names, what is NULL or empty left out, samples by time. */
  @Test
  void rowsArriveAsTheProtocolHasThem() throws Exception {
    options.put("metrics", Map.of("heat", "heat", "double_heat", "heat * 2"));
    options.put("labels", Map.of("machine", "m", "Zone", "z", "line", "l"));
    options.put("headers", Map.of("X-Scope-OrgID", "plant"));
    expressions.put("metrics.double_heat", row -> row[2] == null ? null : (Double) row[2] * 2);
    expressions.put("metrics.heat", row -> "b".equals(row[0]) ? null : row[2]);
    expressions.put("labels.Zone", row -> "north ü");
    expressions.put("labels.line", row -> "a".equals(row[0]) ? "" : null);

    List<Object[]> refused =
        run(
            row("a", 2000L, 1.5),
            row("a", 1000L, -0.5),
            row("b", 1000L, Double.NaN),
            row("c", 1000L, null),
            row("a", 3000L, Double.POSITIVE_INFINITY),
            row("a", null, 1.0));

    assertThat(refused).extracting(row -> row[1]).containsOnlyNulls().hasSize(1);
    assertThat(refused.get(0)[4]).isEqualTo("its `time` is NULL, and no sample is without");
    assertThat(store.series())
        .isEqualTo(
            Map.of(
                "Zone=north ü,__name__=double_heat,machine=a",
                Map.of(1000L, -1.0, 2000L, 3.0, 3000L, Double.POSITIVE_INFINITY),
                "Zone=north ü,__name__=heat,machine=a",
                Map.of(1000L, -0.5, 2000L, 1.5, 3000L, Double.POSITIVE_INFINITY),
                "Zone=north ü,__name__=double_heat,machine=b",
                Map.of(1000L, Double.NaN)));
    for (WireRequest request : wire.requests()) {
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.target()).isEqualTo("/api/v1/write");
      assertThat(request.header("Content-Type")).hasValue("application/x-protobuf");
      assertThat(request.header("Content-Encoding")).hasValue("snappy");
      assertThat(request.header("X-Prometheus-Remote-Write-Version")).hasValue("0.1.0");
      assertThat(request.header("X-Scope-OrgID")).hasValue("plant");
      assertThat(request.header("User-Agent")).hasValue("drey");
    }
  }

  @Test
  void aRowSaysItsMetric() throws Exception {
    options.remove("metrics");
    expressions.put("metric", row -> "none".equals(row[0]) ? null : "of_" + row[0]);
    expressions.put("value", row -> row[2]);
    expressions.put("labels.machine", row -> "m");

    List<Object[]> refused =
        run(row("a", 1L, 1.0), row("b-c", 1L, 1.0), row("none", 1L, 1.0), row("b", 1L, 2.0));

    assertThat(refused)
        .extracting(row -> row[4])
        .containsExactly(
            "its `metric` is `of_b-c`, and a name has letters, digits, `_` and `:` alone",
            "its `metric` is NULL, and a name has letters, digits, `_` and `:` alone");
    assertThat(store.series())
        .isEqualTo(
            Map.of(
                "__name__=of_a,machine=m", Map.of(1L, 1.0),
                "__name__=of_b,machine=m", Map.of(1L, 2.0)));
  }

  /** Whatever of a request the system takes: what is there was not refused, and the reverse. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Shows(connector = "prometheus", contract = Contract.POISON_RECORD)
  void eachSampleIsThereOrRefused(boolean takesTheRest) throws Exception {
    store = new SeriesStore(takesTheRest);
    Random random = new Random(SeedFor.test("eachSampleIsThereOrRefused"));
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      // Of few series, over again for one time, in disorder; no two of one value.
      rows.add(row("m" + random.nextInt(6), 1000L + i / 4 + random.nextInt(12), (double) i));
    }
    expressions.put("labels.poison", row -> (Double) row[2] % 50 == 7 ? "yes" : null);
    options.put("labels", Map.of("machine", "machine", "poison", "p"));
    options.put("batch", OptionValues.of(Map.of("size", 50L, "linger", Duration.ofMillis(5))));

    List<Object[]> refused = trial().run(CLUSTER, rows);

    Map<Double, String> seen = new TreeMap<>();
    store
        .series()
        .forEach(
            (labels, samples) ->
                samples.values().forEach(value -> seen.put(value, "there: " + labels)));
    assertThat(seen.values()).noneMatch(labels -> labels.contains("poison"));
    int there = seen.size();
    for (Object[] row : refused) {
      assertThat(seen.put((Double) row[2], String.valueOf(row[4]))).isNull();
    }
    assertThat(seen).hasSize(400);
    assertThat(there).isGreaterThan(50);
    assertThat(seen.values().stream().filter(text -> text.contains("not allowed"))).hasSize(8);
    assertThat(seen.values()).contains("HTTP 400: out of order sample");
  }

  @Test
  void whatIsOutOfOrderIsLeftOutWhereTheSpecSaysSo() throws Exception {
    options.put("outOfOrder", "skip");
    options.put("batch", OptionValues.of(Map.of("size", 1L, "linger", Duration.ofMillis(5))));

    assertThat(run(row("a", 2000L, 1.0), row("a", 1000L, 2.0), row("a", 2000L, 3.0))).isEmpty();

    assertThat(store.series()).isEqualTo(Map.of("__name__=heat,machine=a", Map.of(2000L, 1.0)));
    options.put("labels", Map.of("machine", "machine", "poison", "p"));
    expressions.put("labels.poison", row -> "yes");
    assertThat(run(row("a", 1L, 1.0))).hasSize(1);
  }

  @Test
  @Shows(connector = "prometheus", contract = Contract.THROTTLED)
  void whatTheSystemHasNoTimeForIsSentAgainWhenItSays() throws Exception {
    wire.answerNext(answer(429).with("Retry-After", "1"));
    wire.answerNext(answer(503));
    wire.answerNext(answer(500));
    long start = System.nanoTime();

    assertThat(run(row("a", 2L, 1.0), row("a", 1L, 2.0), row("b", 1L, 3.0))).isEmpty();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(store.series())
        .isEqualTo(
            Map.of(
                "__name__=heat,machine=a", Map.of(1L, 2.0, 2L, 1.0),
                "__name__=heat,machine=b", Map.of(1L, 3.0)));
  }

  @Test
  @Shows(connector = "prometheus", contract = Contract.BAD_CREDENTIALS)
  void whoMayNotWriteFailsTheJobAndNoSecretIsTold() {
    options.put("token", "hush\n");
    for (int status : List.of(401, 403, 404, 308)) {
      wire.answerNext(answer(status));
      assertThatThrownBy(() -> run(row("a", 1L, 1.0)))
          .hasStackTraceContaining("sink `out` cannot write: HTTP " + status + ": why " + status)
          .hasStackTraceContaining(
              status == 401 || status == 403
                  ? " does not let the job in: look at `user`, `token`, `aws`)"
                  : "why")
          .satisfies(
              failure ->
                  assertThat(org.assertj.core.util.Throwables.getStackTrace(failure))
                      .doesNotContain("hush"));
    }
    assertThat(wire.requests())
        .allMatch(request -> request.header("Authorization").orElse("").equals("Bearer hush"));
  }

  @Test
  void requestsToTheAwsServiceAreSigned() throws Exception {
    options.put(
        "aws",
        OptionValues.of(
            Map.of(
                "region",
                "eu-central-1",
                "credentials",
                OptionValues.of(
                    Map.of(
                        "basic",
                        OptionValues.of(Map.of("accessKey", "AKID", "secretKey", "SECRET")))))));

    run(row("a", 1L, 1.0));

    WireRequest request = wire.requests().get(0);
    assertThat(request.header("Authorization").orElseThrow())
        .isEqualTo(SignatureV4.of(request, "eu-central-1/aps", "AKID", "SECRET"))
        .containsPattern("SignedHeaders=[^,]*host;.*x-amz-date");
    assertThat(store.series()).hasSize(1);
  }

  @Test
  void theCertificateThatTheSpecHasIsTrustedAndNoOther() throws Exception {
    options.put("user", "writer");
    options.put("password", "hush");
    try (HttpWire tls = HttpWire.tls(folder, request -> store.answer(request))) {
      options.put("url", tls.endpoint() + "api/v1/write");
      assertThatThrownBy(() -> run(row("a", 1L, 1.0)))
          .hasStackTraceContaining("the certificate of who answers is not trusted: ");
      assertThat(tls.requests()).isEmpty();
      options.put("tls", OptionValues.of(Map.of("ca", HttpWire.certificate(folder))));
      assertThat(run(row("a", 1L, 1.0))).isEmpty();

      // echo -n writer:hush | base64
      assertThat(tls.requests().get(0).header("Authorization")).hasValue("Basic d3JpdGVyOmh1c2g=");
    }
  }

  @Test
  @Shows(connector = "prometheus", contract = Contract.OVERSIZED_RECORD)
  void whatIsTooLargeOrNoTextIsRefusedAndAServerThatIsAwayWaitedFor() throws Exception {
    List<Object[]> refused =
        run(row("a".repeat(70_000), 1L, 1.0), row("\ud800", 1L, 1.0), row("a", 1L, 1.0));
    assertThat(refused.stream().map(row -> String.valueOf(row[4])).collect(Collectors.toList()))
        .hasSize(2)
        .anyMatch(reason -> reason.matches("the record has 70\\d\\d\\d bytes.*"))
        .contains("its label `machine` is no text");
    assertThat(store.series()).hasSize(1);

    // A server that takes less says so of a request, and not of which of its series.
    try (HttpWire small =
        new HttpWire(
            request -> request.body().length > 500 ? answer(413) : store.answer(request))) {
      options.put("url", small.endpoint().toString());
      List<Object[]> rows = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        // Snappy packs none of these letters.
        rows.add(row(i == 42 ? noise(1000) : "n" + i, 1L, 1.0));
      }
      refused = trial().run(CLUSTER, rows);
      assertThat(refused).extracting(row -> row[0]).containsExactly(noise(1000));
      assertThat(refused.get(0)[4]).isEqualTo("HTTP 413: why 413");
      assertThat(store.series()).hasSize(1 + 99);
    }

    options.put("url", "http://127.0.0.1:" + Loopback.freePort() + "/");
    options.put("retry", OptionValues.of(Map.of("backoff", Duration.ofMillis(1), "attempts", 3L)));
    assertThat(run(row("a", 1L, 1.0)))
        .extracting(row -> row[4])
        .allMatch(reason -> String.valueOf(reason).startsWith("sent 3 times without success"));
  }

  private static String noise(int letters) {
    return new Random(1)
        .ints(letters, 'a', 'z' + 1)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  @Test
  @Shows(
      connector = "prometheus",
      contract = {Contract.GUARANTEE, Contract.RESTART})
  void aJobThatStartsAgainLosesNothing() throws Exception {
    options.put("outOfOrder", "skip");
    options.put("maxBuffered", 100L);
    options.put("batch", OptionValues.of(Map.of("size", 50L, "linger", Duration.ofMillis(5))));
    Path marker = folder.resolve("failed");
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      rows.add(row("m" + i % 7, 1000L + i, (double) i));
    }

    trial().runFailingOnce(CLUSTER, rows, marker, 300);

    assertThat(marker).exists();
    assertThat(store.series().values().stream().flatMap(each -> each.values().stream()).sorted())
        .containsExactlyElementsOf(
            rows.stream().map(row -> (Double) row[2]).collect(Collectors.toList()));
  }
}
