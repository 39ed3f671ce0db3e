// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import java.util.Collections;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.api.java.typeutils.runtime.TupleSerializer;

/**
 * How far the subtasks of an operator were before the job was restored, and what says so to the
 * next run. All times are epoch milliseconds.
 */
final class Frontier {
  private final ListState<Tuple5<Long, Long, Long, Integer, Integer>> state;
  private final TaskInfo task;

  private boolean found;
  private long reached = Long.MIN_VALUE;
  private long least = Long.MAX_VALUE;
  private long leastGone = Long.MAX_VALUE;
  private long storedUpTo = Long.MIN_VALUE;

  private Frontier(ListState<Tuple5<Long, Long, Long, Integer, Integer>> state, TaskInfo task) {
    this.state = state;
    this.task = task;
  }

  /** As state has it; that of nobody where a job begins. */
  static Frontier restored(OperatorStateStore store, TaskInfo task) throws Exception {
    Frontier frontier = new Frontier(store.getUnionListState(descriptor()), task);
    for (Tuple5<Long, Long, Long, Integer, Integer> each : frontier.state.get()) {
      frontier.found = true;
      frontier.add(each);
    }
    return frontier;
  }

  private void add(Tuple5<Long, Long, Long, Integer, Integer> each) {
    storedUpTo = Math.max(storedUpTo, each.f1);
    // With as many subtasks as before each has its own keys again. Where barriers overtake rows,
    // one can have had a watermark that another one has still before it.
    boolean others =
        each.f4 == task.getNumberOfParallelSubtasks() && each.f3 != task.getIndexOfThisSubtask();
    // Of a job whose input had ended nothing is left, and another one may begin at any time.
    if (each.f0 < Long.MAX_VALUE && !others) {
      reached = Math.max(reached, each.f0);
      least = Math.min(least, each.f0);
      leastGone = Math.min(leastGone, each.f2);
    }
  }

  @SuppressWarnings("unchecked") // a class has no type arguments
  private static ListStateDescriptor<Tuple5<Long, Long, Long, Integer, Integer>> descriptor() {
    return new ListStateDescriptor<>(
        "frontier",
        new TupleSerializer<>(
            (Class<Tuple5<Long, Long, Long, Integer, Integer>>) (Class<?>) Tuple5.class,
            new TypeSerializer<?>[] {
              LongSerializer.INSTANCE,
              LongSerializer.INSTANCE,
              LongSerializer.INSTANCE,
              IntSerializer.INSTANCE,
              IntSerializer.INSTANCE
            }));
  }

  /** Whether a run before has written one, as each does with a snapshot. */
  boolean isFound() {
    return found;
  }

  /** Up to where windows have fired in all subtasks whose keys may be here; before all in none. */
  long now() {
    return least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
  }

  /** Up to where windows have fired in any of them. */
  long reached() {
    return reached;
  }

  /** Windows up to this time were gone, also by a lesser lateness. */
  long gone() {
    return least == Long.MAX_VALUE ? Long.MIN_VALUE : leastGone;
  }

  /** The greatest time that any subtask gave to the snapshot. */
  long storedUpTo() {
    return storedUpTo;
  }

  /** Tells the next run. */
  void write(long now, long stored, long gone) throws Exception {
    state.update(
        Collections.singletonList(
            Tuple5.of(
                now,
                stored,
                gone,
                task.getIndexOfThisSubtask(),
                task.getNumberOfParallelSubtasks())));
  }
}
