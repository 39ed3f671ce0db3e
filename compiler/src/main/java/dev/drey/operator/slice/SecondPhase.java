// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;

/**
 * How far the second phase of a window was when its job began or went on. The first phase asks, by
 * way of the job's master. That keeps what it was told: an attempt after a failure goes on from
 * another checkpoint, so each has its own answer. All subtasks of both phases start again together;
 * where they should not, there is no answer, and the first phase adds nothing up.
 */
public final class SecondPhase implements Serializable {
  private static final long serialVersionUID = 1;

  private final String window;

  /**
   * @param window a name that no other window of the job has
   */
  public SecondPhase(String window) {
    this.window = window;
  }

  /** Says how far this subtask of the second phase is, as it begins. */
  void tell(StreamingRuntimeContext context, long time) throws IOException {
    TaskInfo task = context.getTaskInfo();
    exchange(
        context,
        new long[] {task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks(), time});
  }

  /** How far that subtask was that was furthest; empty until all have told. */
  OptionalLong ask(StreamingRuntimeContext context) throws IOException {
    long[] answer = exchange(context, new long[0]);
    return answer.length == 0 ? OptionalLong.empty() : OptionalLong.of(answer[0]);
  }

  private long[] exchange(StreamingRuntimeContext context, long[] said) throws IOException {
    String attempt = window + "#" + context.getTaskInfo().getAttemptNumber();
    return context.getGlobalAggregateManager().updateGlobalAggregate(attempt, said, new Times());
  }

  /** What was told so far. */
  static final class Told {
    private final Map<Long, Long> times = new HashMap<>();
    private long subtasks = -1;
  }

  /** Runs in the job's master, which knows no classes of ours in what is said and answered. */
  static final class Times implements AggregateFunction<long[], Told, long[]> {
    private static final long serialVersionUID = 1;

    @Override
    public Told createAccumulator() {
      return new Told();
    }

    @Override
    public Told add(long[] said, Told told) {
      if (said.length == 0) {
        return told;
      }
      if (said[1] != told.subtasks) {
        told.times.clear();
        told.subtasks = said[1];
      }
      told.times.put(said[0], said[2]);
      return told;
    }

    @Override
    public long[] getResult(Told told) {
      return told.times.size() == told.subtasks
          ? told.times.values().stream().mapToLong(Long::longValue).max().stream().toArray()
          : new long[0];
    }

    @Override
    public Told merge(Told one, Told other) {
      other.times.forEach((subtask, time) -> add(new long[] {subtask, other.subtasks, time}, one));
      return one;
    }
  }
}
