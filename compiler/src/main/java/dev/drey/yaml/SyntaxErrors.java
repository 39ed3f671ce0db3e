// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.SyntaxCodes;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** What SnakeYAML stumbles over, said to the author of the line. */
final class SyntaxErrors {
  private static final String QUOTE_IT = "put quotes around the text";

  /** A key, and what stands behind it without a colon or a space. */
  private static final Pattern KEY =
      Pattern.compile("([a-z][A-Za-z_]*)(?::(?=\\S)|\\s*:?=\\s*|\\s+)([^\\s:=].{0,60})");

  /** A key whose value is to come on the next line. */
  private static final Pattern WAITING =
      Pattern.compile("\\s*(?:- )?([A-Za-z_][\\w.-]*):\\s*(?:[|>][-+0-9]*)?\\s*");

  private static final Pattern CALL = Pattern.compile("[A-Za-z_]+\\s*\\(.*");

  /** A parameter without quotes around it. */
  private static final Pattern PARAM =
      Pattern.compile("(?<=[:,\\[ ])(\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}[^\\s,}\\]]*)");

  private final Positions positions;

  SyntaxErrors(Positions positions) {
    this.positions = positions;
  }

  Diagnostic describe(YAMLException e) {
    if (e instanceof ReaderException) {
      ReaderException unreadable = (ReaderException) e;
      int offset = positions.offset(unreadable.getPosition());
      return syntax(
              positions.span(offset, offset + 1),
              String.format(
                  "the character U+%04X cannot stand in a YAML file", unreadable.getCodePoint()))
          .help("in double quotes an escape such as `\\x07` or `\\u0007` writes it")
          .build();
    }
    if (e instanceof MarkedYAMLException && ((MarkedYAMLException) e).getProblemMark() != null) {
      return describe((MarkedYAMLException) e).build();
    }
    return syntax(positions.span(0, 0), "the file is not YAML: " + e.getMessage())
        .help("a spec starts with `apiVersion: drey/v1`")
        .build();
  }

  private Diagnostic.Builder describe(MarkedYAMLException e) {
    Span place = visible(positions.at(e.getProblemMark()));
    Mark contextMark = e.getContextMark() == null ? e.getProblemMark() : e.getContextMark();
    Span context = visible(positions.at(contextMark));
    OptionalInt tab = tabInIndentation(place);
    if (tab.isPresent()) {
      return Diagnostic.at(
              SyntaxCodes.TAB,
              positions.span(tab.getAsInt(), tab.getAsInt() + 1),
              "a tab cannot indent a line of YAML")
          .help(spaces(tab.getAsInt()));
    }
    UnclosedErrors unclosed = new UnclosedErrors(positions);
    Optional<Diagnostic.Builder> quote = unclosed.quote(place);
    if (quote.isPresent()) {
      return quote.get();
    }
    Optional<Diagnostic.Builder> quotes = QuoteErrors.at(place, positions);
    if (quotes.isPresent()) {
      return quotes.get();
    }
    String problem = orEmpty(e.getProblem());
    String around = orEmpty(e.getContext());
    if (around.contains("quoted scalar")) {
      return quoted(problem, context, place);
    }
    if (around.contains("flow sequence") || around.contains("flow mapping")) {
      Optional<Diagnostic.Builder> bracket = unclosed.bracket(context, place);
      return bracket.isPresent()
          ? bracket.get()
          : unclosed(around.contains("sequence"), context, place);
    }
    if (around.contains("block scalar")) {
      return syntax(place, "nothing but an indicator or a comment follows `|` or `>` on its line")
          .help(orQuoted(place, "start the text on the next line, indented further than its key"));
    }
    if (around.contains("alias") || around.contains("anchor")) {
      return syntax(context, "`*` and `&` start an alias or an anchor, and no name follows")
          .help(QuoteErrors.starHelp(context, QUOTE_IT));
    }
    return block(problem, around, context, place);
  }

