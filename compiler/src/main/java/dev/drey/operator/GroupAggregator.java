// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.aggregate.Aggregate;
import dev.drey.aggregate.AggregateCall;
import dev.drey.aggregate.AggregateFunction;
import dev.drey.aggregate.Spread;
import dev.drey.aggregate.WaitingCount;
import dev.drey.row.LongCell;
import dev.drey.row.RowKey;
import dev.drey.row.RowSerializer;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All the aggregate calls of a group. An accumulator is a row of {@link #accumulatorType}, whose
 * columns are named by the calls: a savepoint's accumulators still fit when calls were added,
 * removed or put in another order.
 */
public final class GroupAggregator implements Serializable {
  private static final long serialVersionUID = 1;

  private final Aggregate[] aggregates;
  private final int[] offsets;
  private final int[][] arguments;
  private final int[] filters;
  private final RowSerializer accumulators;

  /** The column behind which rows may have an accumulator of several of them; -1 where none has. */
  private final int partials;

  /** Where it stands how many rows wait for a result; -1 where nobody asks. */
  private final int waiting;

  /** The bytes of memory of each accumulator; -1 where they differ. */
  private final long fixedBytes;

  private GroupAggregator(
      List<AggregateCall> calls, List<Aggregate> aggregates, RowType state, int waiting) {
    this.partials = -1;
    this.waiting = waiting;
    this.aggregates = aggregates.toArray(new Aggregate[0]);
    this.accumulators = new RowSerializer(state);
    this.offsets = new int[this.aggregates.length];
    this.arguments = new int[this.aggregates.length][];
    this.filters = new int[this.aggregates.length];
    this.fixedBytes = MemorySize.ofRows(state);
    int offset = 0;
    for (int i = 0; i < this.aggregates.length; i++) {
      AggregateCall call = calls.get(i);
      offsets[i] = offset;
      offset += this.aggregates[i].state().size();
      arguments[i] = call.arguments().stream().mapToInt(Integer::intValue).toArray();
      filters[i] = call.filter().orElse(-1);
    }
  }

  private GroupAggregator(GroupAggregator other, int partials) {
    this.aggregates = other.aggregates;
    this.offsets = other.offsets;
    this.arguments = other.arguments;
    this.filters = other.filters;
    this.accumulators = other.accumulators;
    this.fixedBytes = other.fixedBytes;
    this.partials = partials;
    this.waiting = other.waiting;
  }

  /**
   * The same, of rows and of what several rows come to.
   *
   * @param column behind which a row has an accumulator, if the column is not NULL
   */
  public GroupAggregator takingPartials(int column) {
    return new GroupAggregator(this, column);
  }

  /**
   * @param input the columns that the calls read
   */
  public static GroupAggregator of(List<AggregateCall> calls, RowType input) {
    return of(calls, input, false);
  }

  /**
   * As {@link #of(List, RowType)}, for windows with a trigger: each accumulator says too how many
   * rows have come since the last result.
   */
  public static GroupAggregator counting(List<AggregateCall> calls, RowType input) {
    return of(calls, input, true);
  }

  private static GroupAggregator of(List<AggregateCall> calls, RowType input, boolean counts) {
    List<Aggregate> aggregates = new ArrayList<>();
    List<Field> state = new ArrayList<>();
    Iterator<String> names = AggregateCall.names(calls, input).iterator();
    for (AggregateCall call : calls) {
      Aggregate aggregate = aggregate(call, call.argument(input));
      String name = names.next();
      for (Field part : aggregate.state()) {
        state.add(Field.of(name + " " + part.name(), part.type()));
      }
      aggregates.add(aggregate);
    }
    int waiting = counts ? state.size() : -1;
    if (counts) {
      state.add(WaitingCount.COLUMN);
    }
    return new GroupAggregator(calls, aggregates, RowType.of(state), waiting);
  }

  private static Aggregate aggregate(AggregateCall call, DataType argument) {
    AggregateFunction function = call.function();
    if (call.takesBack()) {
      return function.takingBack(argument, call.type(), call.constants()).orElseThrow();
    }
    Spread spread = call.spread();
    DataType value = spread.value(argument);
    DataType result = spread == Spread.PER_KEY ? call.type().element() : call.type();
    Aggregate plain = function.aggregate(value, result, call.constants());
    Aggregate counted =
        call.distinct() && function.countsRepetition()
            ? new Distinct(plain, value, function.countsNull())
            : plain;
    switch (spread) {
      case EACH_OF:
        return new EachElement(counted);
      case PER_KEY:
        return new PerKey(counted, argument);
      default:
        return counted;
    }
  }

  /** The columns of the accumulator of some calls over these columns. */
  public static RowType accumulator(List<AggregateCall> calls, RowType input) {
    return of(calls, input).accumulatorType();
  }

  /** How many rows have come since the last result. */
  public long waiting(Object[] accumulator) {
    return LongCell.get(accumulator, waiting);
  }

  /** Says that one more row has come. */
  public void oneWaits(Object[] accumulator) {
    LongCell.add(accumulator, waiting, 1);
  }

  /** Says that no row has come since the last result. */
  public void noneWaits(Object[] accumulator) {
    accumulator[waiting] = null;
  }

  public RowType accumulatorType() {
    return accumulators.rowType();
  }

  public RowSerializer serializer() {
    return accumulators;
  }

  /**
   * An accumulator out of state, in the present layout.
   *
   * @param copied whether it shares nothing that changes with the one in state
   */
  public Object[] restored(Object[] accumulator, boolean copied) {
    return copied ? accumulators.copy(accumulator) : accumulators.current(accumulator);
  }

  /** Whether each accumulator takes as much memory as any other. */
  public boolean isFixedSize() {
    return fixedBytes >= 0;
  }

  /** About how many bytes of memory an accumulator takes. */
  public long bytes(Object[] accumulator) {
    return fixedBytes >= 0 ? fixedBytes : MemorySize.of(accumulator);
  }

  /** About how many bytes of memory a key takes. */
  public static long bytes(RowKey key) {
    return MemorySize.of(key);
  }

  /** The accumulator of no rows. */
  public Object[] create() {
    return accumulators.createInstance();
  }

  /**
   * Adds a row; the accumulator given is not to be used any more.
   *
   * @param time the row's, in milliseconds; the same for all where they count as they arrive
   */
  public Object[] add(Object[] accumulator, Object[] row, long time) {
    if (partials >= 0 && row[partials] != null) {
      return merge(accumulator, Arrays.copyOfRange(row, partials + 1, row.length));
    }
    Object[] current = accumulators.current(accumulator);
    for (int i = 0; i < aggregates.length; i++) {
      if (filters[i] < 0 || Boolean.TRUE.equals(row[filters[i]])) {
        Object value = value(arguments[i], row);
        if (value == null) {
          aggregates[i].addNull(current, offsets[i]);
        } else {
          aggregates[i].add(current, offsets[i], value, time);
        }
      }
    }
    return current;
  }

  /**
   * Takes a row back that was added, where all calls take rows back; the accumulator given is not
   * to be used any more.
   */
  public Object[] retract(Object[] accumulator, Object[] row) {
    Object[] current = accumulators.current(accumulator);
    for (int i = 0; i < aggregates.length; i++) {
      if (filters[i] < 0 || Boolean.TRUE.equals(row[filters[i]])) {
        Object value = value(arguments[i], row);
        if (value != null) {
          aggregates[i].retract(current, offsets[i], value);
        }
      }
    }
    return current;
  }

  /** NULL where an argument is; the row itself where there is none, as in {@code COUNT(*)}. */
  private static @Nullable Object value(int[] columns, Object[] row) {
    if (columns.length == 1) {
      return row[columns[0]];
    }
    if (columns.length == 0) {
      return row;
    }
    Object[] values = new Object[columns.length];
    for (int i = 0; i < columns.length; i++) {
      if (row[columns[i]] == null) {
        return null;
      }
      values[i] = row[columns[i]];
    }
    return values;
  }

  /**
   * Adds the rows of another accumulator, which stays as it is. The first is not to be used any
   * more.
   */
  public Object[] merge(Object[] accumulator, Object[] other) {
    Object[] current = accumulators.current(accumulator);
    Object[] added = accumulators.current(other);
    for (int i = 0; i < aggregates.length; i++) {
      aggregates[i].merge(current, offsets[i], added);
    }
    return current;
  }

  /** Writes a result a call into a row, from a slot on. The accumulator stays as it is. */
  public void results(Object[] accumulator, Object[] row, int from) {
    Object[] current = accumulators.current(accumulator);
    for (int i = 0; i < aggregates.length; i++) {
      row[from + i] = aggregates[i].result(current, offsets[i]);
    }
  }
}
