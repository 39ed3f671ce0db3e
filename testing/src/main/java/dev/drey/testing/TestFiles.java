// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import java.util.regex.Pattern;

/** Which of the files that say {@code apiVersion: drey/v1} hold tests. */
public final class TestFiles {
  private static final Pattern NAMES_ITS_SPEC = Pattern.compile("(?m)^pipeline:");
  private static final Pattern HAS_TESTS = Pattern.compile("(?m)^tests:");

  /** What no file of tests has: who wrote it has a spec, whatever its name was written behind. */
  private static final Pattern IS_A_SPEC = Pattern.compile("(?m)^(sources|streams|sinks):");

  private TestFiles() {}

  /**
   * Whether the text holds tests: it names the {@code pipeline} that they are for and has no part
   * of a spec of its own. Read from the text, for a file that is no YAML has a kind too.
   */
  public static boolean holdsTests(String text) {
    return NAMES_ITS_SPEC.matcher(text).find()
        && (HAS_TESTS.matcher(text).find() || !IS_A_SPEC.matcher(text).find());
  }
}
