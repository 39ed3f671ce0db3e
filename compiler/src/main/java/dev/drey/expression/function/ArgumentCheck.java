package dev.drey.expression.function;

import com.google.auto.value.AutoValue;
import dev.drey.expression.parse.Similar;
import dev.drey.expression.runtime.Encodings;
import dev.drey.expression.runtime.Jsons;
import dev.drey.expression.runtime.Regexes;
import dev.drey.expression.text.LikeMatcher;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an argument must be where it is the same for every row: a pattern, a path, a name. The
 * function itself says so at run time, where the argument comes from a row.
 */
public interface ArgumentCheck {
  /** What is wrong, or null. */
  @Nullable Problem problem(String constant);

  /** What is wrong with a constant, and what to write instead. */
  @AutoValue
  abstract static class Problem {
    public static Problem of(String message, String help) {
      return new AutoValue_ArgumentCheck_Problem(message, help);
    }

    public abstract String message();

    public abstract String help();
  }

  static @Nullable Problem regex(String regex) {
    String problem = Regexes.problem(regex);
    return problem == null
        ? null
        : Problem.of(
            quoted(regex) + " is not a regular expression: " + problem,
            "for these characters themselves write " + quoted(Regexes.literal(regex)));
  }

  static @Nullable Problem like(String pattern, @Nullable String escape, boolean similar) {
    String problem = LikeMatcher.problem(pattern, escape, similar);
    if (problem == null) {
      return null;
    }
    char other = pattern.indexOf('!') < 0 ? '!' : '~';
    return Problem.of(
        quoted(pattern) + " is not a pattern: " + problem,
        similar
            ? "for these characters themselves write "
                + quoted(LikeMatcher.literal(pattern, other))
                + " ESCAPE '"
                + other
                + "'"
            : "write ESCAPE '"
                + other
                + "' and put "
                + other
                + " before each % and _ that means itself");
  }

  static @Nullable Problem jsonPath(String path) {
    String problem = Jsons.problem(path);
    return problem == null
        ? null
        : Problem.of(
            quoted(path) + " is not a JSON path: " + problem,
            "a path is like '$.name', '$.list[0]' or '$.list[*].name'");
  }

  static @Nullable Problem charset(String name) {
    return oneOf(Encodings.CHARSETS, "a set of characters").problem(name);
  }

  /** One of these names, as they are. */
  static ArgumentCheck oneOf(Set<String> names, String what) {
    String all = String.join(", ", new TreeSet<>(names));
    return name -> {
      if (names.contains(name)) {
        return null;
      }
      String similar = Similar.to(name, names);
      return Problem.of(
          quoted(name) + " is not " + what + ": there are " + all,
          "write " + quoted(similar == null ? names.iterator().next() : similar));
    };
  }

  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
