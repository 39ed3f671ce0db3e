// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import dev.drey.expression.text.LikeMatcher;
import dev.drey.function.ArgumentCheck;
import dev.drey.function.ArgumentCheck.Problem;
import org.jspecify.annotations.Nullable;

/** What is wrong with a constant that has a syntax of its own. */
public final class PatternProblems {
  private PatternProblems() {}

  public static @Nullable Problem regex(String regex) {
    String problem = Regexes.problem(regex);
    return problem == null
        ? null
        : Problem.of(
            ArgumentCheck.quoted(regex) + " is not a regular expression: " + problem,
            "for these characters themselves write "
                + ArgumentCheck.quoted(Regexes.literal(regex)));
  }

  public static @Nullable Problem like(String pattern, @Nullable String escape, boolean similar) {
    String problem = LikeMatcher.problem(pattern, escape, similar);
    if (problem == null) {
      return null;
    }
    char other = pattern.indexOf('!') < 0 ? '!' : '~';
    return Problem.of(
        ArgumentCheck.quoted(pattern) + " is not a pattern: " + problem,
        similar
            ? "for these characters themselves write "
                + ArgumentCheck.quoted(LikeMatcher.literal(pattern, other))
                + " ESCAPE '"
                + other
                + "'"
            : "write ESCAPE '"
                + other
                + "' and put "
                + other
                + " before each % and _ that means itself");
  }

  public static @Nullable Problem jsonPath(String path) {
    String problem = Jsons.problem(path);
    return problem == null
        ? null
        : Problem.of(
            ArgumentCheck.quoted(path) + " is not a JSON path: " + problem,
            "a path is like '$.name', '$.list[0]' or '$.list[*].name'");
  }

  public static @Nullable Problem charset(String name) {
    return ArgumentCheck.oneOf(Encodings.CHARSETS, "a set of characters").problem(name);
  }
}
