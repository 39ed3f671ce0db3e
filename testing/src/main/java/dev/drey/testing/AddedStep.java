// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.source.Span;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A further {@code expect} behind the last step of a test, for rows that nobody looks at. */
final class AddedStep {
  private AddedStep() {}

  /**
   * Where it goes and what it says; empty where the steps do not stand one below the other.
   *
   * @param last the key of the last step
   * @param rows the rows of each stream or sink, as a test writes them
   */
  static Optional<Correction> after(Span last, Map<String, String> rows) {
    String text = last.file().text();
    int lineStart = last.start() - last.column() + 1;
    String before = text.substring(lineStart, last.start());
    if (!before.matches(" *- +")) {
      return Optional.empty();
    }
    int dash = before.indexOf('-');
    int end = endOfLine(text, last.start());
    for (int line = end; line < text.length(); ) {
      int next = endOfLine(text, line + 1);
      String following = text.substring(line + 1, next);
      boolean blank = following.isBlank();
      if (!blank && following.length() - following.stripLeading().length() <= dash) {
        break;
      }
      end = blank ? end : next;
      line = next;
    }
    return Optional.of(
        Correction.of(
            Span.of(last.file(), end, end), "\n" + " ".repeat(dash) + "- " + expect(rows)));
  }

  /** The step on one line. */
  static String expect(Map<String, String> rows) {
    return rows.entrySet().stream()
        .map(stream -> stream.getKey() + ": [" + stream.getValue() + "]")
        .collect(Collectors.joining(", ", "expect: {", "}"));
  }

  private static int endOfLine(String text, int from) {
    int end = from > text.length() ? -1 : text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }
}
