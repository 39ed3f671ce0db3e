// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.function.FunctionDescriptor;
import dev.drey.function.FunctionDescriptor.Example;
import dev.drey.function.FunctionDescriptor.Group;
import dev.drey.type.DataType;
import java.util.List;
import java.util.Optional;

/**
 * An aggregate function, declared once: its names and words for the reference, what it takes, the
 * type of its result, and what it keeps of a group's rows. Its own line in {@link Aggregates} is
 * all that others know of it.
 */
public abstract class AggregateFunction {
  private final List<FunctionDescriptor> descriptors;

  /**
   * @param descriptors by the name that plans and states have, then by other names for the same
   */
  AggregateFunction(FunctionDescriptor... descriptors) {
    this.descriptors = List.of(descriptors);
  }

  /**
   * A function as the reference shows it.
   *
   * @param signature such as {@code SUM(N) -> N}
   * @param doc one sentence
   * @param example over a column {@code x} of four rows, in order of event time: 4, 1, NULL, 4
   * @param result what it gives, as SQL
   */
  static FunctionDescriptor described(String signature, String doc, String example, String result) {
    String name = signature.substring(0, signature.indexOf('('));
    return FunctionDescriptor.of(
        name, Group.AGGREGATE, List.of(signature), doc, Example.of(example, result));
  }

  /** The name in plans and in the names of state. */
  public final String name() {
    return descriptors.get(0).name();
  }

  /** By its name, then by other names. */
  public final List<FunctionDescriptor> descriptors() {
    return descriptors;
  }

  /** What the argument must be, such as {@code a number}; empty where it is of such a type. */
  public Optional<String> wanted(DataType argument) {
    return Optional.empty();
  }

  /** Whether {@code *} can stand for the argument: the rows themselves. */
  public boolean takesRows() {
    return false;
  }

  /** How many arguments it takes; several are one value to it, a row of them. */
  public int arguments() {
    return 1;
  }

  /** What constants may stand behind the argument, those that have to be there first. */
  public List<Parameter> parameters() {
    return List.of();
  }

  /** Whether a value that comes twice changes the result. */
  public boolean countsRepetition() {
    return true;
  }

  /** Whether a row counts whose argument is NULL. */
  public boolean countsNull() {
    return false;
  }

  /** Whether it asks for the time of the rows. */
  public boolean readsTime() {
    return false;
  }

  /** Whether its state grows with each row. */
  public boolean keepsRows() {
    return false;
  }

  /**
   * The type of the result over a group of at least one row.
   *
   * @param filtered whether a filter can leave no row at all
   */
  public abstract DataType type(DataType argument, boolean filtered);

  /**
   * What it keeps and how.
   *
   * @param argument the type of the values; of any type for rows
   * @param type of the result
   * @param constants of {@link #parameters}, the first ones
   */
  public abstract Aggregate aggregate(DataType argument, DataType type, List<String> constants);

  /**
   * The same of values of which some are taken back; empty where it cannot do without all of them.
   */
  public Optional<Aggregate> takingBack(DataType argument, DataType type, List<String> constants) {
    return Optional.empty();
  }

  @Override
  public final String toString() {
    return name();
  }
}
