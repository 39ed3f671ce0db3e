// SPDX-License-Identifier: Apache-2.0
package dev.drey.function;

import com.google.auto.value.AutoValue;
import dev.drey.diagnostic.DidYouMean;
import java.util.Optional;
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

  /** One of these names, as they are. */
  static ArgumentCheck oneOf(Set<String> names, String what) {
    String all = String.join(", ", new TreeSet<>(names));
    return name -> {
      if (names.contains(name)) {
        return null;
      }
      Optional<String> similar = DidYouMean.closest(name, names);
      return Problem.of(
          quoted(name) + " is not " + what + ": there are " + all,
          "write " + quoted(similar.orElse(names.iterator().next())));
    };
  }

  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
