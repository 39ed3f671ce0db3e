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
  /** One less than the number by which a split leaves out empty parts at the end. */
  private static final int ALL_PARTS = Integer.MAX_VALUE - 1;

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
            .strict("STRING, STRING, INT -> STRING NULL", "extract"),
        regex(
                "REGEXP_EXTRACT_ALL",
                "What a group of each match holds, in their order; without a number the first group,"
                    + " or the whole match where there is none. NULL where there is no such group."
                    + " A function of Drey's own.",
                "REGEXP_EXTRACT_ALL('a=1, b=22', '[a-z]=([0-9]+)')",
                "ARRAY['1', '22']")
            .strict("STRING, STRING -> ARRAY<STRING> NULL", "extractAll")
            .strict("STRING, STRING, INT -> ARRAY<STRING> NULL", "extractAll"),
        regex(
                "REGEXP_SPLIT",
                "The parts of the text between matches of a regular expression, empty ones too. A"
                    + " function of Drey's own.",
                "REGEXP_SPLIT('a, b;c', '[,;] ?')",
                "ARRAY['a', 'b', 'c']")
            .strict("STRING, STRING -> ARRAY<STRING NOT NULL> NULL", "split"));
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

  public static @Nullable List<@Nullable String> extractAll(String text, String regex) {
    return groups(text, regex, -1);
  }

  /** What a group of each match holds, or null; group 0 is the whole match. */
  public static @Nullable List<@Nullable String> extractAll(String text, String regex, int group) {
    return group < 0 ? null : groups(text, regex, group);
  }

  private static @Nullable List<@Nullable String> groups(String text, String regex, int group) {
    Regex known = known(regex);
    try {
      return known == null ? null : known.groups(text, group);
    } catch (Regex.TooMuchWork e) {
      return null;
    }
  }

  /** The parts between matches; the text itself where nothing matches. */
  public static @Nullable List<String> split(String text, String regex) {
    Regex known = known(regex);
    try {
      return known == null ? null : known.split(text, ALL_PARTS);
    } catch (Regex.TooMuchWork e) {
      return null;
    }
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
