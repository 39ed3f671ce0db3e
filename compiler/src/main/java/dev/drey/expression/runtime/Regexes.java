package dev.drey.expression.runtime;

import dev.drey.expression.text.Regex;
import org.jspecify.annotations.Nullable;

/**
 * Functions of regular expressions in Java's syntax. A text from a record that is no regular
 * expression, or that takes too much work, matches nothing: it gives FALSE or NULL, as in Flink.
 */
public final class Regexes {
  private Regexes() {}

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
