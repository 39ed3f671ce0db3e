// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.sqs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.backend.SqsEmulator;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What a sink sends, received from the queue. */
@Timeout(120)
final class SqsSinkTest {
  private static final RowType TYPE = RowType.of(Field.of("text", DataType.string()));
  private static final RowFunction TEN_GROUPS = row -> "g" + digit((String) row[0]);
  private static final RowFunction TEXT = row -> row[0];

  // An id has letters, digits and punctuation.
  private static final RowFunction ID = row -> ((String) row[0]).replace(' ', '-');

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  private static @Nullable SqsEmulator started;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    started = SqsEmulator.start();
  }

  @AfterAll
  static void close() {
    sqs().close();
  }

  private static SqsEmulator sqs() {
    return requireNonNull(started, "before all");
  }

  private static char digit(String text) {
    return text.charAt(text.length() - 1);
  }

  private static Map<String, Object> options(String url) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("url", url);
    options.put("endpoint", sqs().endpoint().toString());
    options.put(
        "credentials",
        OptionValues.of(
            Map.of(
                "basic",
                OptionValues.of(
                    Map.of("accessKey", SqsEmulator.ANY_KEY, "secretKey", SqsEmulator.ANY_KEY)))));
    options.put("retry", OptionValues.of(Map.of("backoff", Duration.ofMillis(10))));
    return options;
  }

  private static SinkTrial trial(
      Map<String, Object> options, Map<String, RowFunction> expressions) {
    return SinkTrial.of(new SqsConnector(), TYPE, OptionValues.of(options))
        .format(new RawFormat())
        .expressions(expressions);
  }

  private static List<Object[]> rows(List<String> texts) {
    return texts.stream().map(text -> new Object[] {text}).collect(Collectors.toList());
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(i -> "message " + i).collect(Collectors.toList());
  }

  private static List<String> bodies(List<Message> messages) {
    return messages.stream().map(Message::body).collect(Collectors.toList());
  }

  @Test
  @Shows(connector = "sqs", role = Kind.SINK, contract = Contract.GUARANTEE)
  void messagesArriveWithTheirAttributes() throws Exception {
    String queue = sqs().createQueue("standard");
    Map<String, Object> options = options(queue);
    options.put("attributes", new LinkedHashMap<>(Map.of("copy", "text")));

    assertThat(trial(options, Map.of("attributes.copy", TEXT)).run(CLUSTER, rows(numbers(95))))
        .isEmpty();

    List<Message> messages = sqs().takeAll(queue);
    assertThat(bodies(messages)).containsExactlyInAnyOrderElementsOf(numbers(95));
    assertThat(messages)
        .allMatch(
            message ->
                Optional.ofNullable(message.messageAttributes().get("copy"))
                    .filter(copy -> message.body().equals(copy.stringValue()))
                    .isPresent());
  }

  @Test
  @Shows(connector = "sqs", role = Kind.SINK, contract = Contract.GUARANTEE)
  void messagesOfAGroupStayInOrderAndComeOnce() throws Exception {
    String queue = sqs().createQueue("ordered.fifo");
    List<String> twice = new ArrayList<>(numbers(100));
    twice.addAll(numbers(100));

    assertThat(
            trial(options(queue), Map.of("group", TEN_GROUPS, "deduplicationId", ID))
                .run(CLUSTER, rows(twice)))
        .isEmpty();

    List<Message> messages = sqs().takeAll(queue);
    assertThat(bodies(messages)).containsExactlyInAnyOrderElementsOf(numbers(100));
    for (char group = '0'; group <= '9'; group++) {
      char one = group;
      assertThat(
              messages.stream()
                  .filter(
                      message ->
                          ("g" + one)
                              .equals(
                                  message
                                      .attributes()
                                      .get(MessageSystemAttributeName.MESSAGE_GROUP_ID)))
                  .map(Message::body))
          .containsExactlyElementsOf(
              numbers(100).stream()
                  .filter(text -> digit(text) == one)
                  .collect(Collectors.toList()));
    }
  }

  @Test
  @Shows(
      connector = "sqs",
      role = Kind.SINK,
      contract = {Contract.POISON_RECORD, Contract.OVERSIZED_RECORD})
  void whatNoMessageCanBeIsSetAside() throws Exception {
    String queue = sqs().createQueue("refusing");
    String large = "x".repeat(256 * 1024 + 1);
    String noCharacter = "zero \u0000";

    List<Object[]> refused =
        trial(options(queue), Map.of()).run(CLUSTER, rows(List.of("a", large, "b", noCharacter)));

    assertThat(refused).extracting(row -> row[0]).containsExactlyInAnyOrder(large, noCharacter);
    assertThat(bodies(sqs().takeAll(queue))).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void aQueueThatIsNotThereFailsTheJob() {
    String none = sqs().endpoint() + "000000000000/none";

    assertThatThrownBy(() -> trial(options(none), Map.of()).run(CLUSTER, rows(numbers(3))))
        .hasStackTraceContaining("sink `out` cannot write: ");
  }

  @Test
  @Shows(connector = "sqs", role = Kind.SINK, contract = Contract.RESTART)
  void aJobThatStartsAgainLosesNothing() throws Exception {
    String queue = sqs().createQueue("restarted");
    Map<String, Object> options = options(queue);
    options.put("inFlight", 2L);
    options.put("maxBuffered", 20L);
    Path marker = folder.resolve("failed");

    trial(options, Map.of()).runFailingOnce(CLUSTER, rows(numbers(2000)), marker, 200);

    assertThat(marker).exists();
    assertThat(bodies(sqs().takeAll(queue))).containsAll(numbers(2000));
  }
}
