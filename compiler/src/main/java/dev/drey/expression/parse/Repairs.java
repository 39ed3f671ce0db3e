// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.parse;

import dev.drey.diagnostic.DidYouMean;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Small changes that make an expression of a text that is none, at the place where its reader
 * stopped: a word that is misspelt, one too many, one that is missing. A change is told only where
 * what comes out can be read.
 */
final class Repairs {
  private static final int LONGEST = 500;

  /** Words between values. */
  private static final List<String> WORDS =
      List.of("AND", "OR", "LIKE", "BETWEEN", "IN", "IS", "THEN", "ELSE", "WHEN", "END", "NOT");

  private static final Pattern APOSTROPHE = Pattern.compile("'(\\w+)'(\\w+)'");

  private Repairs() {}

  /** The help that holds the expression as it should be; empty where nothing small makes one. */
  static Optional<String> of(String source, int from, int to) {
    if (source.length() > LONGEST || from >= to) {
      return Optional.empty();
    }
    String word = source.substring(from, to);
    String before = source.substring(0, from);
    String after = source.substring(to);
    List<String> candidates = new ArrayList<>();
    if (!WORDS.contains(word.toUpperCase(Locale.ROOT))) {
      DidYouMean.closest(word, WORDS).ifPresent(near -> candidates.add(before + near + after));
    }
    if (word.matches("(?i)x[0-9a-f]{1,16}") && before.endsWith("0")) {
      String number = new BigInteger(word.substring(1), 16).toString();
      candidates.add(before.substring(0, before.length() - 1) + number + after);
    }
    if (word.equals(")")) {
      candidates.add(before.stripTrailing() + " END" + word + after);
    }
    if (word.equals("}") || word.equals("]") || word.equals(")")) {
      return readable(candidates)
          .or(() -> readable(List.of(before + after)).map(help -> "nothing opens it: " + help));
    }
    if (!before.isBlank() && Character.isLetterOrDigit(word.charAt(0))) {
      commas(before, word + after).ifPresent(candidates::add);
    }
    boolean between =
        !before.isEmpty()
            && Character.isJavaIdentifierPart(before.charAt(before.length() - 1))
            && !after.isEmpty()
            && Character.isJavaIdentifierPart(after.charAt(0));
    if (!Character.isLetterOrDigit(word.charAt(0)) && word.charAt(0) != '\'' && !between) {
      candidates.add(before + after);
    }
    return readable(candidates);
  }

  private static Optional<String> readable(List<String> candidates) {
    return candidates.stream()
        .filter(SqlReader::reads)
        .findFirst()
        .map(text -> "write `" + text.strip() + "`");
  }

  /** Within parentheses what follows a value without a sign is the next one. */
  private static Optional<String> commas(String before, String after) {
    int open = before.lastIndexOf('(');
    int close = after.indexOf(')');
    if (open < 0 || before.indexOf(')', open) >= 0 || close < 0) {
      return Optional.empty();
    }
    String rest = after.substring(0, close).strip().replaceAll("(?<![,(])\\s+", ", ");
    return Optional.of(before.stripTrailing() + ", " + rest + after.substring(close));
  }

  /** The text with the quote that is missing: one within a word is written twice. */
  static String closed(String source, char quote) {
    Matcher apostrophe = APOSTROPHE.matcher(source);
    String doubled = quote == '\'' ? apostrophe.replaceFirst("'$1''$2'") : source;
    return doubled.equals(source) || !SqlReader.reads(doubled)
        ? source.strip() + quote
        : doubled.strip();
  }
}