  private Diagnostic.Builder block(String problem, String around, Span context, Span place) {
    Optional<Diagnostic.Builder> keyless =
        problem.contains("mapping values are not allowed") ? keyless(place) : Optional.empty();
    if (keyless.isPresent()) {
      return keyless.get();
    }
    if (problem.contains("mapping values are not allowed")) {
      return syntax(place, "a value cannot start here: this line already has one, or is misplaced")
          .help(
              QuoteErrors.help(
                  place, "put quotes around a text that holds `: `, or check the indentation"));
    }
    if (problem.contains("could not find expected ':'")) {
      return syntax(context, "this line is neither `key: value` nor an element of a list")
          .help(
              keyAbove(context.line())
                  .map(key -> "write `" + key + ": " + line(context.line()) + "`")
                  .orElseGet(
                      () ->
                          withColon(line(context.line()))
                              + ", or indent the line into the text above"));
    }
    if (problem.contains("expected <block end>") && context.text().startsWith("-")) {
      String first = positions.file().lineText(context.line()).strip();
      String name = first.replaceFirst("^- *name: *", "");
      return syntax(place, "a key cannot follow the elements of a list")
          .and(context, "the list starts here")
          .help(
              name.equals(first)
                  ? "write every line as an element, `- ...`, or none"
                  : "write `" + name + ":` for `" + first + "`: what has a name is a mapping");
    }
    if (problem.contains("expected <block end>")) {
      return syntax(place, "this does not line up with the lines above")
          .and(context, "the lines around it start here")
          .help("give all keys of a mapping, or all elements of a list, the same indentation");
    }
    if (problem.contains("cannot start any token")) {
      return syntax(place, "a text without quotes cannot start with `" + place.text() + "`")
          .help(QuoteErrors.help(place, QUOTE_IT));
    }
    if (problem.contains("sequence entries are not allowed")) {
      return syntax(place, "an element of a list cannot start here")
          .help(orQuoted(place, "start the list on a line of its own, or write it as `[a, b]`"));
    }
    if (problem.contains("mapping keys are not allowed")) {
      return syntax(place, "a text without quotes cannot start with `" + place.text() + " `")
          .help(QuoteErrors.help(place, QUOTE_IT));
    }
    if (problem.contains("expected the node content") || around.contains("block node")) {
      return syntax(place, "a value is missing before `" + place.text() + "`")
          .help(QuoteErrors.help(place, QUOTE_IT));
    }
    return syntax(place, "YAML cannot be read on from here: " + problem)
        .help(QuoteErrors.help(place, QUOTE_IT));
  }

  /** What YAML would have there, and the line with a text there. */
  private static String orQuoted(Span place, String help) {
    String quoted = QuoteErrors.help(place, "");
    return quoted.isEmpty() ? help : help + "; or, for a text, " + quoted;
  }

  /** The line above, where it has no key and this one, below it, has one. */
  private Optional<Diagnostic.Builder> keyless(Span place) {
    if (place.line() < 2) {
      return Optional.empty();
    }
    String line = positions.file().lineText(place.line());
    String above = positions.file().lineText(place.line() - 1);
    String text = above.strip();
    boolean key = text.isEmpty() || text.matches("(- .*|#.*|.*:(\\s.*)?)");
    if (key || indent(line) != indent(above)) {
      return Optional.empty();
    }
    int start = place.start() - place.column() + 1 + lineShift(place, place.line() - 1);
    return Optional.of(
        syntax(
                positions.span(start + indent(above), start + indent(above) + text.length()),
                "this line is neither `key: value` nor an element of a list")
            .help(
                KEY.matcher(text).matches() && !CALL.matcher(text).matches()
                    ? withColon(text)
                    : "write `NAME: " + text + "`"));
  }

  private String line(int line) {
    return positions.file().lineText(line).strip();
  }

