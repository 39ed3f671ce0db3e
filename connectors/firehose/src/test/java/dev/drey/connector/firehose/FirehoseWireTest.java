// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.firehose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.backend.FirehoseWire;
import dev.drey.backend.Loopback;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.connector.Refusal;
import dev.drey.format.raw.RawFormat;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Poll;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SinkTrial;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a sink does with a service that speaks Firehose's protocol on loopback. */
@Timeout(240)
final class FirehoseWireTest {
  private static final RowType TYPE = RowType.of(Field.of("text", DataType.string()));
  private static final Duration SOON = Duration.ofMinutes(1);

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @TempDir Path folder;

  private final FirehoseWire firehose = new FirehoseWire("alerts");
  private final Map<String, Object> options = new LinkedHashMap<>();

  FirehoseWireTest() {
    options.put("deliveryStream", "alerts");
    options.put("endpoint", firehose.endpoint().toString());
    options.put(
        "credentials",
        OptionValues.of(
            Map.of("basic", OptionValues.of(Map.of("accessKey", "test", "secretKey", "test")))));
    options.put("retry", OptionValues.of(Map.of("backoff", Duration.ofMillis(10))));
  }

  @AfterEach
  void close() {
    firehose.close();
  }

  private SinkTrial trial() {
    return SinkTrial.of(new FirehoseConnector(), TYPE, OptionValues.of(options))
        .format(new RawFormat());
  }

  private static List<Object[]> rows(List<String> texts) {
    return texts.stream().map(text -> new Object[] {text}).collect(Collectors.toList());
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(i -> "record " + i).collect(Collectors.toList());
  }

  @Test
  void batchesKeepWithinTheLimits() throws Exception {
    List<String> texts = new ArrayList<>(numbers(1200));
    // Ten of 900 KiB are more than two requests take.
    IntStream.range(0, 10).forEach(i -> texts.add(i + "x".repeat(900 * 1024)));

    assertThat(trial().run(CLUSTER, rows(texts))).isEmpty();

    assertThat(firehose.taken()).containsExactlyInAnyOrderElementsOf(texts);
    assertThat(firehose.requests()).hasSizeGreaterThanOrEqualTo(5).allMatch(size -> size <= 500);
  }

  @Test
  void recordsBecomeLinesWhereAsked() throws Exception {
    options.put("lineFeed", true);

    trial().run(CLUSTER, rows(List.of("a", "b")));

    assertThat(firehose.taken()).containsExactly("a\n", "b\n");
  }

  @Test
  @Shows(connector = "firehose", role = Kind.SINK, contract = Contract.THROTTLED)
  void whatIsNotTakenIsSentAgainAndNothingElse() throws Exception {
    firehose.failNext(500, "ServiceUnavailableException", "Slow down.");
    firehose.failNext(400, "ThrottlingException", "Rate exceeded");
    firehose.failNext(500, "InternalFailure", "");
    firehose.refuseNext(position -> position % 3 == 0);
    firehose.refuseNext(position -> true);

    assertThat(trial().run(CLUSTER, rows(numbers(1000)))).isEmpty();

    assertThat(firehose.taken()).containsExactlyInAnyOrderElementsOf(numbers(1000));
  }

  @Test
  @Shows(connector = "firehose", role = Kind.SINK, contract = Contract.POISON_RECORD)
  void aRecordThatSpoilsItsRequestIsFoundAndSetAside() throws Exception {
    firehose.refuseAlways(text -> text.equals("record 17") || text.equals("record 300"));

    List<Object[]> refused = trial().run(CLUSTER, rows(numbers(400)));

    assertThat(refused).extracting(row -> row[0]).containsExactly("record 17", "record 300");
    assertThat(refused).allSatisfy(FirehoseWireTest::isToldWhy);
    assertThat(firehose.taken()).hasSize(398).doesNotHaveDuplicates();
  }

  private static void isToldWhy(Object[] row) {
    assertThat(row[1]).isEqualTo("out");
    assertThat(row[2]).isEqualTo("InvalidArgumentException: records are not as they must be");
    assertThat((Long) row[3]).isPositive();
  }

  @Test
  @Shows(connector = "firehose", role = Kind.SINK, contract = Contract.OVERSIZED_RECORD)
  void anOversizedRecordIsSetAsideUnsent() throws Exception {
    String most = "x".repeat(1000 * 1024);

    List<Object[]> refused = trial().run(CLUSTER, rows(List.of("a", most, most + "x", "b")));

    assertThat(refused).extracting(row -> row[0]).containsExactly(most + "x");
    assertThat(refused)
        .extracting(row -> row[2])
        .containsExactly("the record has 1024001 bytes, and the most that is taken is 1024000");
    assertThat(firehose.taken()).containsExactly("a", most, "b");
  }

