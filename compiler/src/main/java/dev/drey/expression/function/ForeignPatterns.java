// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.function;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Functions that write or read times by the patterns of other systems, {@code %Y-%m-%d} and {@code
 * YYYY-MM-DD HH24:MI:SS}, as ours with ours.
 */
final class ForeignPatterns {
  private static final Map<String, String> PERCENT =
      Map.ofEntries(
          Map.entry("%Y", "yyyy"),
          Map.entry("%y", "yy"),
          Map.entry("%m", "MM"),
          Map.entry("%b", "MMM"),
          Map.entry("%B", "MMMM"),
          Map.entry("%d", "dd"),
          Map.entry("%a", "EEE"),
          Map.entry("%A", "EEEE"),
          Map.entry("%H", "HH"),
          Map.entry("%I", "hh"),
          Map.entry("%i", "mm"),
          Map.entry("%M", "mm"),
          Map.entry("%s", "ss"),
          Map.entry("%S", "ss"),
          Map.entry("%p", "a"),
          Map.entry("%F", "yyyy-MM-dd"),
          Map.entry("%T", "HH:mm:ss"));

  private static final Map<String, String> WORDS =
      Map.of(
          "YYYY", "yyyy",
          "YY", "yy",
          "MM", "MM",
          "MON", "MMM",
          "DD", "dd",
          "HH24", "HH",
          "HH", "HH",
          "MI", "mm",
          "SS", "ss",
          "MS", "SSS");

  private static final Pattern WORD =
      Pattern.compile("YYYY|YY|MON|MM|DD|HH24|HH|MI|SS|MS|[A-Za-z]+");

  private static final Map<String, String> OURS =
      Map.ofEntries(
          Map.entry("TO_CHAR", "DATE_FORMAT"),
          Map.entry("STRFTIME", "DATE_FORMAT"),
          Map.entry("FORMAT_TIMESTAMP", "DATE_FORMAT"),
          Map.entry("FORMAT_DATE", "DATE_FORMAT"),
          Map.entry("TIME_FORMAT", "DATE_FORMAT"),
          Map.entry("DATE_FORMAT", "DATE_FORMAT"),
          Map.entry("STR_TO_DATE", "TO_TIMESTAMP"),
          Map.entry("STRPTIME", "TO_TIMESTAMP"),
          Map.entry("PARSE_TIMESTAMP", "TO_TIMESTAMP"));

  private ForeignPatterns() {}

  /** The call of ours; empty where the name is another's or the pattern is not known. */
  static Optional<String> call(String name, List<String> arguments) {
    String ours = OURS.get(name);
    if (ours == null || arguments.size() != 2) {
      return Optional.empty();
    }
    int at = arguments.get(0).startsWith("'") ? 0 : 1;
    return ours(arguments.get(at)).map(p -> ours + "(" + arguments.get(1 - at) + ", " + p + ")");
  }

  /** A quoted pattern as ours; empty where a part of it is not known. */
  private static Optional<String> ours(String quoted) {
    if (!quoted.matches("'[^']*'")) {
      return Optional.empty();
    }
    boolean percent = quoted.contains("%");
    Matcher part = (percent ? Pattern.compile("%.") : WORD).matcher(quoted);
    StringBuilder ours = new StringBuilder();
    while (part.find()) {
      String one = (percent ? PERCENT : WORDS).get(part.group());
      if (one == null) {
        return Optional.empty();
      }
      part.appendReplacement(ours, one);
    }
    return Optional.of(part.appendTail(ours).toString());
  }
}
