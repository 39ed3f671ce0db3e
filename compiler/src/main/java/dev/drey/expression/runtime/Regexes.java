// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import dev.drey.expression.text.Regex;
import dev.drey.function.FunctionDescriptor.Group;
import dev.drey.function.ScalarFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Functions of regular expressions in Java's syntax. A text from a record that is no regular
 * expression, or that takes too much work, matches nothing: it gives FALSE or NULL, as in Flink.
 */
public final class Regexes {
  private Regexes() {}

  private static ScalarFunction regex(String name, String doc, String example, String result) {
    return ScalarFunction.of(name, Group.TEXT, Regexes.class, doc, example, result)
        .checked(1, PatternProblems::regex);
  }

  public static List<ScalarFunction> functions() {
    return List.of(
        regex(
                "REGEXP",
                "Whether a part of the text matches a regular expression; FALSE where the"
                    + " expression is empty, or comes from a row and is none.",
                "REGEXP('abc123', '[0-9]+')",
                "TRUE")
            .strict("STRING, STRING -> BOOLEAN", "find"),
        regex(
                "REGEXP_REPLACE",
                "The text with each match of a regular expression replaced by a text, in which"
                    + " nothing is special: `$1` is `$1`. NULL where the expression comes from a"
                    + " row and is none.",
                "REGEXP_REPLACE('a1b22', '[0-9]+', '#')",
                "'a#b#'")
            .strict("STRING, STRING, STRING -> STRING NULL", "replace"),
        regex(
                "REGEXP_EXTRACT",
                "What a group of the first match holds, without a group the whole match; NULL where"
                    + " there is none.",
                "REGEXP_EXTRACT('id=42;', 'id=([0-9]+)', 1)",
                "'42'")
            .strict("STRING, STRING -> STRING NULL", "extract")
            .strict("STRING, STRING, INT -> STRING NULL", "extract"));
  }

  /** Why a text is no regular expression, or null where it is one. */
  public static @Nullable String problem(String regex) {
    return Regex.problem(regex);
  }

  /** The expression that only this text itself matches. */
  public static String literal(String text) {
    return text.replaceAll("[\\\\\\[\\](){}.*+?^$|]", "\\\\$0");
  }

  private static @Nullable Regex known(String regex) {
    try {
      return Regex.of(regex);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Whether a part of the text matches; nothing matches an empty expression. */
  public static boolean find(String text, String regex) {
    Regex known = regex.isEmpty() ? null : known(regex);
    try {
      return known != null && known.find(text);
    } catch (Regex.TooMuchWork e) {
      return false;
    }
  }

  /** The text with each match replaced, in which nothing is special. */
  public static @Nullable String replace(String text, String regex, String replacement) {
    Regex known = known(regex);
    try {
      return known == null ? null : known.replace(text, replacement);
    } catch (Regex.TooMuchWork e) {
      return null;
    }
  }

  public static @Nullable String extract(String text, String regex) {
    return extract(text, regex, 0);
  }

  /** What a group of the first match holds, or null; group 0 is the whole match. */
  public static @Nullable String extract(String text, String regex, int group) {
    Regex known = known(regex);
    try {
      return known == null ? null : known.group(text, group);
    } catch (Regex.TooMuchWork e) {
      return null;
    }
  }
}
