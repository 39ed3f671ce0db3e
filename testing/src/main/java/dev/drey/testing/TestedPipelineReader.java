// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.TestCodes;
import dev.drey.diagnostic.code.Severity;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compiles the pipelines that a file of tests names, with its parameters. */
final class TestedPipelineReader {
  private final PipelineCompiler compiler;
  private final SpecTestFile tests;
  private final Path folder;
  private final Set<String> observed = new TreeSet<>();

  /** What is known of a pipeline before any parameter has its value. */
  private final Map<String, Set<String>> declared = new HashMap<>();

  TestedPipelineReader(PipelineCompiler compiler, SpecTestFile tests, Path folder) {
    this.compiler = compiler;
    this.tests = tests;
    this.folder = folder;
    for (SpecTestCase test : tests.tests()) {
      for (TestStep step : test.steps()) {
        if (step instanceof TestStep.Expect) {
          ((TestStep.Expect) step).streams().forEach(rows -> observed.add(rows.name().text()));
        }
      }
    }
  }

  /**
   * @param place the path, relative to the file of tests
   * @param diagnostics gets what is wrong with the tests
   * @param ofPipeline gets what is wrong with the pipeline
   */
  Optional<CompileResult> compile(
      LocatedText place, Diagnostics diagnostics, Diagnostics ofPipeline) {
    Optional<SourceFile> file = file(place, diagnostics, ofPipeline);
    if (file.isEmpty()) {
      unusable(place, ofPipeline, diagnostics);
      return Optional.empty();
    }
    CompileResult compiled = compiler.compile(file.get(), options(params(place), true));
    boolean wrongParams = false;
    for (Diagnostic found : compiled.diagnostics()) {
      Optional<Diagnostic> ofParam = GivenParams.relocated(found, tests.params());
      if (ofParam.isPresent()) {
        diagnostics.add(ofParam.get());
        wrongParams = true;
      } else if (found.severity() == Severity.ERROR) {
        // Its warnings are `drey validate`'s to show.
        ofPipeline.add(found);
      }
    }
    if (unusable(place, ofPipeline, diagnostics)) {
      return Optional.empty();
    }
    // Names, columns and times can be checked whatever the values of the parameters.
    return wrongParams
        ? Optional.of(compiler.compile(file.get(), options(Map.of(), false)))
            .filter(result -> result.plan().isPresent())
        : Optional.of(compiled);
  }

  private boolean unusable(LocatedText place, Diagnostics ofPipeline, Diagnostics diagnostics) {
    int errors = ofPipeline.list().size();
    if (errors > 0) {
      diagnostics.add(
          Diagnostic.at(
                  TestCodes.UNREADABLE_PIPELINE,
                  place.span(),
                  "this pipeline has " + errors + (errors == 1 ? " error" : " errors"))
              .help("`drey validate " + shown(place) + "` shows what is wrong"));
    }
    return errors > 0;
  }

  private String shown(LocatedText place) {
    return Path.of(tests.source().name()).resolveSibling(place.text()).normalize().toString();
  }

  private Optional<SourceFile> file(
      LocatedText place, Diagnostics diagnostics, Diagnostics ofPipeline) {
    Path path = folder.resolve(place.text()).normalize();
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (IOException e) {
      String why = Files.exists(path) ? "cannot be read" : "does not exist";
      diagnostics.add(
          Diagnostic.at(TestCodes.UNREADABLE_PIPELINE, place.span(), "this file " + why)
              .help("the path is relative to the folder of the tests; that gives " + shown(place)));
      return Optional.empty();
    }
    Path parent = path.toAbsolutePath().getParent();
    return YamlReader.decode(shown(place), bytes, ofPipeline)
        .map(source -> parent == null ? source : source.in(parent));
  }

  /** The values for a pipeline: not those that are meant for another one of the tests alone. */
  private Map<String, String> params(LocatedText place) {
    Map<String, String> params = GivenParams.values(tests.params());
    if (!tests.others().isEmpty()) {
      Set<String> elsewhere = new HashSet<>(declared(tests.pipeline()));
      tests.others().forEach(other -> elsewhere.addAll(declared(other)));
      elsewhere.removeAll(declared(place));
      params.keySet().removeAll(elsewhere);
    }
    return params;
  }

  private Set<String> declared(LocatedText place) {
    return declared.computeIfAbsent(place.text(), path -> read(place));
  }

  private Set<String> read(LocatedText place) {
    Set<String> names = new HashSet<>();
    file(place, new Diagnostics(), new Diagnostics())
        .flatMap(source -> compiler.compile(source, options(Map.of(), false)).spec())
        .ifPresent(spec -> spec.params().forEach(param -> names.add(param.name().text())));
    return names;
  }

  private CompilerOptions options(Map<String, String> params, boolean required) {
    return CompilerOptions.builder()
        .params(params)
        .requireParams(required)
        .observed(observed)
        .build();
  }
}
