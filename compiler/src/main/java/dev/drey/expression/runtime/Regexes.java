package dev.drey.expression.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Regular expressions in Java's syntax. Patterns are compiled once a thread. */
public final class Regexes {
  private static final int KEPT = 100;
  private static final ThreadLocal<Map<String, Pattern>> PATTERNS =
      ThreadLocal.withInitial(HashMap::new);

  private Regexes() {}

  private static Pattern pattern(String regex) {
    Map<String, Pattern> patterns = PATTERNS.get();
    Pattern known = patterns.get(regex);
    if (known == null) {
      if (patterns.size() >= KEPT) {
        patterns.clear();
      }
      try {
        known = Pattern.compile(regex);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "'" + regex + "' is not a regular expression: " + e.getDescription(), e);
      }
      patterns.put(regex, known);
    }
    return known;
  }

  /** Whether a part of the text matches. */
  public static boolean find(String text, String regex) {
    return !regex.isEmpty() && pattern(regex).matcher(text).find();
  }

  public static String replace(String text, String regex, String replacement) {
    return pattern(regex).matcher(text).replaceAll(replacement);
  }

  public static @Nullable String extract(String text, String regex) {
    return extract(text, regex, 0);
  }

  /** What a group of the first match holds, or null; group 0 is the whole match. */
  public static @Nullable String extract(String text, String regex, int group) {
    Matcher matcher = pattern(regex).matcher(text);
    boolean found = group >= 0 && group <= matcher.groupCount() && matcher.find();
    return found ? matcher.group(group) : null;
  }
}
