// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import static java.util.stream.Collectors.joining;

import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.List;

/** What to write in the place of an aggregate whose argument has a type that it does not take. */
public final class AggregateAdvice {
  private final AggregateFunction function;
  private final String name;
  private final List<String> arguments;

  /**
   * @param name the aggregate's, as it is written
   * @param arguments all of the call as they are written, without how they are spread
   */
  public AggregateAdvice(AggregateFunction function, String name, List<String> arguments) {
    this.function = function;
    this.name = name;
    this.arguments = arguments;
  }

  /** Of an argument that cannot be spread as the call says. */
  public String notSpread(Spread spread, DataType whole) {
    String argument = arguments.get(0);
    Spread other = spread == Spread.EACH_OF ? Spread.PER_KEY : Spread.EACH_OF;
    if (other.wanted(whole).isEmpty()) {
      return fits(whole.element())
          ? write(other.written(argument))
          : fitting(other, whole.element());
    }
    if (whole.kind() == TypeKind.MAP) {
      return exploded(Spread.PER_KEY, whole.element());
    }
    return fits(whole) ? write(argument) : fitting(Spread.NONE, whole);
  }

  /**
   * Of a value that the aggregate does not take.
   *
   * @param spread how the values come out of the argument
   * @param type of one value; of the key where there are several arguments
   */
  public String fitting(Spread spread, DataType type) {
    if (function.arguments() > 1) {
      return key(type);
    }
    if (spread != Spread.NONE) {
      return exploded(spread, type);
    }
    String argument = arguments.get(0);
    if (fits(DataType.string()) && !type.kind().isNested()) {
      return write("CAST(" + argument + " AS STRING)");
    }
    if (type.kind().isCharacter()) {
      return write("TRY_CAST(" + argument + " AS DOUBLE)");
    }
    if (type.kind() == TypeKind.BOOLEAN) {
      return write("IF(" + argument + ", 1, 0)")
          + ", or count the rows where it holds: `COUNT(*) FILTER (WHERE "
          + argument
          + ")`";
    }
    if (type.kind() == TypeKind.ARRAY) {
      String first = write(argument + "[1]") + " for its first element";
      return fits(type.element())
          ? first + ", or " + quoted(call(Spread.EACH_OF.written(argument))) + " for all of them"
          : first;
    }
    return Spread.PER_KEY.wanted(type).isEmpty() && fits(type.element())
        ? write(Spread.PER_KEY.written(argument)) + " for one result per key"
        : "take a field or an element of it";
  }

  /** Of a call with too few arguments or too many. */
  public String count() {
    if (function.arguments() > 1) {
      return "for example `"
          + name
          + "("
          + (arguments.isEmpty() ? "currency" : arguments.get(0))
          + ", "
          + (arguments.size() < 2 ? "amount" : arguments.get(1))
          + ")`";
    }
    if (name.equals("COUNT") && arguments.isEmpty()) {
      return "write `COUNT(*)`";
    }
    return function.parameters().isEmpty()
        ? "for example " + name + "(amount)"
        : "for example " + function.descriptors().get(0).example().expression();
  }

  private String key(DataType type) {
    return type.kind().isBinary()
        ? write("TO_BASE64(" + arguments.get(0) + ")")
        : type.kind() == TypeKind.ARRAY
            ? write(arguments.get(0) + "[1]")
            : "take a field or an element of `" + arguments.get(0) + "` as key";
  }

  /** A row for each value lets an expression make another one of it. */
  private String exploded(Spread spread, DataType type) {
    boolean pairs = spread == Spread.PER_KEY;
    String value = pairs ? "pair.`value`" : "one";
    String other =
        fits(type)
            ? value
            : fits(DataType.string()) && !type.kind().isNested()
                ? "CAST(" + value + " AS STRING)"
                : type.kind().isCharacter()
                    ? "TRY_CAST(" + value + " AS DOUBLE)"
                    : type.kind() == TypeKind.BOOLEAN ? "IF(" + value + ", 1, 0)" : "";
    return "make rows of it in a stream before, `explode: {"
        + (pairs ? "pair" : "one")
        + ": "
        + arguments.get(0)
        + "}`, and "
        + (other.isEmpty()
            ? "take a field or an element of " + quoted(value) + " there"
            : write(other) + " there")
        + (pairs ? ", with `pair.key` in `keyBy`" : "");
  }

  private String write(String argument) {
    return "write " + quoted(call(argument));
  }

  /** The call with another first argument. */
  private String call(String argument) {
    return name
        + "("
        + argument
        + arguments.stream().skip(1).map(next -> ", " + next).collect(joining())
        + ")";
  }

  /** Back-ticks within are those of SQL. */
  private static String quoted(String sql) {
    return sql.indexOf('`') < 0 ? "`" + sql + "`" : sql;
  }

  private boolean fits(DataType type) {
    return function.arguments() == 1 && function.wanted(type).isEmpty();
  }
}
