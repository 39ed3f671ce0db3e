// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.operator.KeyColumns;
import dev.drey.operator.ShapeGuard;
import dev.drey.row.RowKey;
import dev.drey.state.StateShape;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Windows of so many rows of a key as they come. A result has the time of the row that made it; of
 * a window that is not full when the input ends there is none.
 *
 * <p>Law: after each {@code every} rows of a key there is a result of its last {@code size} rows,
 * of fewer where it has not had so many. So it is with Flink's.
 */
public final class CountOperator extends AbstractStreamOperator<Object[]>
    implements OneInputStreamOperator<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private final KeyColumns keys;
  private final WindowRows rows;
  private final long size;
  private final long every;
  private final long slice;
  private final boolean timed;
  private final long cacheBytes;
  private @Nullable StateShape shape;
  private transient @Nullable PartStore store;
  private transient @Nullable StreamRecord<Object[]> result;

  /**
   * @param timed whether rows have a time, and results with them
   * @param cacheBytes about how many bytes of memory a subtask uses before it goes to its state
   */
  public CountOperator(
      KeyColumns keys, WindowRows rows, long size, long every, boolean timed, long cacheBytes) {
    this.keys = keys;
    this.rows = rows;
    this.size = size;
    this.every = every;
    this.slice = greatestDivisor(size, every);
    this.timed = timed;
    this.cacheBytes = cacheBytes;
  }

  private static long greatestDivisor(long a, long b) {
    return b == 0 ? a : greatestDivisor(b, a % b);
  }

  /** Says what its state means: it does not go on with one that means something else. */
  public void means(StateShape newShape) {
    this.shape = newShape;
  }

  /** The record has its key; state is asked for it where it is not in memory. */
  @Override
  public boolean hasKeyContext1() {
    return false;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    if (shape != null) {
      ShapeGuard.check(context, shape, getRuntimeContext().getTaskInfo());
    }
    KeyedStateBackend<RowKey> backend = requireNonNull(this.<RowKey>getKeyedStateBackend());
    store =
        new PartStore(
            "counts",
            backend,
            rows.aggregator(),
            cacheBytes,
            0,
            context.isRestored(),
            getMetricGroup());
    result = new StreamRecord<>(new Object[0]);
  }

  @Override
  public void processElement(StreamRecord<Object[]> element) throws Exception {
    Object[] row = element.getValue();
    KeyParts counted = store().of(keys.getKey(row));
    long number = counted.next();
    long full = (number / every + 1) * every;
    if (number >= full - size) {
      store().count(counted, part(counted, number), row, timed ? element.getTimestamp() : 0);
    }
    counted.next(number + 1);
    if (number + 1 == full) {
      show(counted, full, element);
    }
    store().shrink();
  }

  /** What the row with a number is counted in. */
  private Part part(KeyParts counted, long number) {
    long start = number - number % slice;
    int end = counted.parts().size();
    return end > 0 && counted.start(end - 1) == start
        ? counted.parts().get(end - 1)
        : store().insert(counted, end, start, start + slice);
  }

  private void show(KeyParts counted, long end, StreamRecord<Object[]> element) throws Exception {
    int from = counted.positionFrom(end - size);
    Object[] window = store().window(counted, from, end, end - 1 - (end - 1) % size);
    Object[] row = rows.row(counted.key(), 0, 0, Pane.ON_TIME, window);
    StreamRecord<Object[]> shown = requireNonNull(result);
    if (timed) {
      shown.replace(row, element.getTimestamp());
    } else {
      shown.replace(row);
    }
    output.collect(shown);
    store().remove(counted, 0, counted.positionFrom(end + every - size));
    if (counted.parts().isEmpty()) {
      // The next window begins as the first one did.
      store().removeKey(counted);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    store().flush();
  }

  private PartStore store() {
    return requireNonNull(store, "state comes first");
  }
}
