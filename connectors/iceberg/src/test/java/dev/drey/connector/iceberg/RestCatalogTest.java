// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drey.backend.IcebergServer;
import dev.drey.backend.S3Server;
import dev.drey.connector.ChangeMode;
import dev.drey.connector.ConnectorException;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SourceRun;
import dev.drey.type.RowType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.util.Throwables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables of a REST catalog: Iceberg's own server, which runs beside the tests. Glue and S3 Tables
 * have no server here; what is asked of it in their names is looked at on the way to this one.
 */
@Timeout(180)
class RestCatalogTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  private static final RowType TRADE = Tables.row("id BIGINT NOT NULL", "symbol STRING");

  /** The files are in a folder, where the services have them in S3. */
  private static final Map<String, Object> FILES =
      Map.of("io-impl", "org.apache.iceberg.hadoop.HadoopFileIO");

  @TempDir static Path folder;
  private static @Nullable IcebergServer server;

  @BeforeAll
  static void start() {
    server = IcebergServer.start(folder);
  }

  @AfterAll
  static void stop() {
    requireNonNull(server).close();
  }

  private static String uri() {
    return requireNonNull(server).uri().toString();
  }

  private static OptionValues rest(Map<String, Object> options, String table, boolean creates) {
    return Tables.in("rest", options, table, creates ? Tables.created(Map.of()) : Map.of());
  }

  private static void write(OptionValues options, ChangeMode changes, List<Object[]> rows)
      throws Exception {
    StreamExecutionEnvironment environment = CLUSTER.environment(1);
    Tables.write(environment, options, TRADE, changes, rows);
    environment.execute();
  }

  private static List<Object[]> read(OptionValues options) throws Exception {
    return SourceRun.of(new IcebergConnector(), options, TRADE).rows(CLUSTER.environment(1));
  }

  @Test
  void rowsAreWrittenAndReadThroughTheServer() throws Exception {
    OptionValues options = rest(Map.of("uri", uri()), "a.b.trades", true);
    write(options, ChangeMode.APPEND, List.of(new Object[] {1L, "A"}, new Object[] {2L, null}));
    assertThat(Tables.records(options)).hasSize(2);
    assertThat(
            SourceRun.of(
                    new IcebergConnector(), rest(Map.of("uri", uri()), "a.b.trades", false), TRADE)
                .rows(CLUSTER.environment(1))
                .stream()
                .map(row -> row[0] + " " + row[1]))
        .containsExactlyInAnyOrder("1 A", "2 null");
  }

  @Test
  void filesOfATableAreInS3() throws Exception {
    try (S3Server store = S3Server.start()) {
      store.bucket("lake");
      Map<String, Object> access = new HashMap<>();
      access.put("uri", uri());
      access.put("region", "eu-central-1");
      access.put(
          "properties",
          Map.of(
              "s3.endpoint",
              store.endpoint().toString(),
              "s3.path-style-access",
              true,
              "s3.retry.num-retries",
              0));
      access.put("credentials", keys(S3Server.ACCESS_KEY, S3Server.SECRET_KEY));
      OptionValues options =
          Tables.in(
              "rest",
              access,
              "lake.trades",
              Tables.created(Map.of("properties", Map.of("write.data.path", "s3://lake/trades"))));
      write(options, ChangeMode.APPEND, List.of(new Object[] {1L, "A"}, new Object[] {2L, "B"}));
      assertThat(Tables.records(options)).hasSize(2);
      assertThat(store.objects("lake").keySet())
          .allMatch(key -> key.matches("trades/.*\\.parquet"))
          .hasSize(1);
      assertThat(
              SourceRun.of(
                      new IcebergConnector(),
                      Tables.in("rest", access, "lake.trades", Map.of()),
                      TRADE)
                  .rows(CLUSTER.environment(1)))
          .hasSize(2);
      access.put("credentials", keys(S3Server.ACCESS_KEY, "another"));
      OptionValues wrong = Tables.in("rest", access, "lake.trades", Map.of());
      assertThatThrownBy(
              () -> write(wrong, ChangeMode.APPEND, List.<Object[]>of(new Object[] {3L, "C"})))
          .hasStackTraceContaining("S3Exception");
    }
  }

  @Test
  @Shows(connector = "iceberg", contract = Contract.BAD_CREDENTIALS)
  void aTokenIsSentAndOneThatIsRefusedIsSaid() throws Exception {
    try (Proxy proxy = new Proxy("Bearer right")) {
      OptionValues right =
          rest(Map.of("uri", proxy.uri(), "token", "right"), "tokens.trades", true);
      write(right, ChangeMode.APPEND, List.<Object[]>of(new Object[] {1L, "A"}));
      assertThat(Tables.records(right)).hasSize(1);
      OptionValues wrong =
          rest(Map.of("uri", proxy.uri(), "token", "hush"), "tokens.trades", false);
      for (ThrowingCallable use :
          List.<ThrowingCallable>of(
              () -> write(wrong, ChangeMode.APPEND, List.of()), () -> read(wrong))) {
        assertThatThrownBy(use)
            .isInstanceOf(ConnectorException.class)
            .hasMessageContaining("the catalog refuses table `tokens.trades`")
            .hasMessageContaining("look at `token`, `credential` or `credentials`")
            .satisfies(
                failure -> assertThat(Throwables.getStackTrace(failure)).doesNotContain("hush"));
      }
    }
  }

  @Test
  @Shows(connector = "iceberg", contract = Contract.UNREACHABLE)
  void aCatalogThatDoesNotAnswerIsSaid() {
    OptionValues nobody = rest(Map.of("uri", "http://127.0.0.1:1"), "a.b", false);
    for (ThrowingCallable use :
        List.<ThrowingCallable>of(
            () -> write(nobody, ChangeMode.APPEND, List.of()), () -> read(nobody))) {
      assertThatThrownBy(use)
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining(
              "the catalog does not give table `a.b` of the catalog at http://127.0.0.1:1: ");
    }
  }

  /** As Iceberg's client does, also with the request that commits. */
  @Test
  @Shows(connector = "iceberg", contract = Contract.THROTTLED)
  void aCatalogThatIsBusyIsAskedAgainAndOneThatStaysSoIsSaid() throws Exception {
    try (Proxy proxy = new Proxy("")) {
      proxy.busy("GET", 429, 1);
      proxy.busy("POST", 503, 1);
      OptionValues options = rest(Map.of("uri", proxy.uri()), "busy.trades", true);
      write(options, ChangeMode.APPEND, List.of(new Object[] {1L, "A"}, new Object[] {2L, "B"}));
      assertThat(proxy.turnedAway).hasValue(2);
      // The table is there: what is posted now is what was written.
      proxy.busy("POST", 503, 1);
      write(options, ChangeMode.APPEND, List.<Object[]>of(new Object[] {3L, "C"}));
      assertThat(proxy.turnedAway).hasValue(3);
      assertThat(Tables.records(options))
          .extracting(record -> record.getField("id"))
          .containsExactlyInAnyOrder(1L, 2L, 3L);
      proxy.busy("GET", 429, 1);
      assertThat(read(rest(Map.of("uri", proxy.uri()), "busy.trades", false))).hasSize(3);
      assertThat(proxy.turnedAway).hasValue(4);

      proxy.busy("GET", 503, Integer.MAX_VALUE);
      Map<String, Object> once =
          Map.of("uri", proxy.uri(), "properties", Map.of("rest.client.max-retries", 1));
      assertThatThrownBy(
              () -> write(rest(once, "busy.trades", false), ChangeMode.APPEND, List.of()))
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("the catalog does not give table `busy.trades`")
          .hasMessageContaining("too many requests");
      assertThat(proxy.turnedAway).hasValueGreaterThan(5);
    }
  }

  @Test
  void requestsToGlueAreSignedForItsServiceAndAccount() throws Exception {
    try (Proxy proxy = new Proxy("")) {
      Map<String, Object> options = new HashMap<>();
      options.put("account", "123456789012");
      options.put("region", "eu-central-1");
      options.put("endpoint", proxy.uri());
      options.put("credentials", keys("AKIDEXAMPLE", "not-a-secret"));
      options.put("properties", FILES);
      assertSigned("glue", options, "glue", proxy);
      assertThat(proxy.asked).anyMatch(each -> each.contains("warehouse=123456789012"));
    }
  }

  @Test
  void requestsToS3TablesAreSignedForItsServiceAndBucket() throws Exception {
    try (Proxy proxy = new Proxy("")) {
      Map<String, Object> options = new HashMap<>();
      options.put("arn", "arn:aws:s3tables:eu-central-1:123456789012:bucket/lake");
      options.put("endpoint", proxy.uri());
      options.put("credentials", keys("AKIDEXAMPLE", "not-a-secret"));
      options.put("properties", FILES);
      assertSigned("s3Tables", options, "s3tables", proxy);
      assertThat(proxy.asked)
          .anyMatch(
              each ->
                  each.contains(
                      "warehouse=arn%3Aaws%3As3tables%3Aeu-central-1%3A123456789012%3Abucket%2Flake"));
    }
  }

  private static OptionValues keys(String accessKey, String secretKey) {
    return OptionValues.of(
        Map.of("basic", OptionValues.of(Map.of("accessKey", accessKey, "secretKey", secretKey))));
  }

  private static void assertSigned(
      String catalog, Map<String, Object> options, String service, Proxy proxy) throws Exception {
    OptionValues use = Tables.in(catalog, options, service + ".trades", Tables.created(Map.of()));
    write(use, ChangeMode.APPEND, List.<Object[]>of(new Object[] {1L, "A"}));
    assertThat(Tables.records(use)).hasSize(1);
    assertThat(proxy.authorized.stream().distinct().collect(Collectors.toList()))
        .allMatch(
            each ->
                each.matches(
                    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/[0-9]{8}/eu-central-1/"
                        + service
                        + "/aws4_request, SignedHeaders=.*, Signature=[0-9a-f]{64}"));
  }

  /** Passes requests on to the server, and keeps who asked for what. */
  private static final class Proxy implements AutoCloseable {
    private final HttpServer listening;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String wanted;
    final Queue<String> authorized = new ConcurrentLinkedQueue<>();
    final Queue<String> asked = new ConcurrentLinkedQueue<>();
    final AtomicInteger turnedAway = new AtomicInteger();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, Integer> left = new ConcurrentHashMap<>();

    /**
     * @param wanted what must be sent to be answered; empty where anything will do
     */
    Proxy(String wanted) throws IOException {
      this.wanted = wanted;
      listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      listening.setExecutor(Executors.newCachedThreadPool());
      listening.createContext("/", this::pass);
      listening.start();
    }

    String uri() {
      return "http://127.0.0.1:" + listening.getAddress().getPort();
    }

    /** Answers so many requests of a method by this status. */
    void busy(String method, int status, int times) {
      statuses.put(method, status);
      left.put(method, times);
    }

    private boolean isTurnedAway(HttpExchange exchange) throws IOException {
      String method = exchange.getRequestMethod();
      int times = left.getOrDefault(method, 0);
      if (times == 0) {
        return false;
      }
      left.put(method, times - 1);
      turnedAway.incrementAndGet();
      byte[] body =
          "{\"error\":{\"message\":\"too many requests\",\"type\":\"SlowDownException\",\"code\":503}}"
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("Retry-After", "1");
      exchange.sendResponseHeaders(statuses.getOrDefault(method, 0), body.length);
      exchange.getResponseBody().write(body);
      return true;
    }

    private void pass(HttpExchange exchange) throws IOException {
      try {
        if (isTurnedAway(exchange)) {
          return;
        }
        String who = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        authorized.add(who);
        asked.add(String.valueOf(exchange.getRequestURI()));
        if (!wanted.isEmpty() && !who.equals(wanted)) {
          byte[] no =
              "{\"error\":{\"message\":\"who are you\",\"type\":\"NotAuthorizedException\",\"code\":401}}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(401, no.length);
          exchange.getResponseBody().write(no);
          return;
        }
        HttpResponse<byte[]> answer =
            client.send(
                HttpRequest.newBuilder(URI.create(RestCatalogTest.uri() + exchange.getRequestURI()))
                    .header("Content-Type", "application/json")
                    .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                            exchange.getRequestBody().readAllBytes()))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        answer
            .headers()
            .firstValue("Content-Type")
            .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
        boolean empty = answer.body().length == 0;
        exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
        if (!empty) {
          exchange.getResponseBody().write(answer.body());
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      } finally {
        exchange.close();
      }
    }

    @Override
    public void close() {
      listening.stop(0);
    }
  }
}
