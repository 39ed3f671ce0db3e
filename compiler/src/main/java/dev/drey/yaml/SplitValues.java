package dev.drey.yaml;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.SyntaxCodes;
import java.util.List;
import java.util.Optional;

/**
 * Finds a text that a comma has cut in two within braces or brackets: {@code {total: ROUND(x, 2)}}
 * is the value {@code ROUND(x} and a key {@code 2)}. YAML takes it, and nobody means it.
 */
final class SplitValues {
  private SplitValues() {}

  /** In a mapping in braces. */
  static Optional<Diagnostic> inMapping(List<YamlEntry> entries) {
    for (int i = 1; i < entries.size(); i++) {
      YamlEntry entry = entries.get(i);
      boolean noValue =
          entry.value() instanceof YamlScalar && ((YamlScalar) entry.value()).isEmpty();
      if (noValue && open(entries.get(i - 1).value()) > 0) {
        return Optional.of(problem(entries.get(i - 1).value()));
      }
    }
    return Optional.empty();
  }

  /** In a list in brackets. */
  static Optional<Diagnostic> inList(List<YamlNode> elements) {
    for (int i = 0; i < elements.size(); i++) {
      boolean closedLater =
          elements.subList(i + 1, elements.size()).stream().anyMatch(later -> open(later) < 0);
      if (open(elements.get(i)) > 0 && closedLater) {
        return Optional.of(problem(elements.get(i)));
      }
    }
    return Optional.empty();
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

  private static Diagnostic problem(YamlNode before) {
    return Diagnostic.at(
            SyntaxCodes.SYNTAX,
            before.span(),
            "this text ends at the comma: within braces and brackets a comma starts the next value")
        .help("put quotes around the whole text")
        .build();
  }
}
