// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.differential;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The differences of one area that are on purpose. A line is {@code KIND|KIND ~ regular expression
 * ~ reason}, where the expression matches the whole case. One that matches no difference is a fault
 * too.
 */
final class KnownDifferences {
  private static final class Entry {
    final String line;
    final List<String> kinds;
    final Pattern expression;

    Entry(String line) {
      String[] parts = line.split(" ~ ", 3);
      if (parts.length < 3 || parts[2].isBlank()) {
        throw new IllegalArgumentException("KIND ~ expression ~ reason, not: " + line);
      }
      this.line = line;
      this.kinds = List.of(parts[0].trim().split("\\|"));
      this.expression = Pattern.compile(parts[1].trim());
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> unused = new LinkedHashSet<>();

  static KnownDifferences of(String area) {
    KnownDifferences known = new KnownDifferences();
    for (String line : ExpressionCases.lines(area + ".known")) {
      known.entries.add(new Entry(line));
      known.unused.add(line);
    }
    return known;
  }

  boolean isKnown(Difference difference) {
    boolean found = false;
    for (Entry entry : entries) {
      if (entry.kinds.contains(difference.kind().name())
          && entry.expression.matcher(difference.expression()).matches()) {
        unused.remove(entry.line);
        found = true;
      }
    }
    return found;
  }

  /** The lines that matched nothing. */
  Set<String> unused() {
    return unused;
  }
}
