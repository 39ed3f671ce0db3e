// SPDX-License-Identifier: Apache-2.0
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
              + "((?:'(?:[^']|'')*+'|\"(?:[^\"\\\\]|\\\\.)*+\")\\s*[^\\s,}\\]#'\"][^,}]*)");

  private static final Pattern LINE =
      Pattern.compile("^\\s*(?:- )?([^\\s:{\\[\"'#][^:{\\[\"'#]*):\\s+(\\S.*?)(?:\\s+#.*)?$");

  /** A value whose first character means something to YAML. */
  private static final Pattern MARKED =
      Pattern.compile("^\\s*(?:- )?([^\\s:{\\[\"'#][^:{\\[\"'#]*):\\s+([!*&]\\S.*?)(?:\\s+#.*)?$");

  /** A tag before a value, as in CloudFormation and Home Assistant. */
  private static final Pattern TAG = Pattern.compile("!!?[A-Za-z]\\w*(\\s+[^\\s(<>=!]+)?");

  /** A longer line is not one that a person would be told to write. */
  private static final int LONGEST_LINE = 2_000;

  private QuoteErrors() {}

  private static String line(Span place) {
    String line = place.file().lineText(place.line());
    return line.length() <= LONGEST_LINE ? line : "";
  }

  /** The problem of a value that starts with a quote on the line of the place. */
  static Optional<Diagnostic.Builder> at(Span place, Positions positions) {
    String line = line(place);
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
    return marked(line)
        .map(value -> at(value, "a text without quotes cannot start with `%s`", place, positions))
        .or(
            () ->
                behindBracket(line)
                    .map(
                        value ->
                            at(
                                value,
                                "a value that starts with `%s` ends at the closing one, and this"
                                    + " goes on",
                                place,
                                positions)));
  }

  private static Diagnostic.Builder at(
      String value, String message, Span place, Positions positions) {
    int start = place.start() - place.column() + 1 + line(place).indexOf(value);
    return Diagnostic.at(
            SyntaxCodes.SYNTAX,
            positions.span(start, start + value.length()),
            String.format(message, value.charAt(0)))
        .help(help(place, "put quotes around the text"));
  }

  /** The line's value, where it starts as a list or a mapping and goes on behind its end. */
  private static Optional<String> behindBracket(String line) {
    Matcher matcher = LINE.matcher(line);
    String value = matcher.matches() ? String.valueOf(matcher.group(2)) : "";
    if (!value.startsWith("[") && !value.startsWith("{")) {
      return Optional.empty();
    }
    int depth = 0;
    for (int at = 0; at < value.length(); at++) {
      depth +=
          "[{".indexOf(value.charAt(at)) >= 0 ? 1 : "]}".indexOf(value.charAt(at)) >= 0 ? -1 : 0;
      if (depth == 0) {
        String rest = value.substring(at + 1).strip();
        return rest.isEmpty() || ",]}:".indexOf(rest.charAt(0)) >= 0
            ? Optional.empty()
            : Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** The line's value, where its first character is a mark of YAML. */
  private static Optional<String> marked(String line) {
    Matcher matcher = MARKED.matcher(line);
    return matcher.matches() ? Optional.of(String.valueOf(matcher.group(2))) : Optional.empty();
  }

  /** The line of a place with its value in quotes; a general advice where it is no such line. */
  static String help(Span place, String otherwise) {
    Matcher line = LINE.matcher(line(place));
    if (!line.matches()) {
      return otherwise;
    }
    String value = String.valueOf(line.group(2));
    if (value.matches("[a-z][A-Za-z]*: \\S+")) {
      return "write `"
          + line.group(1)
          + ": "
          + quoted(value)
          + "`, or where it is a mapping `"
          + line.group(1)
          + ": {"
          + value
          + "}`";
    }
    boolean word = value.matches("![a-z]\\w*");
    boolean not = value.startsWith("!") && (word || !TAG.matcher(value).matches());
    return not
        ? "write it in quotes, and NOT for `!`: `"
            + line.group(1)
            + ": "
            + quoted(value.replaceFirst("^!\\s*", "NOT "))
            + "`"
        : "write `" + line.group(1) + ": " + quoted(value) + "`";
  }

  /** The same for a `*`: all columns are a key of a mapping. */
  static String starHelp(Span place, String otherwise) {
    Matcher line = LINE.matcher(line(place));
    boolean all =
        line.matches() && String.valueOf(line.group(2)).matches("\\*|\\{ *\\*.*|\\[ *\\*.*");
    return all && String.valueOf(line.group(1)).equals("select")
        ? "write `select: {\"*\": }`"
        : help(place, otherwise);
  }

  /** The same for what YAML took for a tag, where no author of tags would write it. */
  static String tagHelp(Span place, String otherwise) {
    Optional<String> value = marked(line(place));
    boolean tag = value.isEmpty() || TAG.matcher(value.get()).matches();
    boolean word = value.isPresent() && value.get().matches("![a-z]\\w*");
    return tag && !word ? otherwise : help(place, otherwise);
  }

  private static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
