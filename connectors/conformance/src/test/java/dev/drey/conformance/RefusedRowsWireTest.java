// SPDX-License-Identifier: Apache-2.0
package dev.drey.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.backend.FirehoseWire;
import dev.drey.connector.Catalog;
import dev.drey.flink.GraphBuilder;
import dev.drey.source.SourceFile;
import dev.drey.testkit.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A whole pipeline whose sink makes a stream of what its system refuses. */
@Timeout(120)
final class RefusedRowsWireTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  private final Catalog catalog = Catalog.load(RefusedRowsWireTest.class.getClassLoader());

  @TempDir Path folder;

  @Test
  void areReadByStreamsAndWrittenElsewhere() throws Exception {
    Files.writeString(
        folder.resolve("lines.jsonl"),
        "{\"n\": 1, \"line\": \"good\"}\n{\"n\": 2, \"line\": \"bad\"}\n"
            + "{\"n\": 3, \"line\": \"fine\"}\n{\"n\": 4, \"line\": \"bad\"}\n");
    try (FirehoseWire firehose = new FirehoseWire("lines")) {
      firehose.refuseAlways(text -> text.contains("bad"));

      run(
          "apiVersion: drey/v1\nname: example\n"
              + "sources:\n"
              + "  lines: {file: {path: \"FOLDER/lines.jsonl\"}, type: {n: BIGINT, line: STRING}}\n"
              + "streams:\n"
              + "  late_ones: {from: refused, where: n > 2, select: {n, sink, reason}}\n"
              + "sinks:\n"
              + "  rest: {from: late_ones, file: {path: \"FOLDER/rest\"}}\n"
              + "  out:\n"
              + "    from: lines\n"
              + "    firehose:\n"
              + "      deliveryStream: lines\n"
              + "      endpoint: \"ENDPOINT\"\n"
              + "      credentials: {basic: {accessKey: test, secretKey: test}}\n"
              + "    onError: {to: refused}\n",
          firehose);

      assertThat(firehose.taken())
          .containsExactly("{\"n\":1,\"line\":\"good\"}", "{\"n\":3,\"line\":\"fine\"}");
      assertThat(lines(folder.resolve("rest")))
          .containsExactly(
              "{\"n\":4,\"sink\":\"out\",\"reason\":\"InvalidArgumentException: records are not as"
                  + " they must be\"}");
    }
  }

  @Test
  void aColumnMayHaveTheNameOfOneOfTheirsWhereNobodyReadsThem() throws Exception {
    Files.writeString(
        folder.resolve("lines.jsonl"),
        "{\"reason\": \"r\", \"sink\": \"s\", \"refused_at\": \"a\"}\n{\"reason\": \"bad\"}\n");
    try (FirehoseWire firehose = new FirehoseWire("lines")) {
      firehose.refuseAlways(text -> text.contains("bad"));

      run(
          "apiVersion: drey/v1\nname: example\n"
              + "sources:\n"
              + "  lines:\n"
              + "    file: {path: \"FOLDER/lines.jsonl\"}\n"
              + "    type: {reason: STRING, sink: STRING, refused_at: STRING}\n"
              + "sinks:\n"
              + "  out:\n"
              + "    from: lines\n"
              + "    firehose:\n"
              + "      deliveryStream: lines\n"
              + "      endpoint: \"ENDPOINT\"\n"
              + "      credentials: {basic: {accessKey: test, secretKey: test}}\n"
              + "    onError: drop\n",
          firehose);

      assertThat(firehose.taken())
          .containsExactly("{\"reason\":\"r\",\"sink\":\"s\",\"refused_at\":\"a\"}");
    }
  }

  private void run(String spec, FirehoseWire firehose) throws Exception {
    CompileResult result =
        new PipelineCompiler(catalog)
            .compile(
                SourceFile.of(
                    "spec.yaml",
                    spec.replace("FOLDER", folder.toString())
                        .replace("ENDPOINT", firehose.endpoint().toString())),
                CompilerOptions.builder().build());
    assertThat(result.plan()).as(result.diagnostics().toString()).isPresent();
    StreamExecutionEnvironment environment = CLUSTER.environment(1);
    new GraphBuilder(catalog).build(result.plan().orElseThrow(), environment, true);
    CLUSTER.awaitEnd(CLUSTER.start(environment.getStreamGraph().getJobGraph()));
  }

  private static List<String> lines(Path written) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(written)) {
      for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }
}
