// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.backend.HttpWire;
import dev.drey.backend.Loopback;
import dev.drey.backend.SignatureV4;
import dev.drey.backend.WireAnswer;
import dev.drey.backend.WireRequest;
import dev.drey.connector.JobConnector;
import dev.drey.connector.Refusal;
import dev.drey.row.RowFunction;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SinkTrial;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What sinks send and make of answers, beside a server that answers bulk requests on loopback. */
@Timeout(120)
final class SearchWireTest {
  private static final RowType TYPE = RowType.of(Field.of("id", DataType.string()));
  private static final String TAKEN = "{\"took\":1,\"errors\":false,\"items\":[]}";

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @TempDir Path folder;

  private final HttpWire wire = new HttpWire(request -> WireAnswer.json(200, TAKEN));
  private final Map<String, Object> options = new LinkedHashMap<>();

  SearchWireTest() {
    options.put("url", wire.endpoint().toString());
    options.put("index", "cards");
    options.put("id", "id");
    options.put("retry", OptionValues.of(Map.of("backoff", Duration.ofMillis(5))));
  }

  @AfterEach
  void close() {
    wire.close();
  }

  private SinkTrial trial(JobConnector connector) {
    RowFunction id = row -> row[0];
    return SinkTrial.of(connector, TYPE, OptionValues.of(options)).expressions(Map.of("id", id));
  }

  private List<Object[]> run(String... ids) throws Exception {
    return trial(new OpenSearchConnector())
        .run(
            CLUSTER,
            List.of(ids).stream().map(id -> new Object[] {id}).collect(Collectors.toList()));
  }

  @Test
  void aLoginIsInEveryRequest() throws Exception {
    options.put("user", "writer");
    options.put("password", "pass:word");
    wire.answerNext(WireAnswer.json(503, "{}"));

    run("a");

    String login =
        Base64.getEncoder().encodeToString("writer:pass:word".getBytes(StandardCharsets.UTF_8));
    assertThat(wire.requests()).hasSize(2);
    assertThat(wire.requests())
        .allSatisfy(
            request -> assertThat(request.header("Authorization")).hasValue("Basic " + login));
    assertThat(wire.requests().get(0).text())
        .isEqualTo("{\"index\":{\"_index\":\"cards\",\"_id\":\"a\"}}\n{\"id\":\"a\"}\n");
  }

  @Test
  void aKeyOfElasticsearchIsInEveryRequest() throws Exception {
    options.put("apiKey", "a2V5");

    trial(new ElasticsearchConnector()).run(CLUSTER, List.<Object[]>of(new Object[] {"a"}));

    assertThat(wire.requests().get(0).header("Authorization")).hasValue("ApiKey a2V5");
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

    run("a b/ü");

    WireRequest request = wire.requests().get(0);
    String authorization = request.header("Authorization").orElseThrow();
    assertThat(authorization)
        .isEqualTo(SignatureV4.of(request, "eu-central-1/es", "AKID", "SECRET"))
        .containsPattern("SignedHeaders=[^,]*host;.*x-amz-date");
  }

  @Test
  void theCertificateThatTheSpecHasIsTrustedAndNoOther() throws Exception {
    try (HttpWire tls = HttpWire.tls(folder, request -> WireAnswer.json(200, TAKEN))) {
      options.put("url", tls.endpoint().toString());

      assertThatThrownBy(() -> run("a"))
          .hasStackTraceContaining("sink `out` cannot write: ")
          .hasStackTraceContaining("is not trusted");
      assertThat(tls.requests()).isEmpty();

      options.put("tls", OptionValues.of(Map.of("ca", HttpWire.certificate(folder))));
      assertThat(run("a")).isEmpty();
      assertThat(tls.requests()).hasSize(1);
    }
  }

  static List<JobConnector> both() {
    return List.of(new OpenSearchConnector(), new ElasticsearchConnector());
  }

  private List<Object[]> run(JobConnector connector, String... ids) throws Exception {
    return trial(connector)
        .run(
            CLUSTER,
            List.of(ids).stream().map(id -> new Object[] {id}).collect(Collectors.toList()));
  }

  @ParameterizedTest
  @MethodSource("both")
  @Shows(
      connector = {"opensearch", "elasticsearch"},
      contract = Contract.BAD_CREDENTIALS)
  void noRightToWriteFailsTheJobAndNoSecretIsTold(JobConnector connector) {
    options.put("user", "writer");
    options.put("password", "hush");
    for (int status : List.of(401, 403)) {
      wire.answerNext(WireAnswer.json(status, "{\"error\":\"not you\"}"));
      assertThatThrownBy(() -> run(connector, "a"))
          .hasStackTraceContaining(
              "sink `out` cannot write: HTTP "
                  + status
                  + ": {\"error\":\"not you\"} ("
                  + wire.endpoint().getAuthority()
                  + " does not let the job in: look at `user` and `password`)")
          .satisfies(
              failure ->
                  assertThat(org.assertj.core.util.Throwables.getStackTrace(failure))
                      .doesNotContain("hush")
                      .doesNotContain(
                          Base64.getEncoder()
                              .encodeToString("writer:hush".getBytes(StandardCharsets.UTF_8))));
    }
    assertThat(wire.requests()).hasSize(2);
    wire.answerNext(
        WireAnswer.json(
            200,
            "{\"took\":1,\"errors\":true,\"items\":[{\"index\":{\"status\":403,\"error\":{\"type\":"
                + "\"security_exception\",\"reason\":\"no permissions\"}}}]}"));
    assertThatThrownBy(() -> run(connector, "a"))
        .hasStackTraceContaining("sink `out` cannot write: security_exception: no permissions");
    wire.answerNext(WireAnswer.json(200, "<html>a page</html>"));
    assertThatThrownBy(() -> run(connector, "a"))
        .hasStackTraceContaining("sink `out` cannot write: ");
  }

