// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.backend.SnsWire;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.format.raw.RawFormat;
import dev.drey.row.RowFunction;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SinkTrial;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a sink does with a service that speaks SNS's protocol on loopback. */
@Timeout(120)
final class SnsWireTest {
  private static final RowType TYPE = RowType.of(Field.of("text", DataType.string()));
  private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:alerts.fifo";
  private static final RowFunction TEXT = row -> row[0];
  private static final RowFunction GROUP = row -> "g" + ((String) row[0]).length();

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @TempDir Path folder;

  private final SnsWire sns = new SnsWire(TOPIC);
  private final Map<String, Object> options = new LinkedHashMap<>();

  SnsWireTest() {
    options.put("topic", TOPIC);
    options.put("endpoint", sns.endpoint().toString());
    options.put(
        "credentials",
        OptionValues.of(
            Map.of("basic", OptionValues.of(Map.of("accessKey", "test", "secretKey", "test")))));
    options.put("retry", OptionValues.of(Map.of("backoff", Duration.ofMillis(10))));
  }

  @AfterEach
  void close() {
    sns.close();
  }

  private SinkTrial trial() {
    return SinkTrial.of(new SnsConnector(), TYPE, OptionValues.of(options))
        .format(new RawFormat())
        .expressions(Map.of("group", GROUP, "deduplicationId", TEXT, "subject", TEXT));
  }

  private static List<Object[]> rows(List<String> texts) {
    return texts.stream().map(text -> new Object[] {text}).collect(Collectors.toList());
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(i -> "message " + i).collect(Collectors.toList());
  }

  private List<String> messages() {
    return sns.published().stream().map(each -> each.get("Message")).collect(Collectors.toList());
  }

  @Test
  @Shows(connector = "sns", role = Kind.SINK, contract = Contract.GUARANTEE)
  void messagesCarryWhatTheirExpressionsSay() throws Exception {
    assertThat(trial().run(CLUSTER, rows(List.of("fire & smoke")))).isEmpty();

    assertThat(sns.published().get(0))
        .containsEntry("Message", "fire & smoke")
        .containsEntry("Subject", "fire & smoke")
        .containsEntry("MessageGroupId", "g12")
        .containsEntry("MessageDeduplicationId", "fire & smoke");
  }

  @Test
  @Shows(
      connector = "sns",
      role = Kind.SINK,
      contract = {Contract.THROTTLED, Contract.POISON_RECORD})
  void whatIsNotTakenIsSentAgainAndWhatIsRefusedSetAside() throws Exception {
    sns.failNext(400, "Throttled", "Rate exceeded");
    sns.failNext(500, "InternalError", "a fault");
    sns.busyFor(7);
    sns.refuseAlways(text -> text.equals("message 33"));

    List<Object[]> refused = trial().run(CLUSTER, rows(numbers(120)));

    assertThat(refused).extracting(row -> row[0]).containsExactly("message 33");
    assertThat(refused).extracting(row -> row[2]).containsExactly("InvalidParameter: not this one");
    List<String> good = numbers(120);
    good.remove("message 33");
    assertThat(messages()).containsExactlyInAnyOrderElementsOf(good);
  }

  @Test
  @Shows(connector = "sns", role = Kind.SINK, contract = Contract.BAD_CREDENTIALS)
  void noTopicAndNoRightFailTheJob() {
    sns.failNext(403, "AuthorizationError", "not authorized to perform sns:Publish");
    assertThatThrownBy(() -> trial().run(CLUSTER, rows(numbers(2))))
        .hasStackTraceContaining("sink `out` cannot write: not authorized to perform sns:Publish");
    options.put("topic", TOPIC.replace("alerts", "others"));
    assertThatThrownBy(() -> trial().run(CLUSTER, rows(numbers(2))))
        .hasStackTraceContaining("sink `out` cannot write: Topic does not exist");
  }

  @Test
  @Shows(connector = "sns", role = Kind.SINK, contract = Contract.RESTART)
  void aJobThatStartsAgainLosesNothing() throws Exception {
    options.put("inFlight", 2L);
    options.put("maxBuffered", 20L);
    Path marker = folder.resolve("failed");

    trial().runFailingOnce(CLUSTER, rows(numbers(2000)), marker, 200);

    assertThat(marker).exists();
    assertThat(messages()).containsAll(numbers(2000));
  }
}
