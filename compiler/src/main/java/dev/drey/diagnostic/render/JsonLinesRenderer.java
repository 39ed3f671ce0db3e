// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Label;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.text.Visible;
import java.util.List;

/**
 * One JSON object a line and diagnostic. The fields are stable: later versions only add some. Lines
 * and columns count from 1, columns in UTF-16 units; the end is the first place after the span.
 */
final class JsonLinesRenderer implements DiagnosticRenderer {
  @Override
  public String render(List<Diagnostic> diagnostics) {
    StringBuilder out = new StringBuilder();
    for (Diagnostic diagnostic : diagnostics) {
      out.append(json(diagnostic)).append('\n');
    }
    return out.toString();
  }

  private static ObjectNode json(Diagnostic diagnostic) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("code", diagnostic.code().id());
    json.put("severity", diagnostic.severity().label());
    json.put("message", Visible.line(diagnostic.message()));
    place(diagnostic.span(), json);
    json.put("label", Visible.line(diagnostic.primary().text()));
    ArrayNode related = json.putArray("related");
    for (Label label : diagnostic.secondary()) {
      place(label.span(), related.addObject()).put("label", Visible.line(label.text()));
    }
    ArrayNode help = json.putArray("help");
    diagnostic.help().forEach(text -> help.add(Visible.lines(text)));
    json.put("docs", DiagnosticRenderer.page(diagnostic));
    return json;
  }

  private static ObjectNode place(Span span, ObjectNode json) {
    SourceFile file = span.file();
    return json.put("file", Visible.line(file.name()))
        .put("line", span.line())
        .put("column", span.column())
        .put("endLine", file.line(span.end()))
        .put("endColumn", file.column(span.end()));
  }
}
