// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.parse;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.type.TypeKind;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;

/** Functions of the clock, the watermark and chance, which give another value at every run. */
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
          "PROCTIME",
          "CURRENT_WATERMARK");

  private static final Set<String> RANDOM = Set.of("RAND", "RAND_INTEGER", "UUID");

  /** As {@link CastTypes} has it: the parser knows UUID as the name of a type alone. */
  static final String UUID_MASKED = "UUI$";

  private ChangingValues() {}

  /** The name that was written. */
  public static String name(String parsed) {
    String upper = parsed.toUpperCase(Locale.ROOT);
    return upper.equals(UUID_MASKED) ? "UUID" : upper;
  }

  /** Whether a call by this name asks for the time or the watermark. */
  public static boolean isClock(String name, int arguments) {
    return CLOCK.contains(name) || (name.equals("UNIX_TIMESTAMP") && arguments == 0);
  }

  public static boolean isRandom(String name) {
    return RANDOM.contains(name);
  }

  /** Whether a bare name asks for the time: those that SQL writes without parentheses. */
  public static boolean isBare(String name) {
    return name.startsWith("CURRENT_T")
        || name.equals("CURRENT_DATE")
        || name.startsWith("LOCALTIME");
  }

  /** Of what part of the time a name is; empty where it is all of it, or none. */
  public static Optional<TypeKind> part(String name) {
    switch (name) {
      case "CURRENT_DATE":
        return Optional.of(TypeKind.DATE);
      case "CURRENT_TIME":
      case "LOCALTIME":
        return Optional.of(TypeKind.TIME);
      case "LOCALTIMESTAMP":
        return Optional.of(TypeKind.TIMESTAMP);
      default:
        return Optional.empty();
    }
  }

  /** A call that is right. */
  public static String example(String name) {
    switch (name) {
      case "CURRENT_WATERMARK":
        return "CURRENT_WATERMARK(event_time)";
      case "RAND_INTEGER":
        return "RAND_INTEGER(100)";
      default:
        return isBare(name) ? name : name + "()";
    }
  }

  /** Of a place where rows are not computed one by one, or have to be the same at a restart. */
  public static Diagnostic.Builder notHere(SqlText text, SqlNode node, String name) {
    return text.at(
            TypeCodes.NOT_IN_EXPRESSIONS,
            node,
            name + " is not possible here: a restart would give other results")
        .label(isRandom(name) ? "random" : "depends on the clock")
        .help(
            "make a column of it in a stream before, `add: {"
                + (isRandom(name) ? "drawn" : "now_there")
                + ": "
                + example(name)
                + "}`, or take what the records have"
                + (isRandom(name)
                    ? ", such as a key or MD5(text)"
                    : ": the event time, or the arrival time of the source's metadata"));
  }
}
