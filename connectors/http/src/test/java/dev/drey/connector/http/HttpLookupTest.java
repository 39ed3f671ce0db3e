// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.backend.HttpWire;
import dev.drey.backend.WireAnswer;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.connector.LookupContext;
import dev.drey.connector.RowLookup;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Shows;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a lookup asks a server on loopback, and what its answers are. */
@Timeout(60)
final class HttpLookupTest {
  private static final RowType TYPE =
      RowType.of(
          Field.of("id", DataType.of(TypeKind.BIGINT).notNull()),
          Field.of("day", DataType.of(TypeKind.DATE).notNull()),
          Field.of("name", DataType.string().notNull()),
          Field.of("limit", DataType.decimal(10, 2)));

  private final HttpWire wire =
      new HttpWire(request -> WireAnswer.json(200, "{\"name\":\"one\",\"limit\":10.5}"));
  private final Map<String, Object> options = new LinkedHashMap<>();

  HttpLookupTest() {
    options.put("url", wire.endpoint() + "cards/{id}?all=true");
  }

  @AfterEach
  void close() {
    wire.close();
  }

  private List<Object[]> rows(Object... key) throws Exception {
    RowLookup lookup = lookup();
    try {
      CompletableFuture<List<Object[]>> answer = lookup.rows(key);
      return answer.get(30, TimeUnit.SECONDS);
    } finally {
      lookup.close();
    }
  }

  /** As a task has it. */
  private RowLookup lookup() throws Exception {
    RowLookup lookup =
        InstantiationUtil.clone(
            new HttpConnector()
                .lookup(
                    LookupContext.of(
                        "asked", OptionValues.of(options), TYPE, List.of("id", "day"))));
    lookup.open();
    return lookup;
  }

  private static List<String> shown(List<Object[]> rows) {
    return rows.stream().map(Arrays::deepToString).collect(Collectors.toList());
  }

  @Test
  @Shows(connector = "http", role = Kind.LOOKUP, contract = Contract.GUARANTEE)
  void theKeyIsInThePathAndTheQuery() throws Exception {
    options.put("auth", OptionValues.of(Map.of("header", "X-Api-Key", "value", "secret")));

    List<Object[]> found = rows(-7L, 20487);

    // What the answer leaves out of the key is what was asked; 20487 is 2026-02-03.
    assertThat(shown(found)).containsExactly("[-7, 20487, one, 10.50]");
    assertThat(found.get(0)[3]).isEqualTo(new BigDecimal("10.50"));
    assertThat(wire.requests()).hasSize(1);
    assertThat(wire.requests().get(0).method()).isEqualTo("GET");
    assertThat(wire.requests().get(0).target()).isEqualTo("/cards/-7?all=true&day=2026-02-03");
    assertThat(wire.requests().get(0).header("X-Api-Key")).hasValue("secret");
  }

  @Test
  void aListIsSeveralRowsAndNothingIsNone() throws Exception {
    wire.answerNext(
        WireAnswer.json(
            200,
            "[{\"id\":1,\"day\":\"1970-01-02\",\"name\":\"a\"},{\"name\":\"b\",\"more\":[]}]"));
    assertThat(shown(rows(1L, 1))).containsExactly("[1, 1, a, null]", "[1, 1, b, null]");
    for (WireAnswer nothing :
        List.of(
            WireAnswer.json(404, "{\"error\":\"none\"}"),
            WireAnswer.json(410, ""),
            WireAnswer.json(204, ""),
            WireAnswer.json(200, "null\n"),
            WireAnswer.json(200, "[]"))) {
      wire.answerNext(nothing);
      assertThat(rows(1L, 1)).isEmpty();
    }
    assertThat(rows(new Object[2])).isEmpty();
  }

  @Test
  void whoDoesNotAnswerIsNamed() {
    options.put("url", "http://127.0.0.1:1/cards/{id}");
    assertThatThrownBy(() -> rows(1L, 1))
        .hasMessageContaining("127.0.0.1:1 cannot be reached: nobody takes connections there");
    options.put("url", "http://nobody.invalid/cards/{id}");
    assertThatThrownBy(() -> rows(1L, 1))
        .hasMessageContaining("nobody.invalid is a name that no address is known for");
  }

