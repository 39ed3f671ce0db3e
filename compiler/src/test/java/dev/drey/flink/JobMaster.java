// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.taskexecutor.GlobalAggregateManager;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** What the subtasks of a job tell each other by way of its master, in harnesses that have none. */
final class JobMaster implements GlobalAggregateManager {
  private final Map<String, Object> told = new HashMap<>();

  @Override
  @SuppressWarnings("unchecked") // as in Flink's: one name has one function
  public <I, A, O> O updateGlobalAggregate(
      String name, Object said, AggregateFunction<I, A, O> function) throws IOException {
    A known = (A) told.computeIfAbsent(name, absent -> function.createAccumulator());
    A next = function.add((I) said, known);
    told.put(name, next);
    return function.getResult(next);
  }

  /** The builder of Flink's environment takes none. */
  void serves(AbstractStreamOperatorTestHarness<?> harness) throws ReflectiveOperationException {
    Field master = MockEnvironment.class.getDeclaredField("aggregateManager");
    master.setAccessible(true);
    master.set(harness.getEnvironment(), this);
  }
}
