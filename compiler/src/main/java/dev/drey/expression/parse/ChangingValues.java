// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.parse;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;

/** Functions of the clock and of chance, which give another value at every restart. */
public final class ChangingValues {
  private static final Set<String> CLOCK =
      Set.of(
          "CURRENT_TIMESTAMP",
          "CURRENT_DATE",
          "CURRENT_TIME",
          "LOCALTIME",
          "LOCALTIMESTAMP",
          "NOW",
          "CURRENT_ROW_TIMESTAMP",
          "PROCTIME");

  /** Random numbers: another value at every restart. */
  private static final Set<String> RANDOM =
      Set.of("RAND", "RAND_INTEGER", "UUID", "RANDOM", "GENERATE_UUID", "GEN_RANDOM_UUID", "NEWID");

  private ChangingValues() {}

  /** A function of the clock gives another value at every run and every restart. */
  public static Diagnostic.Builder clock(SqlText text, SqlNode node, String name) {
    return text.at(
            TypeCodes.NOT_IN_EXPRESSIONS,
            node,
            name.toUpperCase(Locale.ROOT) + " is not possible: a restart would give other results")
        .label("depends on the clock")
        .help("use the event time column, or take the arrival time from the source's metadata");
  }

  public static boolean isClock(String name) {
    return CLOCK.contains(name.toUpperCase(Locale.ROOT));
  }

  public static boolean isRandom(String name) {
    return RANDOM.contains(name);
  }

  public static Diagnostic.Builder random(SqlText text, SqlNode call, String name) {
    return random(text.at(TypeCodes.NOT_IN_EXPRESSIONS, call, randomMessage(name)));
  }

  /** A call that the parser does not know, of a value that is another one at every restart. */
  public static Diagnostic.Builder random(SqlText text, int from, int to, String name) {
    return random(
        Diagnostic.at(TypeCodes.NOT_IN_EXPRESSIONS, text.span(from, to), randomMessage(name)));
  }

  private static String randomMessage(String name) {
    return name + " is not possible: a restart would give other results";
  }

  private static Diagnostic.Builder random(Diagnostic.Builder problem) {
    return problem
        .label("random")
        .help("take a value that the records have, such as a key or MD5(text)");
  }
}