  /** The key of the line above, where that waits for its value, which is not further in. */
  private Optional<String> keyAbove(int line) {
    if (line < 2) {
      return Optional.empty();
    }
    Matcher key = WAITING.matcher(positions.file().lineText(line - 1));
    return key.matches() ? Optional.of(String.valueOf(key.group(1))) : Optional.empty();
  }

  /** The line with the indentation of the one above for its tab. */
  private String spaces(int tab) {
    int number = positions.file().line(tab);
    String above = number < 2 ? "" : positions.file().lineText(number - 1);
    int further = above.stripTrailing().endsWith(":") ? 2 : 0;
    return "indent with spaces: write `"
        + " ".repeat((above.isBlank() ? 0 : indent(above)) + further)
        + line(number)
        + "`";
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  private static String withColon(String line) {
    Matcher key = KEY.matcher(line);
    return key.matches()
        ? "write `" + key.group(1) + ": " + key.group(2) + "`"
        : "write a colon and a space after the key";
  }

  private static Diagnostic.Builder quoted(String problem, Span context, Span place) {
    if (problem.contains("escape character") || problem.contains("hexadecimal")) {
      return syntax(place, "`\\" + place.text() + "` is not an escape of YAML")
          .help("write `\\\\` for a backslash, or use single quotes, which keep it as it is");
    }
    return syntax(context, "the quote that opens here is never closed")
        .help("close it; within single quotes `''` is one quote, within double quotes `\\\"` is");
  }

  private static Diagnostic.Builder unclosed(boolean list, Span context, Span place) {
    String bracket = list ? "]" : "}";
    Optional<String> element = FlowElements.help(place);
    if (element.isPresent()) {
      return syntax(place, "a comma or `" + bracket + "` is missing before this")
          .help(element.get());
    }
    Matcher param = PARAM.matcher(place.file().lineText(place.line()));
    if (param.find()) {
      return syntax(place, "within braces and brackets `{` starts a mapping")
          .and(context, list ? "the list starts here" : "the mapping starts here")
          .help("write a parameter in quotes: `\"" + param.group(1) + "\"`");
    }
    return syntax(place, "a comma or `" + bracket + "` is missing before this")
        .and(context, list ? "the list starts here" : "the mapping starts here")
        .help("put quotes around a text that holds `,`, `[`, `]`, `{` or `}`");
  }

  private static Diagnostic.Builder syntax(Span place, String message) {
    return Diagnostic.at(SyntaxCodes.SYNTAX, place, message);
  }

  /** A place at the very end of the file moves back to the last character that can be seen. */
  private Span visible(Span place) {
    String text = positions.file().text();
    int at = Math.min(place.start(), text.length());
    if (!text.substring(at).isBlank()) {
      return place;
    }
    while (at > 0 && (at >= text.length() || Character.isWhitespace(text.charAt(at)))) {
      at--;
    }
    return positions.span(at, at + 1);
  }

  /** A tab before the first other character of the place's line, or of the line before. */
  private OptionalInt tabInIndentation(Span place) {
    SourceFile file = positions.file();
    for (int line = place.line(); line > 0 && line >= place.line() - 1; line--) {
      String text = file.lineText(line);
      int content = 0;
      while (content < text.length() && Character.isWhitespace(text.charAt(content))) {
        content++;
      }
      int tab = text.indexOf('\t');
      if (tab >= 0 && tab < content && content < text.length()) {
        return OptionalInt.of(place.start() - place.column() + 1 + tab + lineShift(place, line));
      }
    }
    return OptionalInt.empty();
  }

  /** From the start of the place's line to the start of another one. */
  private int lineShift(Span place, int line) {
    int at = place.start() - place.column() + 1;
    int start = at;
    while (positions.file().line(start) > line) {
      start--;
    }
    while (start > 0 && positions.file().line(start - 1) == line) {
      start--;
    }
    return start - at;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
