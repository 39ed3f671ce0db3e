// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.text;

import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A LIKE or SIMILAR TO pattern, prepared. A LIKE of plain text with {@code %} only at its ends is
 * looked for as such. What is no pattern fails when it is used, not before.
 */
public final class LikeMatcher {
  private final Predicate<String> test;

  private LikeMatcher(Predicate<String> test) {
    this.test = test;
  }

  /**
   * @param escape one character, or null
   */
  public static LikeMatcher of(String pattern, @Nullable String escape, boolean similar) {
    try {
      return new LikeMatcher(test(pattern, escape, similar));
    } catch (IllegalArgumentException e) {
      String message = "'" + pattern + "' is not a pattern: " + e.getMessage();
      return new LikeMatcher(
          value -> {
            throw new IllegalArgumentException(message, e);
          });
    }
  }

  /** Why a text is no pattern, or null where it is one. */
  public static @Nullable String problem(String pattern, @Nullable String escape, boolean similar) {
    try {
      test(pattern, escape, similar);
      return null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  /** The SIMILAR TO pattern that only this text itself matches. */
  public static String literal(String text, char escape) {
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean special = c == escape || SimilarPattern.SPECIAL.indexOf(c) >= 0;
      literal.append(special ? String.valueOf(escape) : "").append(c);
    }
    return literal.toString();
  }

  private static Predicate<String> test(String pattern, @Nullable String escape, boolean similar) {
    if (escape != null && Characters.count(escape) != 1) {
      throw new IllegalArgumentException("ESCAPE takes one character, not '" + escape + "'");
    }
    int escapeCharacter = escape == null ? -1 : escape.codePointAt(0);
    return similar
        ? SimilarPattern.regex(pattern, escapeCharacter)::matches
        : like(pattern, escapeCharacter);
  }

  private static Predicate<String> like(String like, int escape) {
    int length = like.length();
    boolean open = length > 0 && like.charAt(0) == '%';
    boolean ends = length > 1 && like.charAt(length - 1) == '%';
    String middle = like.substring(open ? 1 : 0, ends ? length - 1 : length);
    if (escape >= 0 || middle.indexOf('%') >= 0 || middle.indexOf('_') >= 0) {
      return new LikePattern(like, escape)::matches;
    }
    if (open) {
      return ends ? value -> value.contains(middle) : value -> Characters.endsWith(value, middle);
    }
    return ends ? value -> Characters.startsWith(value, middle) : middle::equals;
  }

  public boolean matches(String value) {
    return test.test(value);
  }

  /** A matcher for patterns that come with the rows; it keeps the last one. */
  public static final class Last {
    private final boolean similar;
    private String pattern = "";
    private @Nullable String escape;
    private LikeMatcher matcher;

    public Last(boolean similar) {
      this.similar = similar;
      this.matcher = LikeMatcher.of("", null, similar);
    }

    public boolean matches(String value, String like, @Nullable String newEscape) {
      if (!like.equals(pattern) || !Objects.equals(escape, newEscape)) {
        matcher = LikeMatcher.of(like, newEscape, similar);
        pattern = like;
        escape = newEscape;
      }
      return matcher.matches(value);
    }
  }
}
