// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.CompileResult;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.Guard;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;

/**
 * Checks and runs files of tests. A test runs on the operators of the real graph, in this thread;
 * sources and sinks are never contacted. Not thread-safe.
 */
public final class SpecTests {
  private final Catalog catalog;
  private final PipelineCompiler compiler;
  private final Supplier<StateBackend> backend;
  private final TestFileReader reader = new TestFileReader();

  public SpecTests(Catalog catalog) {
    this(catalog, HashMapStateBackend::new);
  }

  /**
   * @param backend where the operators of a test keep their state
   */
  SpecTests(Catalog catalog, Supplier<StateBackend> backend) {
    this.catalog = catalog;
    this.backend = backend;
    this.compiler = new PipelineCompiler(catalog);
  }

  /**
   * What is wrong with a file of tests, without running them.
   *
   * @param folder the file's, from which it names its pipeline
   */
  public List<Diagnostic> check(SourceFile file, Path folder) {
    Diagnostics diagnostics = new Diagnostics();
    Guard.run(
        start(file), "checking these tests", diagnostics, () -> check(file, folder, diagnostics));
    return diagnostics.sorted();
  }

  private static Span start(SourceFile file) {
    return Span.of(file, 0, Math.min(1, file.text().length()));
  }

  private void check(SourceFile file, Path folder, Diagnostics diagnostics) {
    Optional<SpecTestFile> tests = reader.read(file, diagnostics);
    tests
        .flatMap(read -> compile(read, folder, diagnostics, new Diagnostics()))
        .ifPresent(compiled -> checkAll(tests.get(), folder, compiled, diagnostics));
  }

  private static void checkAll(
      SpecTestFile tests, Path folder, TestedPipelines pipelines, Diagnostics diagnostics) {
    tests.tests().forEach(t -> diagnostics.addAll(TestChecker.check(t, pipelines, folder)));
  }

  /**
   * Runs the tests whose names the filter accepts; none where something is wrong with the file
   * itself or with its pipeline.
   *
   * @param folder the file's, from which it names its pipeline
   */
  public SpecTestReport run(SourceFile file, Path folder, Predicate<String> filter) {
    Diagnostics fault = new Diagnostics();
    return Guard.call(
            start(file),
            "running these tests",
            fault,
            () -> Optional.of(guarded(file, folder, filter)))
        .orElseGet(() -> SpecTestReport.of(file, fault.list(), List.of()));
  }

  private SpecTestReport guarded(SourceFile file, Path folder, Predicate<String> filter) {
    Diagnostics diagnostics = new Diagnostics();
    Diagnostics ofPipeline = new Diagnostics();
    Optional<SpecTestFile> tests = reader.read(file, diagnostics);
    Optional<TestedPipelines> compiled =
        tests.flatMap(read -> compile(read, folder, diagnostics, ofPipeline));
    if (compiled.isEmpty() || diagnostics.hasErrors()) {
      compiled.ifPresent(result -> checkAll(tests.get(), folder, result, diagnostics));
      List<Diagnostic> problems = new ArrayList<>(diagnostics.sorted());
      problems.addAll(compiled.isEmpty() ? ofPipeline.list() : List.of());
      return SpecTestReport.of(file, problems, List.of());
    }
    TestedPipelines pipelines = compiled.get();
    List<SpecTestResult> results = new ArrayList<>();
    for (SpecTestCase test : tests.get().tests()) {
      if (filter.test(test.name().text())) {
        List<Diagnostic> problems = TestChecker.check(test, pipelines, folder);
        results.add(
            problems.isEmpty()
                ? TestRun.run(test, pipelines, backend.get())
                : SpecTestResult.of(test, problems, List.of(), 0));
      }
    }
    return SpecTestReport.of(file, List.of(), results);
  }

  /** Empty where the pipeline or one of those with which tests go on cannot be used. */
  private Optional<TestedPipelines> compile(
      SpecTestFile tests, Path folder, Diagnostics diagnostics, Diagnostics ofPipelines) {
    TestedPipelineReader pipelines = new TestedPipelineReader(compiler, tests, folder);
    Optional<CompileResult> first = pipelines.compile(tests.pipeline(), diagnostics, ofPipelines);
    Map<String, CompileResult> others = new LinkedHashMap<>();
    boolean all = first.isPresent();
    for (LocatedText other : tests.others()) {
      Diagnostics ofOther = new Diagnostics();
      Optional<CompileResult> compiled = pipelines.compile(other, diagnostics, ofOther);
      compiled.ifPresent(result -> others.put(other.text(), result));
      ofPipelines.addAll(ofOther.list());
      all &= compiled.isPresent();
    }
    return all
        ? Optional.of(new TestedPipelines(first.orElseThrow(), others, catalog, folder))
        : Optional.empty();
  }
}