  @Test
  @Shows(connector = "firehose", role = Kind.SINK, contract = Contract.POISON_RECORD)
  void aRefusedRecordIsDroppedOrFailsTheJob() throws Exception {
    firehose.refuseAlways(text -> text.equals("bad"));
    List<Object[]> rows = rows(List.of("good", "bad", "fine"));

    assertThat(trial().refusal(Refusal.DROP).run(CLUSTER, rows)).isEmpty();
    assertThat(firehose.taken()).containsExactly("good", "fine");

    assertThatThrownBy(() -> trial().refusal(Refusal.FAIL).run(CLUSTER, rows))
        .hasStackTraceContaining(
            "sink `out` has a record that is refused: InvalidArgumentException: records are not as"
                + " they must be (onError: drop, or onError: {to: NAME}, lets the job go on)");
  }

  @Test
  void withAttemptsABusyServiceRefuses() throws Exception {
    firehose.busy(true);
    options.put("retry", OptionValues.of(Map.of("attempts", 3L, "backoff", Duration.ofMillis(1))));

    List<Object[]> refused = trial().run(CLUSTER, rows(List.of("a", "b")));

    assertThat(refused)
        .extracting(row -> row[2])
        .containsOnly(
            "sent 3 times without success, at last: ServiceUnavailableException: Slow down.");
    assertThat(firehose.requests()).containsExactly(2, 2, 2);
  }

  @Test
  void codesThatASpecNamesAreSentAgain() throws Exception {
    firehose.failNext(400, "InvalidArgumentException", "for now");
    options.put(
        "retry",
        OptionValues.of(
            Map.of("on", List.of("InvalidArgumentException"), "backoff", Duration.ofMillis(1))));

    assertThat(trial().run(CLUSTER, rows(List.of("a", "b")))).isEmpty();

    assertThat(firehose.taken()).containsExactly("a", "b");
  }

  @Test
  void aStreamThatIsNotThereFailsTheJobWhateverBecomesOfRows() {
    options.put("deliveryStream", "no-such-stream");

    assertThatThrownBy(() -> trial().run(CLUSTER, rows(numbers(3))))
        .hasStackTraceContaining("sink `out` cannot write: Firehose not found");
  }

  @Test
  @Shows(connector = "firehose", role = Kind.SINK, contract = Contract.BAD_CREDENTIALS)
  void credentialsThatAreNoneFailTheJob() {
    firehose.failNext(
        403,
        "UnrecognizedClientException",
        "The security token included in the request is invalid.");

    assertThatThrownBy(() -> trial().run(CLUSTER, rows(numbers(3))))
        .hasStackTraceContaining(
            "sink `out` cannot write: The security token included in the request is invalid.");
  }

  @Test
  @Shows(connector = "firehose", role = Kind.SINK, contract = Contract.UNREACHABLE)
  void anAddressWhereNobodyIsFailsTheJob() {
    options.put("endpoint", "http://" + Loopback.HOST + ":1");

    assertThatThrownBy(() -> trial().run(CLUSTER, rows(numbers(3))))
        .hasStackTraceContaining("sink `out` reaches nobody: ");
  }

  @Test
  @Shows(
      connector = "firehose",
      role = Kind.SINK,
      contract = {Contract.GUARANTEE, Contract.THROTTLED})
  void aServiceThatIsBusyForLongLosesNothing() throws Exception {
    firehose.busy(true);
    CompletableFuture<List<Object[]>> refused =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return trial().run(CLUSTER, rows(numbers(12_000)));
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    Poll.until("requests", SOON, () -> firehose.requests().size() > 30);
    firehose.busy(false);

    assertThat(refused.get(60, TimeUnit.SECONDS)).isEmpty();
    assertThat(firehose.taken()).containsExactlyInAnyOrderElementsOf(numbers(12_000));
  }

  @Test
  @Shows(connector = "firehose", role = Kind.SINK, contract = Contract.RESTART)
  void aJobThatStartsAgainLosesNothing() throws Exception {
    options.put("batch", OptionValues.of(Map.of("size", 2L)));
    options.put("inFlight", 2L);
    options.put("maxBuffered", 5L);
    firehose.refuseAlways(text -> text.endsWith("77"));
    Path marker = folder.resolve("failed");

    List<Object[]> refused = trial().runFailingOnce(CLUSTER, rows(numbers(1500)), marker, 300);

    assertThat(marker).exists();
    List<String> good = new ArrayList<>(numbers(1500));
    good.removeIf(text -> text.endsWith("77"));
    assertThat(firehose.taken()).containsAll(good).doesNotContain("record 77");
    assertThat(refused).extracting(row -> row[0]).contains("record 77", "record 1477");
  }
}
