// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.Guard;
import dev.drey.diagnostic.TestCodes;
import dev.drey.diagnostic.code.Severity;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Checks and runs files of tests. A test runs on the operators of the real graph, in this thread;
 * sources and sinks are never contacted. Not thread-safe.
 */
public final class SpecTests {
  private final Catalog catalog;
  private final PipelineCompiler compiler;
  private final TestFileReader reader = new TestFileReader();

  public SpecTests(Catalog catalog) {
    this.catalog = catalog;
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

  private void checkAll(
      SpecTestFile tests, Path folder, CompileResult compiled, Diagnostics diagnostics) {
    PipelineNames names = PipelineNames.of(compiled);
    tests.tests().forEach(t -> diagnostics.addAll(TestChecker.check(t, names, folder)));
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
    Optional<CompileResult> compiled =
        tests.flatMap(read -> compile(read, folder, diagnostics, ofPipeline));
    if (compiled.isEmpty() || diagnostics.hasErrors()) {
      compiled.ifPresent(result -> checkAll(tests.get(), folder, result, diagnostics));
      List<Diagnostic> problems = new ArrayList<>(diagnostics.sorted());
      problems.addAll(compiled.isEmpty() ? ofPipeline.list() : List.of());
      return SpecTestReport.of(file, problems, List.of());
    }
    PipelineUnderTest pipeline = new PipelineUnderTest(compiled.get(), catalog, folder);
    List<SpecTestResult> results = new ArrayList<>();
    for (SpecTestCase test : tests.get().tests()) {
      if (filter.test(test.name().text())) {
        List<Diagnostic> problems = TestChecker.check(test, pipeline.names(), folder);
        results.add(
            problems.isEmpty()
                ? TestRun.run(test, pipeline)
                : SpecTestResult.of(test, problems, List.of(), 0));
      }
    }
    return SpecTestReport.of(file, List.of(), results);
  }

  private Optional<CompileResult> compile(
      SpecTestFile tests, Path folder, Diagnostics diagnostics, Diagnostics ofPipeline) {
    LocatedText place = tests.pipeline();
    Path path = folder.resolve(place.text()).normalize();
    String shown =
        Path.of(tests.source().name()).resolveSibling(place.text()).normalize().toString();
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (IOException e) {
      String why = Files.exists(path) ? "cannot be read" : "does not exist";
      diagnostics.add(
          Diagnostic.at(TestCodes.UNREADABLE_PIPELINE, place.span(), "this file " + why)
              .help("the path is relative to the folder of the tests; that gives " + shown));
      return Optional.empty();
    }
    Optional<CompileResult> compiled =
        decode(path, shown, bytes, ofPipeline)
            .map(
                source ->
                    compiler.compile(
                        source, options(tests, GivenParams.values(tests.params()), true)));
    boolean wrongParams = false;
    for (Diagnostic found : compiled.map(CompileResult::diagnostics).orElse(List.of())) {
      Optional<Diagnostic> ofParam = GivenParams.relocated(found, tests.params());
      if (ofParam.isPresent()) {
        diagnostics.add(ofParam.get());
        wrongParams = true;
      } else if (found.severity() == Severity.ERROR) {
        // Its warnings are `drey validate`'s to show.
        ofPipeline.add(found);
      }
    }
    int errors = ofPipeline.list().size();
    if (errors > 0) {
      diagnostics.add(
          Diagnostic.at(
                  TestCodes.UNREADABLE_PIPELINE,
                  place.span(),
                  "this pipeline has " + errors + (errors == 1 ? " error" : " errors"))
              .help("`drey validate " + shown + "` shows what is wrong"));
      return Optional.empty();
    }
    // Names, columns and times can be checked whatever the values of the parameters.
    return wrongParams
        ? decode(path, shown, bytes, new Diagnostics())
            .map(source -> compiler.compile(source, options(tests, Map.of(), false)))
            .filter(result -> result.plan().isPresent())
        : compiled;
  }

  private static Optional<SourceFile> decode(
      Path path, String shown, byte[] bytes, Diagnostics diagnostics) {
    Path parent = path.toAbsolutePath().getParent();
    return YamlReader.decode(shown, bytes, diagnostics)
        .map(source -> parent == null ? source : source.in(parent));
  }

  private static CompilerOptions options(
      SpecTestFile tests, Map<String, String> params, boolean required) {
    Set<String> observed = new TreeSet<>();
    for (SpecTestCase test : tests.tests()) {
      for (TestStep step : test.steps()) {
        if (step instanceof TestStep.Expect) {
          ((TestStep.Expect) step).streams().forEach(rows -> observed.add(rows.name().text()));
        }
      }
    }
    return CompilerOptions.builder()
        .params(params)
        .requireParams(required)
        .observed(observed)
        .build();
  }
}
