// SPDX-License-Identifier: Apache-2.0
package dev.drey.conformance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drey.backend.AwsProxy;
import dev.drey.backend.DynamoDbEmulator;
import dev.drey.backend.DynamoDbEmulatorExtension;
import dev.drey.backend.KinesisEmulator;
import dev.drey.backend.KinesisEmulatorExtension;
import dev.drey.connector.Catalog;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.connector.JobConnector;
import dev.drey.format.json.JsonFormat;
import dev.drey.format.raw.RawFormat;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SinkTrial;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each sink of a service of AWS does where the service does not take what it gets: before its
 * emulator or a server that speaks its protocol stands one that answers in its place.
 */
@Timeout(120)
@ExtendWith({KinesisEmulatorExtension.class, DynamoDbEmulatorExtension.class})
final class AwsSinksWireTest {
  private static final RowType TYPE = RowType.of(Field.of("text", DataType.string().notNull()));
  private static final String SECRET = "planted-8c1f";

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  private static final Catalog CATALOG = Catalog.load(AwsSinksWireTest.class.getClassLoader());
  private static @Nullable AwsServices services;

  @BeforeAll
  static void start(KinesisEmulator kinesis, DynamoDbEmulator dynamo) {
    services = new AwsServices(kinesis, dynamo);
  }

  @AfterAll
  static void stop() {
    requireNonNull(services).close();
  }

  private static AwsServices.Service service(String connector) {
    return requireNonNull(services).of(connector);
  }

  private static SinkTrial trial(String connector, AwsServices.Place place, URI endpoint) {
    Map<String, Object> options = new LinkedHashMap<>(place.options);
    options.put("endpoint", endpoint.toString());
    options.put(
        "credentials",
        OptionValues.of(
            Map.of("basic", OptionValues.of(Map.of("accessKey", "test", "secretKey", SECRET)))));
    options.put("retry", OptionValues.of(Map.of("backoff", Duration.ofMillis(5))));
    if (connector.equals("lambda")) {
      options.put("invocation", "event");
    }
    SinkTrial trial =
        SinkTrial.of(
            JobConnector.of(CATALOG.connector(connector).orElseThrow()),
            TYPE,
            OptionValues.of(options));
    return connector.equals("dynamodb")
        ? trial
        : trial.format(connector.equals("lambda") ? new JsonFormat() : new RawFormat());
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(i -> "row " + i).collect(Collectors.toList());
  }

  private static List<Object[]> rows(List<String> texts) {
    return texts.stream().map(text -> new Object[] {text}).collect(Collectors.toList());
  }

  private static String failure(SinkTrial trial) {
    return ExceptionUtils.stringifyException(
        catchThrowable(() -> trial.run(CLUSTER, rows(numbers(3)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dynamodb", "firehose", "kinesis", "lambda", "sns", "sqs"})
  @Shows(
      connector = {"dynamodb", "firehose", "kinesis", "lambda", "sns", "sqs"},
      role = Kind.SINK,
      contract = Contract.BAD_CREDENTIALS)
  void whoIsNotKnownIsToldSoAtOnce(String connector) {
    AwsServices.Service service = service(connector);
    try (AwsProxy proxy = new AwsProxy(service.endpoint)) {
      proxy.answerOnly("somebody-else");

      String failure =
          failure(trial(connector, service.place(connector + "-unknown"), proxy.endpoint()));

      assertThat(failure)
          .contains("sink `out` cannot write: ")
          .contains("The security token included in the request is invalid.")
          .contains("`credentials`")
          .doesNotContain(SECRET);
      assertThat(proxy.requests()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dynamodb", "firehose", "kinesis", "lambda", "sns", "sqs"})
  @Shows(
      connector = {"dynamodb", "firehose", "kinesis", "lambda", "sns", "sqs"},
      role = Kind.SINK,
      contract = {Contract.THROTTLED, Contract.UNREACHABLE})
  void whatABusyServiceOrNobodyTakesIsSentAgain(String connector) throws Exception {
    AwsServices.Service service = service(connector);
    try (AwsProxy proxy = new AwsProxy(service.endpoint)) {
      proxy.failNext(400, "ThrottlingException", "Rate exceeded");
      proxy.failNext(429, "TooManyRequestsException", "Rate exceeded");
      proxy.failNext(503, "ServiceUnavailable", "Slow down.");
      proxy.hangUpNext();
      proxy.failNext(500, "InternalFailure", "");
      AwsServices.Place place = service.place(connector + "-busy");

      assertThat(trial(connector, place, proxy.endpoint()).run(CLUSTER, rows(numbers(200))))
          .isEmpty();

      assertThat(place.texts()).containsExactlyInAnyOrderElementsOf(numbers(200));
      assertThat(proxy.requests()).isGreaterThan(5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dynamodb", "firehose", "kinesis", "lambda", "sns", "sqs"})
  @Shows(
      connector = {"dynamodb", "firehose", "kinesis", "lambda", "sns", "sqs"},
      role = Kind.SINK,
      contract = {Contract.POISON_RECORD, Contract.OVERSIZED_RECORD})
  void whatTheServiceRefusesAndWhatIsTooLargeIsSetAsideAlone(String connector) throws Exception {
    AwsServices.Service service = service(connector);
    try (AwsProxy proxy = new AwsProxy(service.endpoint)) {
      // Or as base64 has it.
      proxy.refuseAlways(body -> body.contains("poison") || body.contains("cG9pc29u"));
      AwsServices.Place place = service.place(connector + "-refusing");
      String large = "x".repeat(1200 * 1024);
      List<String> texts = new ArrayList<>(numbers(40));
      texts.add(17, "poison");
      texts.add(30, large);

      List<Object[]> refused = trial(connector, place, proxy.endpoint()).run(CLUSTER, rows(texts));

      assertThat(refused).extracting(row -> row[0]).containsExactlyInAnyOrder("poison", large);
      assertThat(refused)
          .extracting(row -> row[2])
          .anyMatch(reason -> reason.equals("ValidationException: one of them is not valid"))
          .anyMatch(
              reason ->
                  String.valueOf(reason)
                      .matches("the record has \\d+ bytes, and the most that is taken is \\d+"));
      assertThat(place.texts()).containsExactlyInAnyOrderElementsOf(numbers(40));
    }
  }
}
