// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.shards;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.runtime.taskexecutor.GlobalAggregateManager;
import org.jspecify.annotations.Nullable;

/**
 * Which shards of a source have been read to their end, by whichever subtask: the job manager keeps
 * it, for subtasks do not talk to each other.
 *
 * <p>Each time somebody says so gets a number. A subtask believes only what was said after it
 * started: before that, a job that has gone back to a checkpoint since may have said it. Who is
 * still there says it again at each look for new shards.
 */
final class EndedShards {
  private static final long CURRENT_NANOS = 200_000_000L;

  private final String name;
  private final GlobalAggregateManager jobManager;
  private long start = -1;
  private long asked;
  private @Nullable Map<String, Long> known;

  /**
   * @param source the source's name, which no other of the job has
   */
  EndedShards(String source, GlobalAggregateManager jobManager) {
    this.name = "ended shards of " + source;
    this.jobManager = jobManager;
  }

  /** Remembers from when on others are believed. */
  synchronized void open() throws IOException {
    Map<String, Long> said = told(new ArrayList<>());
    start = said.getOrDefault(Said.COUNT, 0L);
    known = said;
  }

  synchronized void say(Collection<String> shards) throws IOException {
    if (!shards.isEmpty()) {
      known = told(new ArrayList<>(shards));
    }
  }

  /** Whether somebody said so of all of them. */
  synchronized boolean haveAllEnded(Collection<String> shards) throws IOException {
    Map<String, Long> said = known;
    if (said == null || System.nanoTime() - asked > CURRENT_NANOS) {
      said = told(new ArrayList<>());
      known = said;
    }
    for (String shard : shards) {
      if (said.getOrDefault(shard, -1L) <= start) {
        return false;
      }
    }
    return true;
  }

  private Map<String, Long> told(ArrayList<String> shards) throws IOException {
    asked = System.nanoTime();
    return jobManager.updateGlobalAggregate(name, shards, new Said());
  }

  /**
   * Shards, each with the number of when it was last named. What goes to and from the job manager
   * is of Java's own classes: its messages know no others.
   */
  private static final class Said
      implements AggregateFunction<
          ArrayList<String>, HashMap<String, Long>, HashMap<String, Long>> {
    private static final long serialVersionUID = 1;

    /** No shard has this name. */
    static final String COUNT = "";

    @Override
    public HashMap<String, Long> createAccumulator() {
      return new HashMap<>();
    }

    @Override
    public HashMap<String, Long> add(ArrayList<String> shards, HashMap<String, Long> said) {
      long number = said.merge(COUNT, 1L, Long::sum);
      shards.forEach(shard -> said.put(shard, number));
      return said;
    }

    @Override
    public HashMap<String, Long> getResult(HashMap<String, Long> said) {
      return new HashMap<>(said);
    }

    @Override
    public HashMap<String, Long> merge(HashMap<String, Long> one, HashMap<String, Long> other) {
      other.forEach((shard, number) -> one.merge(shard, number, Math::max));
      return one;
    }
  }
}
