package dev.drey.expression.runtime;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A LIKE or SIMILAR TO pattern, prepared. A pattern of plain text with {@code %} only at its ends
 * is looked for without a regular expression.
 */
public final class LikeMatcher {
  private enum Kind {
    EQUAL,
    PREFIX,
    SUFFIX,
    INFIX,
    PATTERN
  }

  private final Kind kind;
  private final String text;
  private final @Nullable Pattern pattern;

  private LikeMatcher(Kind kind, String text, @Nullable Pattern pattern) {
    this.kind = kind;
    this.text = text;
    this.pattern = pattern;
  }

  /**
   * @param escape one character, or null
   */
  public static LikeMatcher of(String like, @Nullable String escape, boolean similar) {
    int length = like.length();
    boolean open = length > 0 && like.charAt(0) == '%';
    boolean ends = length > 1 && like.charAt(length - 1) == '%';
    String middle = like.substring(open ? 1 : 0, ends ? length - 1 : length);
    boolean plain =
        !similar && escape == null && middle.indexOf('%') < 0 && middle.indexOf('_') < 0;
    if (!plain) {
      String regex = regex(like, escape, similar);
      return new LikeMatcher(Kind.PATTERN, like, Pattern.compile(regex, Pattern.DOTALL));
    }
    Kind kind = open ? (ends ? Kind.INFIX : Kind.SUFFIX) : (ends ? Kind.PREFIX : Kind.EQUAL);
    return new LikeMatcher(kind, middle, null);
  }

  /** LIKE: only {@code %} and {@code _} are special. SIMILAR TO: regular operators are, too. */
  private static String regex(String like, @Nullable String escape, boolean similar) {
    StringBuilder regex = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < like.length(); i++) {
      char c = like.charAt(i);
      if (escape != null && escape.indexOf(c) == 0) {
        i++;
        if (i == like.length()) {
          throw new IllegalArgumentException("the pattern '" + like + "' ends with its escape");
        }
        regex.append(Pattern.quote(like.substring(i, i + 1)));
      } else if (inClass) {
        inClass = c != ']';
        regex.append(c);
      } else if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else if (similar && "|*+?{}()[".indexOf(c) >= 0) {
        inClass = c == '[';
        regex.append(c);
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }

  public boolean matches(String value) {
    switch (kind) {
      case EQUAL:
        return value.equals(text);
      case PREFIX:
        return value.startsWith(text);
      case SUFFIX:
        return value.endsWith(text);
      case INFIX:
        return value.contains(text);
      default:
        return pattern != null && pattern.matcher(value).matches();
    }
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
