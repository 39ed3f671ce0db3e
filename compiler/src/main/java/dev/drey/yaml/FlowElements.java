// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import dev.drey.source.Span;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The entry of a mapping in braces in which the reader stopped, as it is to be written. */
final class FlowElements {
  /** A comma is missing behind a value that has ended. */
  private static final Pattern NEXT = Pattern.compile("^[A-Za-z_][\\w.-]*:(?:\\s.*|$)");

  private static final Pattern ENTRY =
      Pattern.compile("^([A-Za-z_][\\w.-]*):\\s+([^'\"\\s{\\[][^{}\\[\\]\"]*?)\\s*[}\\]]*\\s*$");

  private FlowElements() {}

  /** Empty where more than one line or one entry is concerned. */
  static Optional<String> help(Span place) {
    String line = place.file().lineText(place.line());
    int at = place.column() - 1;
    if (at <= 0 || at > line.length()) {
      return Optional.empty();
    }
    int start = Math.max(line.lastIndexOf('{', at - 1), line.lastIndexOf(',', at - 1)) + 1;
    int word = at;
    while (word > start && Character.isJavaIdentifierPart(line.charAt(word - 1))) {
      word--;
    }
    String before = line.substring(start, word).strip();
    if (before.endsWith("\"") && NEXT.matcher(line.substring(word)).matches()) {
      String next = line.substring(word).split(":", 2)[0];
      return Optional.of("write `" + before + ", " + next + "`, with a comma between them");
    }
    Matcher entry = ENTRY.matcher(line.substring(start).strip());
    return start > 0 && entry.matches()
        ? Optional.of("write `" + entry.group(1) + ": \"" + entry.group(2) + "\"`")
        : Optional.empty();
  }
}
