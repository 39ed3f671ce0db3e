// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.backend.HttpWire;
import dev.drey.backend.Loopback;
import dev.drey.backend.WireAnswer;
import dev.drey.backend.WireRequest;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.connector.Refusal;
import dev.drey.format.json.JsonFormat;
import dev.drey.row.RowFunction;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SinkTrial;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a sink sends to a server on loopback, and what it makes of its answers. */
@Timeout(120)
final class HttpSinkTest {
  private static final RowType TYPE = RowType.of(Field.of("id", DataType.string()));

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @TempDir Path folder;

  private final HttpWire wire = new HttpWire(request -> answer(200));
  private final Map<String, Object> options = new LinkedHashMap<>();
  private final Map<String, RowFunction> expressions = new LinkedHashMap<>();

  HttpSinkTest() {
    options.put("url", wire.endpoint() + "cards");
    options.put("retry", OptionValues.of(Map.of("backoff", Duration.ofMillis(5))));
  }

  @AfterEach
  void close() {
    wire.close();
  }

  private static WireAnswer answer(int status) {
    return WireAnswer.json(status, status == 200 ? "" : "{\"why\":\"" + status + "\"}");
  }

  private SinkTrial trial() {
    return SinkTrial.of(new HttpConnector(), TYPE, OptionValues.of(options))
        .format(new JsonFormat())
        .expressions(expressions);
  }

  private List<Object[]> run(String... ids) throws Exception {
    return trial().run(CLUSTER, rows(Arrays.asList(ids)));
  }

  private static List<Object[]> rows(List<String> ids) {
    return ids.stream().map(id -> new Object[] {id}).collect(Collectors.toList());
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(i -> "card " + i).collect(Collectors.toList());
  }

  private static List<String> texts(HttpWire wire) {
    return wire.requests().stream().map(WireRequest::text).collect(Collectors.toList());
  }

  @Test
  void eachRecordIsARequestWithWhoTheJobIs() throws Exception {
    options.put("method", "PUT");
    options.put("headers", Map.of("X-Plant", "north"));
    options.put("auth", OptionValues.of(Map.of("scheme", "Bearer", "value", "secret\n")));

    assertThat(run("a", "b")).isEmpty();

    assertThat(texts(wire)).containsExactlyInAnyOrder("{\"id\":\"a\"}", "{\"id\":\"b\"}");
    for (WireRequest request : wire.requests()) {
      assertThat(request.method()).isEqualTo("PUT");
      assertThat(request.target()).isEqualTo("/cards");
      assertThat(request.header("Content-Type")).hasValue("application/json");
      assertThat(request.header("X-Plant")).hasValue("north");
      assertThat(request.header("Authorization")).hasValue("Bearer secret");
    }
  }

  @Test
  void recordsOfABatchAreAList() throws Exception {
    options.put("list", true);
    options.put("batch", OptionValues.of(Map.of("size", 100L)));

    assertThat(trial().run(CLUSTER, rows(numbers(250)))).isEmpty();

    assertThat(wire.requests()).hasSizeBetween(3, 10);
    String all =
        texts(wire).stream()
            .peek(text -> assertThat(text).startsWith("[{").endsWith("}]"))
            .map(text -> text.substring(1, text.length() - 1))
            .collect(Collectors.joining(","));
    assertThat(List.of(all.split(",", -1)))
        .containsExactlyInAnyOrderElementsOf(
            numbers(250).stream()
                .map(id -> "{\"id\":\"" + id + "\"}")
                .collect(Collectors.toList()));
  }

  @Test
  @Shows(connector = "http", role = Kind.SINK, contract = Contract.POISON_RECORD)
  void aRecordThatSpoilsItsListIsFoundAndSetAside() throws Exception {
    options.put("list", true);
    try (HttpWire picky =
        new HttpWire(request -> answer(request.text().contains("\"card 17\"") ? 422 : 200))) {
      options.put("url", picky.endpoint().toString());

      List<Object[]> refused = trial().run(CLUSTER, rows(numbers(60)));

      assertThat(refused).extracting(row -> row[0]).containsExactly("card 17");
      assertThat(refused.get(0)[2]).isEqualTo("HTTP 422: {\"why\":\"422\"}");
    }
  }

