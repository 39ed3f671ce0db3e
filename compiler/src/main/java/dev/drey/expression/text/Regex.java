// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.text;

import dev.drey.function.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression in Java's syntax, of which the work on one text is bounded: Java's matcher
 * gets so many steps, and what it does not finish is decided by {@link LinearRegex} where that can
 * be. Compiled once a thread. No match starts or ends within a character.
 */
public final class Regex {
  private static final int KEPT = 100;
  private static final long STEPS = 5_000_000;
  private static final long STEPS_PER_CHARACTER = 50;
  private static final ThreadLocal<Map<String, Regex>> KNOWN =
      ThreadLocal.withInitial(HashMap::new);

  private final Pattern pattern;
  private final LinearRegex linear;

  /** Whether Java's matcher takes no steps that nobody can count. */
  private final boolean countable;

  private Regex(String regex) {
    this.pattern = Pattern.compile(regex);
    this.linear = new LinearRegex(regex);
    this.countable = EmptyPaths.areFew(regex);
  }

  /** A search from match to match, by either engine. */
  interface Search {
    boolean next();

    boolean whole();

    MatchResult match();
  }

  /** The work on a text passes its bound. */
  public static final class TooMuchWork extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    TooMuchWork(String regex, int length) {
      super(
          "the regular expression '"
              + regex
              + "' takes too many steps on a text of "
              + length
              + " characters");
    }
  }

  /**
   * @throws IllegalArgumentException for a text that is no regular expression
   */
  public static Regex of(String regex) {
    Map<String, Regex> known = KNOWN.get();
    Regex compiled = known.get(regex);
    if (compiled == null) {
      String problem = problem(regex);
      if (problem != null) {
        throw new IllegalArgumentException(
            "'" + regex + "' is not a regular expression: " + problem);
      }
      if (known.size() >= KEPT) {
        known.clear();
      }
      compiled = new Regex(regex);
      known.put(regex, compiled);
    }
    return compiled;
  }

  /** Why a text is no regular expression, or null where it is one. */
  public static @Nullable String problem(String regex) {
    try {
      Pattern.compile(regex);
      return EmptyPaths.areFew(regex) || LinearRegex.reads(regex)
          ? null
          : "it can match nothing in too many ways; leave it to one part of it to be empty";
    } catch (PatternSyntaxException e) {
      return e.getIndex() < 0
          ? e.getDescription()
          : e.getDescription() + " at character " + (e.getIndex() + 1);
    } catch (StackOverflowError e) {
      return "nested too deeply";
    }
  }

  public boolean find(String text) {
    return bounded(text, Search::next);
  }

  boolean matches(String text) {
    return bounded(text, Search::whole);
  }

  /** What a group of the first match holds, or null. */
  public @Nullable String group(String text, int group) {
    MatchResult match = bounded(text, search -> search.next() ? search.match() : null);
    return match == null || group < 0 || group > match.groupCount() ? null : match.group(group);
  }

  /**
   * What a group of each match holds, NULL where it has no part in one; null where there is no such
   * group.
   *
   * @param group below 0 for the first, or for the whole match where there is none
   */
  public @Nullable List<@Nullable String> groups(String text, int group) {
    int groups = pattern.matcher("").groupCount();
    int wanted = group < 0 ? Math.min(groups, 1) : group;
    if (wanted > groups) {
      return null;
    }
    return bounded(
        text,
        search -> {
          List<@Nullable String> found = new ArrayList<>();
          while (search.next()) {
            found.add(search.match().group(wanted));
          }
          return found;
        });
  }

  /** The text with each match replaced by another text, in which nothing is special. */
  public String replace(String text, String with) {
    return bounded(
        text,
        search -> {
          StringBuilder result = new StringBuilder(text.length());
          int from = 0;
          while (search.next()) {
            MatchResult match = search.match();
            Limits.text(
                (long) result.length() + match.start() - from + with.length(), "REGEXP_REPLACE");
            result.append(text, from, match.start()).append(with);
            from = match.end();
          }
          return result.append(text, from, text.length()).toString();
        });
  }

  /** At most so many parts between matches; without a limit no empty ones at the end. */
  public List<String> split(String text, int limit) {
    return bounded(
        text,
        search -> {
          List<String> parts = new ArrayList<>();
          int from = 0;
          while (parts.size() < limit - 1 && search.next()) {
            MatchResult match = search.match();
            if (match.end() > 0) {
              parts.add(text.substring(from, match.start()));
              from = match.end();
            }
          }
          if (parts.isEmpty()) {
            return List.of(text);
          }
          parts.add(text.substring(from));
          while (limit == Integer.MAX_VALUE && !parts.isEmpty() && isLastEmpty(parts)) {
            parts.remove(parts.size() - 1);
          }
          return parts;
        });
  }

  private static boolean isLastEmpty(List<String> parts) {
    return parts.get(parts.size() - 1).isEmpty();
  }

  private <T extends @Nullable Object> T bounded(String text, Function<Search, T> work) {
    try {
      if (!countable) {
        throw new TooMuchWork(pattern.pattern(), text.length());
      }
      return work.apply(new Stepwise(pattern, text));
    } catch (TooMuchWork | StackOverflowError e) {
      Search search = linear.search(text);
      if (search == null) {
        throw new TooMuchWork(pattern.pattern(), text.length());
      }
      return work.apply(search);
    }
  }

  /** Java's matcher over a text that counts how often it is looked at. */
  private static final class Stepwise implements Search, CharSequence {
    private final Pattern pattern;
    private final String text;
    private final java.util.regex.Matcher matcher;
    private long steps;

    Stepwise(Pattern pattern, String text) {
      this.pattern = pattern;
      this.text = text;
      this.steps = STEPS + STEPS_PER_CHARACTER * text.length();
      this.matcher = pattern.matcher(this);
    }

    @Override
    public boolean next() {
      while (matcher.find()) {
        if (!Characters.isWithin(text, matcher.start())
            && !Characters.isWithin(text, matcher.end())) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean whole() {
      return matcher.matches();
    }

    @Override
    public MatchResult match() {
      return matcher;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (--steps < 0) {
        throw new TooMuchWork(pattern.pattern(), text.length());
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
