// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import com.google.auto.value.AutoValue;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** One aggregate over the rows of a group, reading its arguments from columns by position. */
@AutoValue
public abstract class AggregateCall {
  public static AggregateCall of(
      AggregateFunction function,
      List<Integer> arguments,
      boolean distinct,
      OptionalInt filter,
      DataType type) {
    return of(function, Spread.NONE, arguments, List.of(), distinct, filter, type);
  }

  /**
   * @param spread other than NONE with one argument alone
   * @param constants of the function's parameters, the first ones
   */
  public static AggregateCall of(
      AggregateFunction function,
      Spread spread,
      List<Integer> arguments,
      List<String> constants,
      boolean distinct,
      OptionalInt filter,
      DataType type) {
    return new AutoValue_AggregateCall(
        function,
        spread,
        List.copyOf(arguments),
        List.copyOf(constants),
        distinct,
        filter,
        type,
        false);
  }

  /** The same of rows of which some are taken back. */
  public AggregateCall takingBack() {
    return new AutoValue_AggregateCall(
        function(), spread(), arguments(), constants(), distinct(), filter(), type(), true);
  }

  /**
   * Whether rows can be taken back from it, without keeping all that came.
   *
   * @param input the columns that it reads
   */
  public boolean canTakeBack(RowType input) {
    return !distinct()
        && spread() == Spread.NONE
        && function().takingBack(argument(input), type(), constants()).isPresent();
  }

  /** The type of its argument; several are one value, a row of them. */
  public DataType argument(RowType input) {
    return arguments().size() == 1
        ? input.field(arguments().get(0)).type()
        : DataType.row(input.project(arguments()));
  }

  public abstract AggregateFunction function();

  /** How it takes its argument. */
  public abstract Spread spread();

  /** Empty for {@code COUNT(*)}. */
  public abstract List<Integer> arguments();

  /** The same for all rows, such as a separator. */
  public abstract List<String> constants();

  public abstract boolean distinct();

  /** A BOOLEAN column that says which rows count. */
  public abstract OptionalInt filter();

  /** The columns that it reads: the arguments, then the filter. */
  public List<Integer> columns() {
    List<Integer> columns = new ArrayList<>(arguments());
    filter().ifPresent(columns::add);
    return columns;
  }

  /** The same call where the columns stand elsewhere: for each old position the new one. */
  public AggregateCall remap(int[] newPositions) {
    AggregateCall moved = moved(newPositions);
    return takesBack() ? moved.takingBack() : moved;
  }

  private AggregateCall moved(int[] newPositions) {
    return of(
        function(),
        spread(),
        arguments().stream().map(a -> newPositions[a]).collect(Collectors.toList()),
        constants(),
        distinct(),
        filter().isPresent()
            ? OptionalInt.of(newPositions[filter().getAsInt()])
            : OptionalInt.empty(),
        type());
  }

  /**
   * By which its state is known: what is called, of which columns.
   *
   * @param input the columns that it reads
   */
  public String name(RowType input) {
    String columns =
        arguments().isEmpty()
            ? "*"
            : arguments().stream()
                .map(position -> input.field(position).name())
                .collect(Collectors.joining(", "));
    return function()
        + "("
        + (distinct() ? "DISTINCT " : "")
        + spread().written(columns)
        + ")"
        + (filter().isPresent() ? " FILTER " + input.field(filter().getAsInt()).name() : "");
  }

  /** The names of some calls, each once. */
  public static List<String> names(List<AggregateCall> calls, RowType input) {
    Set<String> names = new LinkedHashSet<>();
    for (AggregateCall call : calls) {
      String name = call.name(input);
      for (int twin = 2; !names.add(name); twin++) {
        name = call.name(input) + " #" + twin;
      }
    }
    return List.copyOf(names);
  }

  /** The type of the result. */
  public abstract DataType type();

  /** Whether rows are taken back from it. */
  public abstract boolean takesBack();
}
