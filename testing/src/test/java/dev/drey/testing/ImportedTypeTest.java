// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.analysis.Inclusions;
import dev.drey.connector.Catalog;
import dev.drey.source.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A type that a file beside the spec says, in tests of the spec and where the spec goes alone. */
class ImportedTypeTest {
  private static final Path FOLDER = Path.of("src/test/resources/spec");

  private final Catalog catalog = Catalog.load(ImportedTypeTest.class.getClassLoader());

  private CompileResult compile(SourceFile file) {
    return new PipelineCompiler(catalog).compile(file, CompilerOptions.builder().build());
  }

  @Test
  void itsColumnsAreThoseOfTheSchema() {
    InlineTest test =
        InlineTest.run(
            "imported.yaml",
            "- send:",
            "    orders:",
            "      - {id: a, state: PAID, total: 12.50, placed: 2026-01-01T00:00:00Z}",
            "      - {id: b, state: OPEN, placed: 2026-01-01T00:00:00Z}",
            "- expect: {out: [{id: a, total: 12.50, placed: 2026-01-01T00:00:00Z}]}");

    assertThat(test.messages()).isEmpty();
  }

  @Test
  void aSpecThatTravelsHasTheSchemaInIt() throws Exception {
    travels(
        "imported.yaml",
        "orders",
        "id STRING NOT NULL, state STRING NOT NULL, total DECIMAL(9, 2), placed TIMESTAMP_LTZ(3)"
            + " NOT NULL");
    travels(
        "imported-protobuf.yaml",
        "payments",
        "id STRING NOT NULL, state STRING NOT NULL, cents BIGINT, placed TIMESTAMP_LTZ(3)");
  }

  /** A lookup has types of its own, one text may stand in several places, and `${` in a file. */
  @Test
  void aSpecThatTravelsHasThoseOfItsLookupsAndAliases() throws Exception {
    travels("imported-lookup.yaml", "returned", "id STRING NOT NULL, owner STRING");
  }

  private void travels(String file, String source, String columns) throws Exception {
    SourceFile spec = SourceFile.of(file, Files.readString(FOLDER.resolve(file)));
    CompileResult beside = compile(spec.in(FOLDER));
    assertThat(beside.diagnostics()).isEmpty();
    assertThat(compile(spec).plan()).isEmpty();

    String text = Inclusions.included(beside.spec().orElseThrow(), spec.in(FOLDER), catalog);
    CompileResult alone = compile(SourceFile.of("alone.yaml", text));
    assertThat(alone.diagnostics()).isEmpty();
    assertThat(alone.rowTypes()).isEqualTo(beside.rowTypes());
    assertThat(alone.rowTypes().get(source)).hasToString(columns);
    // What has everything in it stays as it is.
    assertThat(
            Inclusions.included(
                alone.spec().orElseThrow(), SourceFile.of("alone.yaml", text), catalog))
        .isEqualTo(text);
  }
}
