// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failure of a library says, with what lies behind it, each once and on one line. */
final class Causes {
  private static final int DEEP = 5;

  private Causes() {}

  static String words(Throwable failure) {
    Set<String> words = new LinkedHashSet<>();
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEP; depth++) {
      @Nullable String message = cause.getMessage();
      String said =
          message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
      String line = said.lines().findFirst().orElse(said).strip();
      if (words.stream().noneMatch(before -> before.contains(line))) {
        words.add(line);
      }
      cause = cause.getCause();
    }
    return String.join(": ", words);
  }
}
