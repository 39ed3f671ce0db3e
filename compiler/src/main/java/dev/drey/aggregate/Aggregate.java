// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.type.Field;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate call's share of an accumulator: some slots of a row from a position on.
 *
 * <p>A share in which every slot is NULL is that of no rows: so a call that is new in a spec starts
 * from nothing when the others' state is restored. Values in slots are replaced, not changed,
 * except lists, maps and cells, which belong to the accumulator alone.
 */
public abstract class Aggregate implements Serializable {
  private static final long serialVersionUID = 1;

  /** The slots: part names and types, all nullable. */
  public abstract List<Field> state();

  /**
   * @param value not NULL
   * @param time the row's event time in milliseconds; the same for all where there is none
   */
  public abstract void add(Object[] accumulator, int at, Object value, long time);

  /**
   * Takes a value back that was added, where it was made for that: see {@link
   * AggregateFunction#takingBack}.
   *
   * @param value not NULL
   */
  public void retract(Object[] accumulator, int at, Object value) {
    throw new IllegalStateException(getClass() + " takes nothing back");
  }

  /** A row whose argument is NULL, which for most does not count. */
  public void addNull(Object[] accumulator, int at) {}

  /** Adds the rows of another accumulator, which came later or at the same time. */
  public abstract void merge(Object[] accumulator, int at, Object[] other);

  public abstract @Nullable Object result(Object[] accumulator, int at);
}
