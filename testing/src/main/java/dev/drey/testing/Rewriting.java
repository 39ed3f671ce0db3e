// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.source.Span;
import dev.drey.type.RowType;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes an expected list anew from what came. A row that was expected keeps its text and its
 * columns, with other values where they differ; one that nobody expected is written with all its
 * columns; one that did not come goes.
 */
final class Rewriting {
  private final TestStep.NamedRows expected;
  private final List<@Nullable Object[]> actual;
  private final RowType type;
  private final RowMatch match;

  Rewriting(TestStep.NamedRows expected, List<@Nullable Object[]> actual, RowType type) {
    this.expected = expected;
    this.actual = actual;
    this.type = type;
    this.match = new RowMatch(type);
  }

  /**
   * Empty where the list or a row is an alias, or has an anchor: what it says is not for it alone.
   *
   * @param closest for each expected row the position of the row that came for it, or -1
   */
  Optional<Correction> correction(int[] closest) {
    if (isShared(expected.list())
        || expected.list().elements().stream().anyMatch(Rewriting::isShared)) {
      return Optional.empty();
    }
    @Nullable String[] texts = new @Nullable String[actual.size()];
    List<Integer> order = new ArrayList<>();
    for (int e = 0; e < closest.length; e++) {
      if (closest[e] >= 0) {
        texts[closest[e]] = text(expected.rows().get(e), actual.get(closest[e]));
        order.add(closest[e]);
      }
    }
    for (int a = 0; a < texts.length; a++) {
      if (texts[a] == null) {
        texts[a] = ValueText.row(actual.get(a), type);
        order.add(a);
      }
    }
    if (expected.inOrder()) {
      order.sort(null);
    }
    List<String> rows = new ArrayList<>();
    order.forEach(a -> rows.add(String.valueOf(texts[a])));
    return Optional.of(Correction.of(expected.list().span(), list(rows)));
  }

  /** An anchor stands before what it names, or within a row: there it would be lost. */
  private static boolean isShared(YamlNode node) {
    String text = node.span().text();
    return text.startsWith("*")
        || text.startsWith("&")
        || (node instanceof YamlMapping
            && ((YamlMapping) node)
                .entries().stream().anyMatch(entry -> entry.value().span().text().startsWith("&")));
  }

  private String text(YamlMapping row, @Nullable Object[] came) {
    StringBuilder text = new StringBuilder(row.span().text());
    List<YamlEntry> differing = match.differing(row, came);
    for (int i = differing.size() - 1; i >= 0; i--) {
      Span value = differing.get(i).value().span();
      int position = type.indexOf(differing.get(i).name());
      text.replace(
          value.start() - row.span().start(),
          value.end() - row.span().start(),
          ValueText.of(came[position], type.field(position).type()));
    }
    return text.toString().stripTrailing();
  }

  private String list(List<String> rows) {
    if (rows.isEmpty()) {
      return "[]";
    }
    Span list = expected.list().span();
    String indent = "\n" + " ".repeat(list.column() - 1);
    if (list.text().startsWith("[")) {
      String line = "[" + String.join(", ", rows) + "]";
      boolean fits = list.column() + line.length() <= 100 && line.indexOf('\n') < 0;
      return fits ? line : "[" + String.join("," + indent + " ", rows) + "]";
    }
    String text = "- " + String.join(indent + "- ", rows);
    // A block's span ends where the next line's content starts.
    String trailing = list.text().substring(list.text().stripTrailing().length());
    return text + trailing;
  }
}
