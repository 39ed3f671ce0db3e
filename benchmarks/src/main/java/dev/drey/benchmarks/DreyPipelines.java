// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.flink.GraphBuilder;
import dev.drey.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The jobs as Drey specs, compiled and built as the launcher does it. */
final class DreyPipelines {
  private DreyPipelines() {}

  static void build(StreamExecutionEnvironment environment, Trial trial) {
    build(environment, trial, new BenchConnector());
  }

  static void build(StreamExecutionEnvironment environment, Trial trial, BenchConnector bench) {
    String spec = trial.job().spec();
    String text =
        trial
            .spec(read(spec))
            .replace("ORIGIN", trial.origin().map(Origin::source).orElse(""))
            .replace("TARGET", trial.target().map(Target::sink).orElse(""))
            .replace("REGISTER", trial.register().map(Register::lookup).orElse("bench: {}"));
    build(environment, spec, text, trial.records(), bench);
  }

  /**
   * @param name of the spec's file
   * @param text of the spec
   */
  static void build(
      StreamExecutionEnvironment environment,
      String name,
      String text,
      int records,
      BenchConnector bench) {
    Catalog found = Catalog.load(DreyPipelines.class.getClassLoader());
    List<dev.drey.connector.Connector> connectors = new ArrayList<>(found.connectors());
    connectors.add(bench);
    Catalog catalog = Catalog.of(connectors, new ArrayList<>(found.formats()));
    CompileResult result =
        new PipelineCompiler(catalog)
            .compile(
                SourceFile.of(name, text),
                CompilerOptions.builder()
                    .params(Map.of("records", Integer.toString(records)))
                    .requireParams(true)
                    .build());
    new GraphBuilder(catalog)
        .build(
            result.plan().orElseThrow(() -> new IllegalStateException(result.diagnostics() + "")),
            environment,
            true);
  }

  private static String read(String resource) {
    try (InputStream in = DreyPipelines.class.getResourceAsStream("/" + resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
