// SPDX-License-Identifier: Apache-2.0
package dev.drey.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.backend.AwsProxy;
import dev.drey.backend.DynamoDbEmulator;
import dev.drey.backend.DynamoDbEmulatorExtension;
import dev.drey.backend.KinesisEmulator;
import dev.drey.backend.KinesisEmulatorExtension;
import dev.drey.backend.LambdaWire;
import dev.drey.backend.Loopback;
import dev.drey.connector.Catalog;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.connector.JobConnector;
import dev.drey.flink.GraphBuilder;
import dev.drey.format.raw.RawFormat;
import dev.drey.shape.OptionValues;
import dev.drey.source.SourceFile;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.RunningJob;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SourceRun;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the sources and lookups of services of AWS do where the service does not answer, or not as
 * it is asked.
 */
@Timeout(120)
@ExtendWith({KinesisEmulatorExtension.class, DynamoDbEmulatorExtension.class})
final class AwsReadersWireTest {
  private static final String SECRET = "planted-8c1f";
  private static final URI NOBODY = URI.create("http://" + Loopback.HOST + ":1/");

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  private final Catalog catalog = Catalog.load(AwsReadersWireTest.class.getClassLoader());

  @TempDir Path folder;

  private List<String> asked(String lookup, URI endpoint) throws Exception {
    Files.writeString(
        folder.resolve("rows.jsonl"), "{\"id\": \"a\"}\n{\"id\": \"b\"}\n{\"id\": \"c\"}\n");
    String spec =
        "apiVersion: drey/v1\nname: example\n"
            + "sources:\n"
            + "  rows: {file: {path: \"FOLDER/rows.jsonl\"}, type: {id: STRING NOT NULL}}\n"
            + "streams:\n"
            + "  asked:\n"
            + "    from: rows\n"
            + "    lookup:\n"
            + "      "
            + lookup
            + "\n"
            + "      key: [id]\n"
            + "      as: found\n"
            + "      type: {id: STRING NOT NULL, color: STRING}\n"
            + "      retry: {attempts: 5, backoff: 5ms}\n"
            + "sinks:\n"
            + "  out: {from: asked, file: {path: \"FOLDER/out\"}}\n";
    CompileResult result =
        new PipelineCompiler(catalog)
            .compile(
                SourceFile.of(
                    "spec.yaml",
                    spec.replace("FOLDER", folder.toString())
                        .replace(
                            "ACCESS",
                            "endpoint: \""
                                + endpoint
                                + "\", credentials: {basic: {accessKey: test, secretKey: "
                                + SECRET
                                + "}}")),
                CompilerOptions.builder().build());
    assertThat(result.plan()).as(result.diagnostics().toString()).isPresent();
    StreamExecutionEnvironment environment = CLUSTER.environment(1);
    new GraphBuilder(catalog).build(result.plan().orElseThrow(), environment, true);
    CLUSTER.awaitEnd(CLUSTER.start(environment.getStreamGraph().getJobGraph()));
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
      for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  private String failure(String lookup, URI endpoint) {
    return ExceptionUtils.stringifyException(catchThrowable(() -> asked(lookup, endpoint)));
  }

  private void check(String lookup, URI endpoint) throws Exception {
    try (AwsProxy proxy = new AwsProxy(endpoint)) {
      proxy.failNext(400, "ThrottlingException", "Rate exceeded");
      proxy.failNext(503, "ServiceUnavailable", "Slow down.");
      proxy.hangUpNext();
      assertThat(asked(lookup, proxy.endpoint()))
          .containsExactlyInAnyOrder(
              "{\"id\":\"a\",\"found\":{\"id\":\"a\",\"color\":\"red\"}}",
              "{\"id\":\"b\",\"found\":{\"id\":\"b\",\"color\":\"red\"}}",
              "{\"id\":\"c\",\"found\":{\"id\":\"c\",\"color\":\"red\"}}");
      assertThat(proxy.requests()).isGreaterThan(3);

      proxy.answerOnly("somebody-else");
      int before = proxy.requests();
      assertThat(failure(lookup, proxy.endpoint()))
          .contains("asked")
          .contains("The security token included in the request is invalid.")
          .contains("`credentials`")
          .doesNotContain(SECRET);
      assertThat(proxy.requests() - before).isBetween(1, 15);
    }
    assertThat(failure(lookup, NOBODY))
        .contains("asked")
        .contains("Connection refused")
        .contains("after 5 attempts")
        .doesNotContain(SECRET);
  }

  @Test
  @Shows(
      connector = "dynamodb",
      role = Kind.LOOKUP,
      contract = {Contract.BAD_CREDENTIALS, Contract.UNREACHABLE, Contract.THROTTLED})
  void aTableIsAskedAgainAndWhoMayNotIsTold(DynamoDbEmulator dynamo) throws Exception {
    dynamo.createTable("colors", "id:S");
    for (String id : List.of("a", "b", "c")) {
      dynamo.put(
          "colors", Map.of("id", AttributeValue.fromS(id), "color", AttributeValue.fromS("red")));
    }
    check("dynamodb: {table: colors, ACCESS}", dynamo.endpoint());
  }

  @Test
  @Shows(
      connector = "lambda",
      role = Kind.LOOKUP,
      contract = {Contract.BAD_CREDENTIALS, Contract.UNREACHABLE, Contract.THROTTLED})
  void aFunctionIsAskedAgainAndWhoMayNotIsTold() throws Exception {
    try (LambdaWire lambda =
        new LambdaWire("colors", payload -> payload.replace("}", ",\"color\":\"red\"}"))) {
      check("lambda: {function: colors, ACCESS}", lambda.endpoint());
    }
  }

  private SourceRun source(String connector, Map<String, Object> more, URI endpoint) {
    Map<String, Object> options = new LinkedHashMap<>(more);
    options.put("startFrom", "trim_horizon");
    options.put("endpoint", endpoint.toString());
    options.put(
        "credentials",
        OptionValues.of(
            Map.of("basic", OptionValues.of(Map.of("accessKey", "test", "secretKey", SECRET)))));
    return SourceRun.of(
        JobConnector.of(catalog.connector(connector).orElseThrow()),
        OptionValues.of(options),
        RowType.of(Field.of("event", DataType.string())));
  }

  private static String failure(SourceRun source) {
    return ExceptionUtils.stringifyException(
        catchThrowable(
            () -> {
              try (RunningJob<Object[]> job = RunningJob.of(source.add(CLUSTER.environment(1)))) {
                throw new AssertionError("it reads " + job.next()[0]);
              }
            }));
  }

  @Test
  @Shows(
      connector = "kinesis",
      role = Kind.SOURCE,
      contract = {Contract.BAD_CREDENTIALS, Contract.THROTTLED})
  void aStreamIsReadOnWhereItWasBusyAndWhoMayNotIsTold(KinesisEmulator kinesis) throws Exception {
    kinesis.createStream("busy", 1);
    for (String text : List.of("a", "b", "c")) {
      kinesis.put("busy", "key", text);
    }
    try (AwsProxy proxy = new AwsProxy(kinesis.endpoint())) {
      SourceRun source =
          source("kinesis", Map.of("stream", "busy"), proxy.endpoint())
              .format(new RawFormat(), OptionValues.empty());
      proxy.failNextOf("GetRecords", 400, "ProvisionedThroughputExceededException", "too much");
      proxy.failNextOf("GetRecords", 400, "ProvisionedThroughputExceededException", "too much");
      proxy.failNextOf("ListShards", 400, "LimitExceededException", "too much");
      try (RunningJob<Object[]> job = RunningJob.of(source.add(CLUSTER.environment(1)))) {
        assertThat(List.of(job.next()[0], job.next()[0], job.next()[0]))
            .containsExactly("a", "b", "c");
      }
      assertThat(proxy.failuresLeft()).isZero();

      proxy.answerOnly("somebody-else");
      assertThat(failure(source))
          .contains("source `input` cannot read stream `busy`")
          .contains("The security token included in the request is invalid.")
          .doesNotContain(SECRET);
    }
  }

  @Test
  @Shows(connector = "dynamodb", role = Kind.SOURCE, contract = Contract.UNREACHABLE)
  void nobodyWhereATablesStreamShouldBeFailsTheJob() {
    String arn =
        "arn:aws:dynamodb:eu-central-1:123456789012:table/t/stream/2026-01-01T00:00:00.000";
    assertThat(failure(source("dynamodb", Map.of("stream", arn, "rows", "events"), NOBODY)))
        .contains("source `input` cannot read the stream " + arn)
        .contains("Connection refused")
        .doesNotContain(SECRET);
  }
}