  @Test
  void anotherNodeIsAskedWhereOneIsAway() throws Exception {
    options.put(
        "url", List.of("http://127.0.0.1:" + Loopback.freePort(), wire.endpoint().toString()));

    assertThat(run("a", "b")).isEmpty();

    assertThat(wire.requests()).isNotEmpty();
  }

  @Test
  void aBlockOfAnIndexIsWaitedFor() throws Exception {
    wire.answerNext(
        WireAnswer.json(
            200,
            "{\"took\":1,\"errors\":true,\"items\":[{\"index\":{\"status\":403,\"error\":{\"type\":"
                + "\"cluster_block_exception\",\"reason\":\"index [cards] blocked by:"
                + " [FORBIDDEN/8/index write (api)];\"}}}]}"));

    assertThat(run("a")).isEmpty();

    assertThat(wire.requests()).hasSize(2);
  }

  @Test
  void aRequestThatIsTooLargeIsHalved() throws Exception {
    wire.answerNext(WireAnswer.json(413, "{}"));

    assertThat(run("a", "b")).isEmpty();

    assertThat(wire.requests())
        .extracting(request -> request.text().split("\n", -1).length - 1)
        .containsExactly(4, 2, 2);
  }

  /** Ten megabytes are more than any request has room for; of less the node says so. */
  @ParameterizedTest
  @MethodSource("both")
  @Shows(
      connector = {"opensearch", "elasticsearch"},
      contract = Contract.OVERSIZED_RECORD)
  void aDocumentThatIsTooLargeIsSetAsideAndTheOthersAreTaken(JobConnector connector)
      throws Exception {
    RowType type =
        RowType.of(Field.of("id", DataType.string()), Field.of("text", DataType.string()));
    SinkTrial trial =
        SinkTrial.of(connector, type, OptionValues.of(options))
            .expressions(Map.of("id", (RowFunction) row -> row[0]));
    List<Object[]> rows =
        List.of(
            new Object[] {"a", ""},
            new Object[] {"b", "x".repeat(11 << 20)},
            new Object[] {"c", "x".repeat(6000)});

    assertThat(trial.refusal(Refusal.DROP).run(CLUSTER, rows)).isEmpty();
    assertThat(ids(wire.requests())).containsExactlyInAnyOrder("a", "c");

    try (HttpWire small =
        new HttpWire(
            request ->
                request.body().length > 5000
                    ? WireAnswer.json(413, "{\"error\":\"too large\"}")
                    : WireAnswer.json(200, TAKEN))) {
      options.put("url", small.endpoint().toString());

      List<Object[]> refused =
          SinkTrial.of(connector, type, OptionValues.of(options))
              .expressions(Map.of("id", (RowFunction) row -> row[0]))
              .run(
                  CLUSTER,
                  List.of(
                      rows.get(0), rows.get(2), new Object[] {"d", ""}, new Object[] {"e", ""}));

      assertThat(refused).extracting(row -> row[0]).containsExactly("c");
      assertThat(refused.get(0)[3]).isEqualTo("HTTP 413: {\"error\":\"too large\"}");
      assertThat(small.requests())
          .filteredOn(request -> request.body().length <= 5000)
          .satisfies(taken -> assertThat(ids(taken)).containsExactlyInAnyOrder("a", "d", "e"));
    }
  }

  /** Of the documents that were sent. */
  private static Set<String> ids(List<? extends WireRequest> requests) {
    return requests.stream()
        .flatMap(request -> request.text().lines())
        .filter(line -> line.startsWith("{\"index\":"))
        .map(line -> line.replaceFirst(".*\"_id\":\"", "").replaceFirst("\".*", ""))
        .collect(Collectors.toSet());
  }

  @Test
  void refusalFailsTheJobWhereTheSpecDoesNotSayOtherwise() {
    wire.answerNext(
        WireAnswer.json(
            200,
            "{\"took\":1,\"errors\":true,\"items\":[{\"index\":{\"status\":400,\"error\":{\"type\":"
                + "\"mapper_parsing_exception\",\"reason\":\"failed to parse\"}}}]}"));

    assertThatThrownBy(
            () ->
                trial(new OpenSearchConnector())
                    .refusal(Refusal.FAIL)
                    .run(CLUSTER, List.<Object[]>of(new Object[] {"a"})))
        .hasStackTraceContaining(
            "sink `out` has a record that is refused: mapper_parsing_exception: failed to parse");
  }
}
