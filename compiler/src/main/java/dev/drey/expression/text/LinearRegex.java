// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * The regular expressions that mean the same to Java and to RE2/J, by RE2/J: its work grows with
 * the text and never by trying again. The rest, such as back-references and look-around, it leaves.
 */
final class LinearRegex {
  private static final long WORK = 500_000_000;
  private static final int LONGEST = 1_000;
  private static final String ESCAPE = "\\\\[dDwWsSnrt]|\\\\[^A-Za-z0-9]";

  /** No named or flagged groups, nested classes, other escapes. */
  private static final java.util.regex.Pattern COMMON =
      java.util.regex.Pattern.compile(
          "(?:[^\\\\\\[\\](){}]|"
              + ESCAPE
              + "|\\[\\^?(?:[^\\\\\\[\\]&]|"
              + ESCAPE
              + ")+\\]|\\((?:\\?:|(?!\\?))|\\)|\\{\\d{1,3}(?:,\\d{0,3})?\\})*");

  private static final java.util.regex.Pattern COUNT =
      java.util.regex.Pattern.compile("\\{(?:\\d{1,3},)?(\\d{1,3})");

  /** Ends of lines, which the two see differently. */
  private static final java.util.regex.Pattern LINE_END =
      java.util.regex.Pattern.compile("[\\n-\\r\\x{85}\\x{2028}\\x{2029}]");

  private final String regex;
  private @Nullable Pattern pattern;

  LinearRegex(String regex) {
    this.regex = regex;
  }

  /** Whether the expression is one that the two read alike. */
  static boolean reads(String regex) {
    return regex.length() <= LONGEST && COMMON.matcher(regex).matches();
  }

  /** A search of a text, or null where it is not this engine's. */
  Regex.@Nullable Search search(String text) {
    if (!reads(regex) || LINE_END.matcher(text).find() || size() * text.length() > WORK) {
      return null;
    }
    if (pattern == null) {
      try {
        pattern = Pattern.compile(regex);
      } catch (com.google.re2j.PatternSyntaxException e) {
        return null;
      }
    }
    return new Linear(pattern.matcher(text));
  }

  /** How large the expression is with its counted repetitions written out. */
  private long size() {
    long size = regex.length();
    java.util.regex.Matcher counts = COUNT.matcher(regex);
    while (counts.find() && size <= WORK) {
      size *= Math.max(1, Integer.parseInt(counts.group(1)));
    }
    return size;
  }

  private static final class Linear implements Regex.Search, MatchResult {
    private final Matcher matcher;

    Linear(Matcher matcher) {
      this.matcher = matcher;
    }

    @Override
    public boolean next() {
      return matcher.find();
    }

    @Override
    public boolean whole() {
      return matcher.matches();
    }

    @Override
    public MatchResult match() {
      return this;
    }

    @Override
    public int start() {
      return matcher.start();
    }

    @Override
    public int start(int group) {
      return matcher.start(group);
    }

    @Override
    public int end() {
      return matcher.end();
    }

    @Override
    public int end(int group) {
      return matcher.end(group);
    }

    @Override
    public String group() {
      return matcher.group();
    }

    @Override
    public @Nullable String group(int group) {
      return matcher.group(group);
    }

    @Override
    public int groupCount() {
      return matcher.groupCount();
    }
  }
}