  /** What stands in a value is in the path or a parameter, and nowhere else. */
  @Test
  void hostileValuesStayInTheirPlace() throws Exception {
    options.put("url", wire.endpoint() + "cards/{id}/x?fixed=1");
    options.put("path", Map.of("id", "id"));
    options.put("query", Map.of("q", "id"));
    expressions.put("path.id", row -> row[0]);
    expressions.put("query.q", row -> row[0]);
    List<String> ids =
        List.of(
            "plain",
            "a/../../b",
            "a?b=c&d#e",
            "@evil.example.com/",
            "//evil.example.com",
            "ü € \ud83d\ude00",
            "%2e%2e",
            "a\r\nHost: evil",
            "\u0000",
            "{id}",
            "$1\\");
    List<String> all = new ArrayList<>(ids);
    all.addAll(Arrays.asList(null, "", ".", ".."));

    List<Object[]> refused = trial().run(CLUSTER, rows(all));

    assertThat(refused).extracting(row -> row[0]).containsExactly(null, "", ".", "..");
    assertThat(refused.get(0)[2]).isEqualTo("`id`, of the URL, is NULL");
    assertThat(refused.get(3)[2]).isEqualTo("the URL would have `..` as a part of its path");
    List<String> seen = new ArrayList<>();
    for (WireRequest request : wire.requests()) {
      URI target = URI.create(request.target());
      String[] steps = target.getRawPath().split("/", -1);
      assertThat(steps).hasSize(4).startsWith("", "cards").endsWith("x");
      String id = decoded(steps[2]);
      assertThat(target.getRawQuery()).startsWith("fixed=1&q=");
      assertThat(decoded(target.getRawQuery().substring("fixed=1&q=".length()))).isEqualTo(id);
      seen.add(id);
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
  }

  private static String decoded(String escaped) {
    assertThat(escaped).matches("[A-Za-z0-9%._~-]*");
    return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
  }

  @Test
  @Shows(connector = "http", role = Kind.SINK, contract = Contract.THROTTLED)
  void whatTheServerHasNoTimeForIsSentAgainAndNothingElse() throws Exception {
    for (int status : List.of(429, 503, 500, 502, 408)) {
      wire.answerNext(answer(status));
    }

    assertThat(trial().run(CLUSTER, rows(numbers(40)))).isEmpty();

    Map<String, Long> counted = new TreeMap<>();
    texts(wire).forEach(text -> counted.merge(text, 1L, Long::sum));
    assertThat(wire.requests()).hasSize(45);
    assertThat(counted).hasSize(40);
  }

  /** Without it the pauses would be 5 and 10 ms. */
  @Test
  @Shows(connector = "http", role = Kind.SINK, contract = Contract.THROTTLED)
  void theServerSaysWhenItHasTime() throws Exception {
    wire.answerNext(answer(429).with("Retry-After", "1"));
    long start = System.nanoTime();

    assertThat(run("a")).isEmpty();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(wire.requests()).hasSize(2);
  }

  @Test
  void noMoreGoThanTheRateLets() throws Exception {
    options.put("rate", 20.0);
    long start = System.nanoTime();

    assertThat(trial().run(CLUSTER, rows(numbers(21)))).isEmpty();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(wire.requests()).hasSize(21);
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    try (HttpWire other = new HttpWire(request -> answer(200))) {
      wire.answerNext(answer(307).with("Location", other.endpoint().toString()));
      options.put("auth", OptionValues.of(Map.of("value", "secret")));

      assertThatThrownBy(() -> run("a"))
          .hasStackTraceContaining("sink `out` cannot write: HTTP 307 to " + other.endpoint());
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  @Shows(connector = "http", role = Kind.SINK, contract = Contract.BAD_CREDENTIALS)
  void whoMayNotAskFailsTheJobAndNoSecretIsTold() {
    options.put("auth", OptionValues.of(Map.of("value", "se\u0001cret")));
    assertThatThrownBy(() -> run("a"))
        .hasStackTraceContaining("the value of a header has characters that none can have")
        .satisfies(
            failure ->
                assertThat(org.assertj.core.util.Throwables.getStackTrace(failure))
                    .doesNotContain("cret\""));
    options.put("auth", OptionValues.of(Map.of("scheme", "Bearer", "value", "hush")));
    for (int status : List.of(401, 403, 404, 405)) {
      wire.answerNext(answer(status));
      assertThatThrownBy(() -> run("a"))
          .hasStackTraceContaining(
              "sink `out` cannot write: HTTP "
                  + status
                  + ": {\"why\":\""
                  + status
                  + "\"}"
                  + (status > 403
                      ? ""
                      : " ("
                          + wire.endpoint().getAuthority()
                          + " does not let the job in: look at `auth`)"))
          .satisfies(
              failure ->
                  assertThat(org.assertj.core.util.Throwables.getStackTrace(failure))
                      .doesNotContain("hush"));
    }
    assertThat(wire.requests()).hasSize(4);
  }

  /** Of a list nobody says which record is too large; one that no request has room for is known. */
  @Test
  @Shows(connector = "http", role = Kind.SINK, contract = Contract.OVERSIZED_RECORD)
  void aRecordThatIsTooLargeIsFoundAndSetAside() throws Exception {
    options.put("list", true);
    try (HttpWire small =
        new HttpWire(request -> answer(request.body().length > 500 ? 413 : 200))) {
      options.put("url", small.endpoint().toString());
      List<String> ids = new ArrayList<>(numbers(40));
      ids.set(11, "x".repeat(1000));

      List<Object[]> refused = trial().run(CLUSTER, rows(ids));

      assertThat(refused).extracting(row -> row[0]).containsExactly(ids.get(11));
      assertThat(refused.get(0)[2]).isEqualTo("HTTP 413: {\"why\":\"413\"}");
      assertThat(cards(small)).hasSize(39).doesNotHaveDuplicates();
    }
    options.put("url", wire.endpoint().toString());
    List<String> ids = List.of("card 1", "y".repeat(17 << 20), "card 2");
    assertThat(trial().refusal(Refusal.DROP).run(CLUSTER, rows(ids))).isEmpty();
    assertThat(cards(wire)).containsExactlyInAnyOrder("card 1", "card 2");
    assertThat(wire.requests()).allMatch(request -> request.body().length < 1000);
  }

  /** Those that came in requests that it took. */
  private static List<String> cards(HttpWire server) {
    return texts(server).stream()
        .filter(text -> text.length() <= 500)
        .flatMap(text -> Arrays.stream(text.split("\"", -1)))
        .filter(text -> text.startsWith("card "))
        .collect(Collectors.toList());
  }

  @Test
  void aPlaceOfARecordThatIsNotThereIsTheRecordsFault() throws Exception {
    options.put("url", wire.endpoint() + "cards/{id}");
    options.put("path", Map.of("id", "id"));
    expressions.put("path.id", row -> row[0]);
    wire.answerNext(answer(404));

    assertThat(run("a")).extracting(row -> row[2]).containsExactly("HTTP 404: {\"why\":\"404\"}");
  }

  @Test
  void anAnswerWithoutEndFillsNoMemory() throws Exception {
    wire.answerNext(WireAnswer.of(400, new byte[50 * 1024 * 1024]));

    assertThat(run("a")).hasSize(1);
  }

  @Test
  void aCertificateThatIsNotTrustedFailsTheJob() throws Exception {
    try (HttpWire tls = HttpWire.tls(folder, request -> answer(200))) {
      options.put("url", tls.endpoint().toString());

      assertThatThrownBy(() -> run("a"))
          .hasStackTraceContaining("the certificate of who answers is not trusted: ");
      assertThat(tls.requests()).isEmpty();

      options.put("tls", OptionValues.of(Map.of("ca", HttpWire.certificate(folder))));
      assertThat(run("a")).isEmpty();
      assertThat(tls.requests()).hasSize(1);
    }
  }

  @Test
  void aServerThatIsAwayIsWaitedFor() throws Exception {
    options.put("url", "http://127.0.0.1:" + Loopback.freePort());
    options.put("retry", OptionValues.of(Map.of("backoff", Duration.ofMillis(1), "attempts", 3L)));

    assertThat(run("a"))
        .extracting(row -> row[2])
        .allMatch(reason -> String.valueOf(reason).startsWith("sent 3 times without success"));
  }

  @Test
  @Shows(
      connector = "http",
      role = Kind.SINK,
      contract = {Contract.GUARANTEE, Contract.RESTART})
  void aJobThatStartsAgainLosesNothing() throws Exception {
    options.put("maxBuffered", 10L);
    Path marker = folder.resolve("failed");

    trial().runFailingOnce(CLUSTER, rows(numbers(600)), marker, 300);

    assertThat(marker).exists();
    assertThat(texts(wire).stream().distinct().count()).isEqualTo(600);
  }
}
