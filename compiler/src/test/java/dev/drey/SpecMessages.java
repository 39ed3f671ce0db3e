// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import dev.drey.connector.Catalog;
import dev.drey.source.SourceFile;

/** What a compiler says of a spec, for who loads it by a class loader of its own. */
public final class SpecMessages {
  private SpecMessages() {}

  /** Code and message of each diagnostic. */
  public static String[] of(String spec) {
    Catalog catalog = Catalog.load(SpecMessages.class.getClassLoader());
    return new PipelineCompiler(catalog)
            .compile(SourceFile.of("example.yaml", spec), CompilerOptions.builder().build())
            .diagnostics()
            .stream()
            .map(each -> each.code().id() + " " + each.message())
            .toArray(String[]::new);
  }
}
