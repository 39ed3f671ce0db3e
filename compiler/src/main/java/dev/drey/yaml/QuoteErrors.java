package dev.drey.yaml;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.SyntaxCodes;
import dev.drey.source.Span;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that need quotes, with the line as it is to be written. */
final class QuoteErrors {
  /** A value that starts with a quote and goes on behind the closing one. */
  private static final Pattern BEHIND_QUOTE =
      Pattern.compile(
          "([A-Za-z_][A-Za-z0-9_.-]*):\\s+"
              + "((?:'(?:[^']|'')*'|\"(?:[^\"\\\\]|\\\\.)*\")\\s*[^\\s,}\\]#'\"][^,}]*)");

  private static final Pattern LINE =
      Pattern.compile("^\\s*(?:- )?([^\\s:{\\[\"'#][^:{\\[\"'#]*):\\s+(\\S.*?)(?:\\s+#.*)?$");

  private QuoteErrors() {}

  /** The problem of a value that starts with a quote on the line of the place. */
  static Optional<Diagnostic.Builder> at(Span place, Positions positions) {
    String line = positions.file().lineText(place.line());
    int lineStart = place.start() - place.column() + 1;
    Matcher matcher = BEHIND_QUOTE.matcher(line);
    while (matcher.find()) {
      String value = String.valueOf(matcher.group(2)).stripTrailing();
      int start = lineStart + matcher.start(2);
      if (place.start() >= start && place.start() <= start + value.length()) {
        return Optional.of(
            Diagnostic.at(
                    SyntaxCodes.SYNTAX,
                    positions.span(start, start + value.length()),
                    "a value that starts with a quote ends at the closing one, and this goes on")
                .help("write `" + matcher.group(1) + ": " + quoted(value) + "`"));
      }
    }
    return Optional.empty();
  }

  /** The line of a place with its value in quotes; a general advice where it is no such line. */
  static String help(Span place, String otherwise) {
    Matcher line = LINE.matcher(place.file().lineText(place.line()));
    return line.matches()
        ? "write `" + line.group(1) + ": " + quoted(String.valueOf(line.group(2))) + "`"
        : otherwise;
  }

  private static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
