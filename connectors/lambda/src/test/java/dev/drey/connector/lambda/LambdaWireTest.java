// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.backend.LambdaWire;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.connector.LookupContext;
import dev.drey.connector.RowLookup;
import dev.drey.format.json.JsonFormat;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SinkTrial;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A function that is invoked by a service that speaks Lambda's protocol on loopback. */
@Timeout(120)
final class LambdaWireTest {
  private static final RowType TYPE = RowType.of(Field.of("n", DataType.of(TypeKind.BIGINT)));

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @TempDir Path folder;

  private static Map<String, Object> options(URI endpoint) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("function", "score");
    options.put("endpoint", endpoint.toString());
    options.put(
        "credentials",
        OptionValues.of(
            Map.of("basic", OptionValues.of(Map.of("accessKey", "test", "secretKey", "test")))));
    return options;
  }

  private static Map<String, Object> sink(URI endpoint) {
    Map<String, Object> options = options(endpoint);
    options.put("batch", OptionValues.of(Map.of("size", 10L)));
    options.put("retry", OptionValues.of(Map.of("backoff", Duration.ofMillis(10))));
    return options;
  }

  private static SinkTrial trial(Map<String, Object> options) {
    return SinkTrial.of(new LambdaConnector(), TYPE, OptionValues.of(options))
        .format(new JsonFormat());
  }

  private static List<Object[]> rows(int count) {
    return LongStream.range(0, count).mapToObj(n -> new Object[] {n}).collect(Collectors.toList());
  }

  /** The numbers that the function was run with. */
  private static List<Long> seen(LambdaWire lambda) {
    List<Long> numbers = new ArrayList<>();
    for (String invocation : lambda.invocations()) {
      Matcher number = Pattern.compile("\\{\"n\":(\\d+)}").matcher(invocation);
      while (number.find()) {
        numbers.add(Long.valueOf(number.group(1)));
      }
    }
    return numbers;
  }

  private static List<Long> numbers(int count) {
    return LongStream.range(0, count).boxed().collect(Collectors.toList());
  }

  @Test
  @Shows(
      connector = "lambda",
      role = Kind.SINK,
      contract = {Contract.GUARANTEE, Contract.THROTTLED})
  void aFunctionGetsListsOfRows() throws Exception {
    try (LambdaWire lambda = new LambdaWire("score", payload -> "null")) {
      lambda.failNext(429, "TooManyRequestsException", "Rate Exceeded.");
      lambda.failNext(500, "ServiceException", "a fault");

      assertThat(trial(sink(lambda.endpoint())).run(CLUSTER, rows(25))).isEmpty();

      assertThat(seen(lambda)).containsExactlyInAnyOrderElementsOf(numbers(25));
      assertThat(lambda.invocations())
          .hasSize(3)
          .allMatch(each -> each.matches("RequestResponse \\[(\\{\"n\":\\d+},?)+]"));
    }
  }

  @Test
  void anEventIsHandedOver() throws Exception {
    try (LambdaWire lambda = new LambdaWire("score", payload -> "null")) {
      Map<String, Object> options = sink(lambda.endpoint());
      options.put("invocation", "event");

      trial(options).run(CLUSTER, rows(3));

      assertThat(lambda.invocations()).containsExactly("Event [{\"n\":0},{\"n\":1},{\"n\":2}]");
    }
  }

  @Test
  @Shows(connector = "lambda", role = Kind.SINK, contract = Contract.POISON_RECORD)
  void theRowThatAFunctionFailsOnIsSetAside() throws Exception {
    try (LambdaWire lambda = new LambdaWire("score", payload -> "null")) {
      lambda.failsOn(payload -> payload.contains("\"n\":13}"));

      List<Object[]> refused = trial(sink(lambda.endpoint())).run(CLUSTER, rows(30));

      assertThat(refused).extracting(row -> row[0]).containsExactly(13L);
      assertThat(refused)
          .extracting(row -> row[2])
          .containsExactly(
              "Unhandled: the function fails: {\"errorMessage\":\"no\",\"errorType\":\"Error\"}");
      assertThat(seen(lambda)).hasSize(29).doesNotHaveDuplicates();
    }
  }

  @Test
  void noFunctionAndNoRightFailTheJob() {
    try (LambdaWire lambda = new LambdaWire("another", payload -> "null")) {
      assertThatThrownBy(() -> trial(sink(lambda.endpoint())).run(CLUSTER, rows(2)))
          .hasStackTraceContaining("sink `out` cannot write: ");
    }
    try (LambdaWire lambda = new LambdaWire("score", payload -> "null")) {
      lambda.failNext(403, "AccessDeniedException", "not authorized");
      assertThatThrownBy(() -> trial(sink(lambda.endpoint())).run(CLUSTER, rows(2)))
          .hasStackTraceContaining("sink `out` cannot write: ");
    }
  }

  @Test
  @Shows(connector = "lambda", role = Kind.SINK, contract = Contract.RESTART)
  void aJobThatStartsAgainLosesNothing() throws Exception {
    try (LambdaWire lambda = new LambdaWire("score", payload -> "null")) {
      Map<String, Object> options = sink(lambda.endpoint());
      options.put("inFlight", 2L);
      options.put("maxBuffered", 20L);
      Path marker = folder.resolve("failed");

      trial(options).runFailingOnce(CLUSTER, rows(2000), marker, 200);

      assertThat(marker).exists();
      assertThat(seen(lambda)).containsAll(numbers(2000));
    }
  }

  private static RowLookup lookup(URI endpoint) throws Exception {
    RowType type =
        RowType.of(
            Field.of("id", DataType.string().notNull()),
            Field.of("score", DataType.of(TypeKind.DOUBLE)));
    RowLookup lookup =
        InstantiationUtil.clone(
            new LambdaConnector()
                .lookup(
                    LookupContext.of(
                        "scores", OptionValues.of(options(endpoint)), type, List.of("id"))));
    lookup.open();
    return lookup;
  }

  private static List<Object[]> rows(RowLookup lookup, Object key) throws Exception {
    return lookup.rows(new Object[] {key}).get(30, TimeUnit.SECONDS);
  }

  @Test
  @Shows(connector = "lambda", role = Kind.LOOKUP, contract = Contract.GUARANTEE)
  void aFunctionAnswersAKey() throws Exception {
    Map<String, String> answers =
        Map.of(
            "{\"id\":\"one\"}", "{\"id\": \"one\", \"score\": 0.5, \"more\": [1]}",
            "{\"id\":\"two\"}", "[{\"id\": \"two\", \"score\": 1}, {\"id\": \"two\"}]",
            "{\"id\":\"none\"}", "[]");
    try (LambdaWire lambda =
        new LambdaWire("score", payload -> answers.getOrDefault(payload, "null"))) {
      RowLookup lookup = lookup(lambda.endpoint());

      assertThat(rows(lookup, "one")).containsExactly(new Object[] {"one", 0.5});
      assertThat(rows(lookup, "two"))
          .containsExactly(new Object[] {"two", 1.0}, new Object[] {"two", null});
      assertThat(rows(lookup, "none")).isEmpty();
      assertThat(rows(lookup, "nobody")).isEmpty();
      lookup.close();
    }
  }

  @Test
  @Shows(connector = "lambda", role = Kind.LOOKUP, contract = Contract.POISON_RECORD)
  void aFunctionThatFailsOrAnswersSomethingElseFailsItsQuestion() throws Exception {
    try (LambdaWire lambda = new LambdaWire("score", payload -> "{\"score\": \"high\"}")) {
      RowLookup lookup = lookup(lambda.endpoint());
      assertThatThrownBy(() -> rows(lookup, "one"))
          .hasStackTraceContaining("function score answers what its type does not say: ");
      lambda.failsOn(payload -> true);
      assertThatThrownBy(() -> rows(lookup, "one"))
          .hasStackTraceContaining("function score fails: {\"errorMessage\":\"no\"");
      lambda.failsOn(payload -> false);
      lambda.failNext(429, "TooManyRequestsException", "Rate Exceeded.");
      assertThatThrownBy(() -> rows(lookup, "one")).hasStackTraceContaining("Rate Exceeded.");
      lookup.close();
    }
  }
}
