// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** What the operators of a graph kept when it was stopped, each under its uid. */
final class Savepoint {
  private final Map<String, List<OperatorSubtaskState>> states = new HashMap<>();

  void add(String uid, List<OperatorSubtaskState> ofSubtasks) {
    states.put(uid, ofSubtasks);
  }

  /** The part of a subtask, whatever the parallelism before; null where the operator is new. */
  @Nullable OperatorSubtaskState of(String uid, int keyGroups, int parallelism, int subtask)
      throws Exception {
    List<OperatorSubtaskState> before = states.get(uid);
    if (before == null) {
      return null;
    }
    return AbstractStreamOperatorTestHarness.repartitionOperatorState(
        AbstractStreamOperatorTestHarness.repackageState(
            before.toArray(new OperatorSubtaskState[0])),
        keyGroups,
        before.size(),
        parallelism,
        subtask);
  }
}
