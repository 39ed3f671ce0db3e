// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks.micro;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.benchmarks.CompileGrowth;
import dev.drey.connector.Catalog;
import dev.drey.source.SourceFile;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A spec with so many streams, from its text to its plan. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CompileBench {
  private final PipelineCompiler compiler =
      new PipelineCompiler(Catalog.load(CompileBench.class.getClassLoader()));

  @Param({"10", "100"})
  public int streams;

  @Benchmark
  public CompileResult compile() {
    return compiler.compile(
        SourceFile.of("many.yaml", CompileGrowth.spec(streams)), CompilerOptions.builder().build());
  }
}
