// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DiagnosticCodes;
import dev.drey.diagnostic.Label;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.text.Visible;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * SARIF 2.1.0 (OASIS standard, 27 March 2020): one run with every code there is as its rules, so
 * that a viewer can show a rule's title also where it found nothing.
 */
final class SarifRenderer implements DiagnosticRenderer {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final String version;
  private final DiagnosticCodes known;

  /**
   * @param version the tool's, as the run says it
   * @param known the rules of the run
   */
  SarifRenderer(String version, DiagnosticCodes known) {
    this.version = version;
    this.known = known;
  }

  @Override
  public String render(List<Diagnostic> diagnostics) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", SCHEMA);
    root.put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "drey").put("semanticVersion", version);
    List<DiagnosticCode> codes = known.all();
    ArrayNode rules = driver.putArray("rules");
    Set<DiagnosticCode> found =
        diagnostics.stream().map(Diagnostic::code).collect(Collectors.toSet());
    codes.forEach(code -> rule(code, found.contains(code), rules.addObject()));
    run.put("columnKind", "utf16CodeUnits");
    ArrayNode results = run.putArray("results");
    diagnostics.forEach(diagnostic -> result(diagnostic, codes, results.addObject()));
    return root.toPrettyString() + "\n";
  }

  /** A rule; one that was found to be broken carries its page, for readers without the project. */
  private static void rule(DiagnosticCode code, boolean found, ObjectNode rule) {
    rule.put("id", code.id());
    rule.putObject("shortDescription").put("text", code.title());
    ObjectNode help = rule.putObject("help").put("text", "drey doc " + code.id());
    if (found) {
      help.put("markdown", code.page());
    }
    rule.putObject("defaultConfiguration").put("level", code.severity().label());
  }

  private static void result(Diagnostic diagnostic, List<DiagnosticCode> codes, ObjectNode result) {
    result.put("ruleId", diagnostic.code().id());
    int index = codes.indexOf(diagnostic.code());
    if (index >= 0) {
      result.put("ruleIndex", index);
    }
    result.put("level", diagnostic.severity().label());
    StringBuilder text = new StringBuilder(Visible.line(diagnostic.message()));
    diagnostic.help().forEach(help -> text.append("\nhelp: ").append(Visible.lines(help)));
    result.putObject("message").put("text", text.toString());
    location(diagnostic.primary(), result.putArray("locations").addObject());
    if (!diagnostic.secondary().isEmpty()) {
      ArrayNode related = result.putArray("relatedLocations");
      diagnostic.secondary().forEach(label -> location(label, related.addObject()));
    }
  }

  private static void location(Label label, ObjectNode location) {
    Span span = label.span();
    SourceFile file = span.file();
    ObjectNode physical = location.putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", uri(file.name()));
    physical
        .putObject("region")
        .put("startLine", span.line())
        .put("startColumn", span.column())
        .put("endLine", file.line(span.end()))
        .put("endColumn", file.column(span.end()));
    if (!label.text().isEmpty()) {
      location.putObject("message").put("text", Visible.line(label.text()));
    }
  }

  /** A path as a relative or {@code file:} URI, with what a URI cannot hold escaped. */
  private static String uri(String path) {
    String slashed = path.replace('\\', '/');
    try {
      return slashed.startsWith("/")
          ? new URI("file", "", slashed, null).toASCIIString()
          : new URI(null, null, "./" + slashed, null).toASCIIString().substring(2);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a path: " + path, e);
    }
  }
}
