// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How long it takes to compile a spec of many streams, and to check many specs in one call. */
public final class CompileGrowth {
  private final Wanted wanted;
  private final Report report;

  CompileGrowth(Wanted wanted, Report report) {
    this.wanted = wanted;
    this.report = report;
  }

  void run() throws IOException, InterruptedException {
    report.heading("compile: streams", "milliseconds", "microseconds a stream");
    PipelineCompiler compiler =
        new PipelineCompiler(Catalog.load(CompileGrowth.class.getClassLoader()));
    // What is compiled first is compiled by a JVM that has not warmed up.
    for (int i = 0; i < 20; i++) {
      var unused = millis(compiler, 100);
    }
    for (int streams : List.of(10, 100, 1_000, 5_000)) {
      double[] millis = new double[wanted.rounds()];
      for (int round = 0; round < millis.length; round++) {
        millis[round] = millis(compiler, streams);
      }
      double median = Figures.median(millis);
      report.row(
          Report.count(streams), Report.ratio(median), Report.ratio(median * 1_000 / streams));
    }
    report.heading("validate: files", "seconds of the command", "milliseconds a file");
    for (int files : List.of(10, 100, 1_000)) {
      double[] seconds = new double[wanted.rounds()];
      for (int round = 0; round < seconds.length; round++) {
        seconds[round] = seconds(files);
      }
      double median = Figures.median(seconds);
      report.row(Report.count(files), Report.ratio(median), Report.ratio(median * 1_000 / files));
    }
  }

  private static double millis(PipelineCompiler compiler, int streams) {
    String text = spec(streams);
    long begin = System.nanoTime();
    CompileResult result =
        compiler.compile(SourceFile.of("many.yaml", text), CompilerOptions.builder().build());
    if (result.plan().isEmpty()) {
      throw new IllegalStateException(result.diagnostics() + "");
    }
    return (System.nanoTime() - begin) / 1e6;
  }

  /** Streams of which every fifth is a window, and each has a sink. */
  public static String spec(int streams) {
    StringBuilder text = new StringBuilder("apiVersion: drey/v1\nname: many\nsources:\n");
    text.append("  tx:\n    file: {path: in}\n    type: {k: STRING NOT NULL, v: BIGINT, ")
        .append("ts: TIMESTAMP_LTZ(3) NOT NULL}\n    eventTime: {field: ts, ")
        .append("watermark: {maxOutOfOrderness: 5s}}\nstreams:\n");
    for (int i = 0; i < streams; i++) {
      text.append("  s").append(i).append(":\n    from: tx\n    where: v > ").append(i);
      text.append(
          i % 5 == 0
              ? "\n    keyBy: [k]\n    window: {tumbling: 5m}\n    allowedLateness: 1m\n"
                  + "    aggregate: {n: COUNT(*)}\n"
              : "\n    add: {w: v * 2 + 1}\n");
    }
    text.append("sinks:\n");
    for (int i = 0; i < streams; i++) {
      text.append("  o").append(i).append(": {from: s").append(i).append(", discard: {}}\n");
    }
    return text.toString();
  }

  private static double seconds(int files) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("drey-bench-");
    for (int i = 0; i < files; i++) {
      Files.writeString(folder.resolve("spec" + i + ".yaml"), spec(10));
    }
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder("./drey", "validate", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("./drey validate " + folder + " finds something");
    }
    return (System.nanoTime() - begin) / 1e9;
  }
}
