// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static java.util.Objects.requireNonNull;

import dev.drey.CompileResult;
import dev.drey.connector.Catalog;
import dev.drey.source.LocatedText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pipeline of a file of tests, and those with which some of them go on. */
final class TestedPipelines {
  private final CompileResult first;
  private final Map<String, CompileResult> others;
  private final PipelineNames names;
  private final Map<String, PipelineNames> otherNames = new HashMap<>();
  private final Catalog catalog;
  private final Path folder;
  private final IdentityHashMap<CompileResult, PipelineUnderTest> graphs = new IdentityHashMap<>();

  /**
   * @param others by the path that the tests write
   * @param folder that of the file of tests
   */
  TestedPipelines(
      CompileResult first, Map<String, CompileResult> others, Catalog catalog, Path folder) {
    this.first = first;
    this.others = others;
    this.catalog = catalog;
    this.folder = folder;
    this.names = PipelineNames.of(first);
    others.forEach((path, compiled) -> otherNames.put(path, PipelineNames.of(compiled)));
  }

  /** Of the pipeline with which tests begin. */
  PipelineNames names() {
    return names;
  }

  /** Of another one; empty where it cannot be used, which is reported. */
  Optional<PipelineNames> names(String path) {
    return Optional.ofNullable(otherNames.get(path));
  }

  /** Of those that run in a test, in this order. */
  List<PipelineNames> names(SpecTestCase test) {
    List<PipelineNames> all = new ArrayList<>(List.of(names));
    for (LocatedText other : test.others()) {
      names(other.text()).ifPresent(all::add);
    }
    return all;
  }

  PipelineUnderTest first() {
    return graph(first);
  }

  PipelineUnderTest other(String path) {
    return graph(requireNonNull(others.get(path), "a test without its spec was refused"));
  }

  private PipelineUnderTest graph(CompileResult compiled) {
    return graphs.computeIfAbsent(compiled, each -> new PipelineUnderTest(each, catalog, folder));
  }
}
