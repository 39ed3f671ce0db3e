// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.SyntaxCodes;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds a text that a comma has cut in two within braces or brackets: {@code {total: ROUND(x, 2)}}
 * is the value {@code ROUND(x} and a key {@code 2)}. YAML takes it, and nobody means it.
 */
final class SplitValues {
  private SplitValues() {}

  /** The entries of a mapping in braces, with texts whole that commas have split; each reported. */
  static List<YamlEntry> joined(List<YamlEntry> entries, Diagnostics diagnostics) {
    List<YamlEntry> joined = new ArrayList<>();
    int at = 0;
    while (at < entries.size()) {
      YamlEntry entry = entries.get(at++);
      int depth = open(entry.value());
      int end = at;
      while (depth > 0 && end < entries.size() && isPart(entries.get(end))) {
        depth += open(entries.get(end++).key());
      }
      if (depth <= 0 && end > at) {
        YamlScalar whole = whole(entry.value().span(), entries.get(end - 1).key().span());
        diagnostics.add(
            problem(
                entry.value(),
                "write `"
                    + entry.name()
                    + ": \""
                    + whole.text().text().replace("\"", "\\\"")
                    + "\"`"));
        joined.add(YamlEntry.of(entry.key(), whole));
        at = end;
      } else {
        joined.add(entry);
      }
    }
    return joined;
  }

  private static boolean isPart(YamlEntry entry) {
    return entry.value() instanceof YamlScalar && ((YamlScalar) entry.value()).isEmpty();
  }

  private static YamlScalar whole(Span first, Span last) {
    Span span = Span.of(first.file(), first.start(), last.end());
    int[] offsets = IntStream.rangeClosed(first.start(), last.end()).toArray();
    return YamlScalar.of(LocatedText.of(span.text(), span, offsets, false), YamlScalar.Kind.TEXT);
  }

  /** In a list in brackets. */
  static Optional<Diagnostic> inList(List<YamlNode> elements) {
    Optional<YamlNode> split = Optional.empty();
    boolean closedLater = false;
    for (int i = elements.size() - 1; i >= 0; i--) {
      int open = open(elements.get(i));
      if (open > 0 && closedLater) {
        split = Optional.of(elements.get(i));
      }
      closedLater |= open < 0;
    }
    return split.map(first -> problem(first, "put quotes around the whole text"));
  }

  /** How many more parentheses a plain text opens than it closes. */
  private static int open(YamlNode node) {
    if (!(node instanceof YamlScalar) || node.span().text().startsWith("\"")) {
      return 0;
    }
    String text = node.span().text();
    if (text.startsWith("'")) {
      return 0;
    }
    return (int)
        (text.chars().filter(c -> c == '(').count() - text.chars().filter(c -> c == ')').count());
  }

  private static Diagnostic problem(YamlNode before, String help) {
    return Diagnostic.at(
            SyntaxCodes.SYNTAX,
            before.span(),
            "this text ends at the comma: within braces and brackets a comma starts the next value")
        .help(help)
        .build();
  }
}
