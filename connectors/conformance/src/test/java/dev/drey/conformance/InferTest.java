// SPDX-License-Identifier: Apache-2.0
package dev.drey.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.backend.S3Server;
import dev.drey.connector.Catalog;
import dev.drey.connector.ConnectorException;
import dev.drey.flink.GraphBuilder;
import dev.drey.source.SourceFile;
import dev.drey.testing.SpecTestReport;
import dev.drey.testing.SpecTests;
import dev.drey.testkit.Cluster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whole pipelines that score rows by real models, one of them an object of S3. */
@Timeout(120)
final class InferTest {
  private static final Path MODELS = Paths.get("src/test/resources/models");

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  private final Catalog catalog = Catalog.load(InferTest.class.getClassLoader());

  @TempDir Path folder;

  private static final String SPEC =
      "apiVersion: drey/v1\nname: example\n"
          + "sources:\n"
          + "  payments:\n"
          + "    file: {path: \"FOLDER/payments.jsonl\"}\n"
          + "    type: {id: STRING NOT NULL, amount: DOUBLE NOT NULL, uses: INT, tariff: INT NOT NULL}\n"
          + "streams:\n"
          + "  scored:\n"
          + "    from: payments\n"
          + "    infer:\n"
          + "      onnx: {model: \"TREES\"}\n"
          + "      inputs: {transaction: [amount, uses]}\n"
          + "      outputs: {points: FLOAT}\n"
          + "  priced:\n"
          + "    from: scored\n"
          + "    infer:\n"
          + "      onnx: {model: tariffs.onnx}\n"
          + "      inputs: {tariff: tariff}\n"
          + "      outputs: {price: FLOAT}\n"
          + "      onError: {to: not_priced}\n"
          + "    select: {id: , points: , price: }\n"
          + "sinks:\n"
          + "  out: {from: priced, file: {path: \"FOLDER/out\"}}\n"
          + "  rest: {from: not_priced, file: {path: \"FOLDER/rest\"}}\n";

  private CompileResult compiled(String trees) throws IOException {
    Files.copy(MODELS.resolve("tariffs.onnx"), folder.resolve("tariffs.onnx"));
    String spec = SPEC.replace("FOLDER", folder.toString()).replace("TREES", trees);
    return new PipelineCompiler(catalog)
        .compile(SourceFile.of("spec.yaml", spec).in(folder), CompilerOptions.builder().build());
  }

  private StreamExecutionEnvironment graph(CompileResult result) throws Exception {
    assertThat(result.plan()).as(result.diagnostics().toString()).isPresent();
    StreamExecutionEnvironment environment = CLUSTER.environment(1);
    new GraphBuilder(catalog).build(result.plan().orElseThrow(), environment, true);
    return environment;
  }

  /** The branches of the trees by hand: 10, 30 or 70, and 1 or 5. */
  @Test
  void scoresByAModelOfS3AndSetsAsideWhatAModelFailsOn() throws Exception {
    Files.writeString(
        folder.resolve("payments.jsonl"),
        "{\"id\": \"a\", \"amount\": 99.5, \"uses\": 2, \"tariff\": 0}\n"
            + "{\"id\": \"b\", \"amount\": 100.5, \"uses\": 5, \"tariff\": 2}\n"
            + "{\"id\": \"c\", \"amount\": 101, \"uses\": 6, \"tariff\": 7}\n"
            + "{\"id\": \"d\", \"amount\": 1, \"uses\": null, \"tariff\": 1}\n");
    try (S3Server s3 = S3Server.start()) {
      Path unused = s3.bucket("models");
      s3.useForFileSystems();
      org.apache.flink.core.fs.Path model =
          new org.apache.flink.core.fs.Path("s3://models/trees.onnx");
      try (OutputStream out = model.getFileSystem().create(model, WriteMode.OVERWRITE)) {
        Files.copy(MODELS.resolve("trees.onnx"), out);
      }

      StreamExecutionEnvironment environment = graph(compiled("s3://models/trees.onnx"));
      CLUSTER.awaitEnd(CLUSTER.start(environment.getStreamGraph().getJobGraph()));
    }

    assertThat(lines("out"))
        .containsExactly(
            "{\"id\":\"a\",\"points\":11.0,\"price\":1.5}",
            "{\"id\":\"b\",\"points\":35.0,\"price\":4.0}",
            "{\"id\":\"d\",\"points\":null,\"price\":2.5}");
    assertThat(lines("rest"))
        .singleElement()
        .asString()
        .startsWith(
            "{\"id\":\"c\",\"amount\":101.0,\"uses\":6,\"tariff\":7,\"points\":75.0,\"reason\":")
        .contains("out of data bounds");
  }

  @Test
  void aModelElsewhereIsComparedWhereTheJobIsStarted() throws Exception {
    Files.createFile(folder.resolve("payments.jsonl"));
    Path other = folder.resolve("other.onnx");
    Files.copy(MODELS.resolve("logistic.onnx"), other);
    assertThatThrownBy(() -> graph(compiled("file://" + other)))
        .isInstanceOf(ConnectorException.class)
        .hasMessage(
            "stream `scored`: the model file://"
                + other
                + " is not as the spec has it: the model has no input `transaction`; its inputs"
                + " are `features` float[rows, 3]");
    Files.delete(folder.resolve("tariffs.onnx"));
    assertThatThrownBy(() -> graph(compiled("file:///nowhere.onnx")))
        .isInstanceOf(ConnectorException.class)
        .hasMessage("stream `scored`: the model file:///nowhere.onnx is not there");
  }

  @Test
  void theModelItselfRunsInTestsOfASpec() throws Exception {
    Files.copy(MODELS.resolve("trees.onnx"), folder.resolve("trees.onnx"));
    Files.copy(MODELS.resolve("tariffs.onnx"), folder.resolve("tariffs.onnx"));
    Files.writeString(
        folder.resolve("pipeline.yaml"),
        SPEC.replace("FOLDER", folder.toString()).replace("TREES", "trees.onnx"));
    SpecTestReport report =
        new SpecTests(catalog)
            .run(
                SourceFile.of(
                    "tests.yaml",
                    "apiVersion: drey/v1\npipeline: pipeline.yaml\ntests:\n"
                        + "  - name: large and often\n"
                        + "    steps:\n"
                        + "      - send:\n"
                        + "          payments:\n"
                        + "            - {id: a, amount: 500, uses: 9, tariff: 1}\n"
                        + "            - {id: b, amount: 500, uses: 9, tariff: 9}\n"
                        + "      - expect:\n"
                        + "          out: [{id: a, points: 75, price: 2.5}]\n"
                        + "          rest: [{id: b}]\n"),
                folder,
                name -> true);
    assertThat(report.results()).hasSize(1);
    assertThat(report.passed()).as(report.toString()).isTrue();
  }

  private List<String> lines(String written) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve(written))) {
      for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }
}
