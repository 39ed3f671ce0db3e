// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import dev.drey.connector.Catalog;
import dev.drey.source.SourceFile;
import dev.drey.testkit.BrokenSpec;
import dev.drey.testkit.Reported;
import dev.drey.testkit.SpecCompiler;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The compiler as the test kit asks for it; what others use stands in the module {@code testing}.
 */
final class TestedCompiler implements SpecCompiler {
  private final PipelineCompiler compiler;

  TestedCompiler(Catalog catalog) {
    this.compiler = new PipelineCompiler(catalog);
  }

  TestedCompiler(PipelineCompiler compiler) {
    this.compiler = compiler;
  }

  @Override
  public List<Reported> compile(BrokenSpec spec) {
    return reported(result(spec));
  }

  CompileResult result(BrokenSpec spec) {
    CompilerOptions.Builder options = CompilerOptions.builder();
    spec.params().ifPresent(values -> options.params(values).requireParams(true));
    SourceFile file = SourceFile.of(spec.name(), spec.text());
    return compiler.compile(spec.folder().map(file::in).orElse(file), options.build());
  }

  /** The diagnostics in full, for the message of a failing test. */
  static String listing(CompileResult result) {
    return BrokenSpec.listing(reported(result));
  }

  private static List<Reported> reported(CompileResult result) {
    return result.diagnostics().stream()
        .map(
            each ->
                Reported.of(
                    each.code(),
                    each.span().line(),
                    each.span().column(),
                    each.message(),
                    each.help()))
        .collect(Collectors.toList());
  }
}