  @Test
  void whoSpeaksNoTlsIsTold() throws Exception {
    ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    // Java's client may try again, so each connection is answered.
    Thread answers = new Thread(() -> answerPlainly(plain));
    answers.start();
    options.put("url", "https://127.0.0.1:" + plain.getLocalPort() + "/{id}");
    assertThatThrownBy(() -> rows(1L, 1))
        .hasMessageContaining("and this machine do not agree on TLS: ");
    plain.close();
    answers.join();
  }

  private static void answerPlainly(ServerSocket plain) {
    while (!plain.isClosed()) {
      try (Socket asked = plain.accept()) {
        asked.getInputStream().read();
        asked.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(UTF_8));
        asked.shutdownOutput();
        asked.getInputStream().readAllBytes();
      } catch (IOException ignored) {
        // The client left first, or the test is over; what it was told is what counts.
      }
    }
  }

  @Test
  @Shows(connector = "http", role = Kind.LOOKUP, contract = Contract.BAD_CREDENTIALS)
  void whoMayNotAskIsToldWithoutTheSecret() {
    options.put("auth", OptionValues.of(Map.of("scheme", "Bearer", "value", "hush")));
    for (int status : List.of(401, 403)) {
      wire.answerNext(WireAnswer.json(status, "{\"error\":\"who are you\"}"));
      assertThatThrownBy(() -> rows(1L, 1))
          .hasRootCauseMessage(
              "HTTP "
                  + status
                  + ": {\"error\":\"who are you\"} ("
                  + wire.endpoint().getAuthority()
                  + " does not let the job in: look at `auth`)")
          .satisfies(
              failure ->
                  assertThat(org.assertj.core.util.Throwables.getStackTrace(failure))
                      .doesNotContain("hush"));
    }
  }

  /**
   * What failed is asked again by who asks; the lookup keeps it back as long as the server says.
   */
  @Test
  @Shows(connector = "http", role = Kind.LOOKUP, contract = Contract.THROTTLED)
  void aServerThatHasNoTimeIsLeftAloneAsLongAsItSays() throws Exception {
    wire.answerNext(WireAnswer.json(429, "{}").with("Retry-After", "1"));
    RowLookup lookup = lookup();
    try {
      CompletableFuture<List<Object[]>> first = lookup.rows(new Object[] {1L, 1});
      assertThatThrownBy(() -> first.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("HTTP 429: {}");
      long start = System.nanoTime();
      CompletableFuture<List<Object[]>> again = lookup.rows(new Object[] {1L, 1});
      assertThat(shown(again.get(30, TimeUnit.SECONDS))).containsExactly("[1, 1, one, 10.50]");
      assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(900));
    } finally {
      lookup.close();
    }
    assertThat(wire.requests()).hasSize(2);
  }

  @Test
  @Shows(
      connector = "http",
      role = Kind.LOOKUP,
      contract = {Contract.POISON_RECORD, Contract.OVERSIZED_RECORD})
  void whatIsNoAnswerIsAFailure() {
    wire.answerNext(WireAnswer.json(500, "{\"error\":\"broken\"}"));
    assertThatThrownBy(() -> rows(1L, 1)).hasRootCauseMessage("HTTP 500: {\"error\":\"broken\"}");
    wire.answerNext(WireAnswer.json(200, "{\"name\":null}"));
    assertThatThrownBy(() -> rows(1L, 1))
        .hasMessageContaining("the answer is not what its type says: ");
    wire.answerNext(WireAnswer.of(200, "<html>".getBytes(UTF_8)));
    assertThatThrownBy(() -> rows(1L, 1))
        .hasMessageContaining("the answer is not what its type says: ");
    wire.answerNext(WireAnswer.json(302, "").with("Location", "http://127.0.0.1:1/"));
    assertThatThrownBy(() -> rows(1L, 1)).hasMessageContaining("HTTP 302 to http://127.0.0.1:1/");
    wire.answerNext(WireAnswer.of(200, new byte[17 * 1024 * 1024]));
    assertThatThrownBy(() -> rows(1L, 1)).hasMessageContaining("which is more than is taken");
  }
}
