// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli.reference;

import dev.drey.analysis.Operations;
import dev.drey.connector.Catalog;
import dev.drey.connector.Connector;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.schema.JsonSchemas;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every file of the repository that is written from descriptors. The build compares; a difference
 * fails it, and {@code -Ddrey.update=true} writes them.
 */
public final class GeneratedFiles {
  static final String NOTE =
      "<!-- Written by the build from the descriptors; see GeneratedFilesTest. -->\n\n";

  private GeneratedFiles() {}

  /** Contents by path from the repository's root. */
  public static Map<String, String> of(Catalog catalog) {
    Map<String, String> files = new TreeMap<>();
    files.put("schemas/drey-v1.schema.json", JsonSchemas.pipeline(Operations.language(catalog)));
    files.put("schemas/drey-v1-test.schema.json", JsonSchemas.specTest());
    files.put("docs/reference/keys.md", ReferencePages.keys(catalog));
    files.put("docs/reference/test-keys.md", ReferencePages.testKeys());
    files.put("docs/reference/functions.md", ReferencePages.functions());
    files.put("docs/reference/formats.md", ReferencePages.formats(catalog));
    files.put("docs/reference/systems.md", SystemsPage.of(catalog));
    files.put("docs/reference/diagnostics.md", ReferencePages.diagnostics(catalog));
    for (Connector connector : catalog.connectors()) {
      files.put(
          "docs/reference/connectors/" + connector.descriptor().name() + ".md",
          ConnectorPage.of(connector.descriptor()));
      for (DiagnosticCode code : connector.diagnostics()) {
        files.put("docs/reference/diagnostics/" + code + ".md", code.page());
      }
    }
    return files;
  }
}
