// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.SyntaxCodes;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quote, brace or bracket that its line does not close, where the next line begins with a key of
 * its own: YAML reads on and stumbles later, over what is in order.
 */
final class UnclosedErrors {
  private static final Pattern OPENED_QUOTE =
      Pattern.compile("^(\\s*)(?:- )?([A-Za-z_][\\w.-]*):\\s+((['\"]).*)$");

  private static final Pattern KEY_LINE =
      Pattern.compile("^(\\s*)(?:- )?[A-Za-z_][\\w.-]*:(?:\\s.*)?$");

  private static final Pattern ENTRY =
      Pattern.compile("^(\\s*)(?:- )?([A-Za-z_][\\w.-]*):\\s+(\\S.*)$");

  private final Positions positions;

  UnclosedErrors(Positions positions) {
    this.positions = positions;
  }

  /** The first quote above the place that is not closed on its line, and should be. */
  Optional<Diagnostic.Builder> quote(Span place) {
    SourceFile file = positions.file();
    for (int line = 1; line <= place.line(); line++) {
      Matcher opened = OPENED_QUOTE.matcher(file.lineText(line));
      if (opened.matches()
          && !closes(String.valueOf(opened.group(3)))
          && (line == file.lineCount() || beginsWithKey(line + 1, opened.group(1).length()))) {
        int start = start(line) + opened.start(3);
        String value = String.valueOf(opened.group(3)).stripTrailing();
        return Optional.of(
            Diagnostic.at(
                    SyntaxCodes.SYNTAX,
                    positions.span(start, start + value.length()),
                    "the quote that opens here is not closed on its line")
                .help("write `" + opened.group(2) + ": " + value + opened.group(4) + "`"));
      }
    }
    return Optional.empty();
  }

  /** The brace or bracket of the line where the reader's mapping or list began. */
  Optional<Diagnostic.Builder> bracket(Span context, Span place) {
    String line = positions.file().lineText(context.line());
    Matcher entry = ENTRY.matcher(line);
    if (place.line() <= context.line()
        || !entry.matches()
        || !beginsWithKey(context.line() + 1, entry.group(1).length())) {
      return Optional.empty();
    }
    String closing = closing(String.valueOf(entry.group(3)));
    return closing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Diagnostic.at(
                    SyntaxCodes.SYNTAX,
                    context,
                    "what opens here is not closed on its line, and the next has a key of its own")
                .help("write `" + line.strip().replaceFirst("\\s+#.*$", "") + closing + "`"));
  }

  private boolean beginsWithKey(int line, int indentation) {
    String text = positions.file().lineText(line);
    Matcher key = KEY_LINE.matcher(text);
    return text.isBlank() || (key.matches() && key.group(1).length() <= indentation);
  }

  private int start(int line) {
    SourceFile file = positions.file();
    int start = 0;
    while (file.line(start) < line) {
      start = file.text().indexOf('\n', start) + 1;
    }
    return start;
  }

  private static boolean closes(String value) {
    char quote = value.charAt(0);
    for (int i = 1; i < value.length(); i++) {
      if (value.charAt(i) == '\\' && quote == '"') {
        i++;
      } else if (value.charAt(i) == quote) {
        return true;
      }
    }
    return false;
  }

  /** What closes the brackets of a text, quoted ones aside; empty where they are closed. */
  private static String closing(String text) {
    Deque<Character> open = new ArrayDeque<>();
    char inside = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inside != 0) {
        inside = c == inside ? 0 : inside;
      } else if (c == '\'' || c == '"') {
        inside = c;
      } else if (c == '{' || c == '[') {
        open.push(c == '{' ? '}' : ']');
      } else if ((c == '}' || c == ']') && !open.isEmpty()) {
        open.pop();
      }
    }
    StringBuilder closing = new StringBuilder();
    open.forEach(closing::append);
    return inside == 0 ? closing.toString() : "";
  }
}
