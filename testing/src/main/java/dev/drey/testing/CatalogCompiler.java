// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.connector.ConnectorUsage;
import dev.drey.plan.End;
import dev.drey.source.SourceFile;
import dev.drey.testkit.BrokenSpec;
import dev.drey.testkit.ExampleCompiler;
import dev.drey.testkit.Reported;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The compiler as the test kit of connectors asks for it. Whoever has a connector tests it with
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> brokenSpecs() throws IOException {
 *   return BrokenSpecs.in(Path.of("src/test/resources/broken"))
 *       .tests(CatalogCompiler.ofClassPath());
 * }
 *
 * @TestFactory
 * Stream<DynamicTest> contract() {
 *   return ConnectorContract.tests(new AcmeConnector(), CatalogCompiler.ofClassPath());
 * }
 * }</pre>
 *
 * with {@code drey-testkit} beside this module.
 */
public final class CatalogCompiler implements ExampleCompiler {
  private final PipelineCompiler compiler;

  private CatalogCompiler(Catalog catalog) {
    this.compiler = new PipelineCompiler(catalog);
  }

  /** With the connectors and formats of the calling thread's class path. */
  public static CatalogCompiler ofClassPath() {
    return of(Catalog.load(Thread.currentThread().getContextClassLoader()));
  }

  public static CatalogCompiler of(Catalog catalog) {
    return new CatalogCompiler(catalog);
  }

  @Override
  public List<Reported> compile(BrokenSpec spec) {
    return result(spec).diagnostics().stream()
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

  @Override
  public List<ConnectorUsage> usages(BrokenSpec spec) {
    return result(spec).plan().orElseThrow().nodes().stream()
        .flatMap(node -> node.end().stream())
        .map(End::usage)
        .collect(Collectors.toList());
  }

  private CompileResult result(BrokenSpec spec) {
    CompilerOptions.Builder options = CompilerOptions.builder();
    spec.params().ifPresent(values -> options.params(values).requireParams(true));
    SourceFile file = SourceFile.of(spec.name(), spec.text());
    return compiler.compile(spec.folder().map(file::in).orElse(file), options.build());
  }
}
