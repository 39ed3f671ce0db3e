// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.state.ShapeChange;
import dev.drey.state.StateShape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.ManagedInitializationContext;
import org.apache.flink.util.StateMigrationException;

/**
 * Keeps what the state of an operator means beside it, and an operator from going on with state
 * that means something else: on a cluster the spec that wrote it is not at hand.
 */
public final class ShapeGuard {
  private static final String NAME = "shape";
  private static final String UNUSABLE = "the state in the savepoint cannot be gone on with: ";

  private ShapeGuard() {}

  /**
   * Looks at what is restored, and has it written with the next snapshot.
   *
   * @return whether there is something that is restored
   * @throws StateMigrationException where the operator cannot go on with it
   */
  public static boolean check(ManagedInitializationContext context, StateShape shape, TaskInfo task)
      throws Exception {
    ListState<String> kept =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>(NAME, StringSerializer.INSTANCE));
    boolean found = false;
    Set<String> refusals = new LinkedHashSet<>();
    for (String before : kept.get()) {
      found = true;
      refusals.addAll(ShapeChange.refusals(StateShape.decoded(before), shape));
    }
    if (!refusals.isEmpty()) {
      throw new StateMigrationException(UNUSABLE + String.join("; ", refusals));
    }
    // All subtasks read what one has written.
    List<String> written = new ArrayList<>();
    if (task.getIndexOfThisSubtask() == 0) {
      written.add(shape.encoded());
    }
    kept.update(written);
    return found;
  }

  /** Says that what is restored was written in a form that this version does not read. */
  public static StateMigrationException ofAnotherForm() {
    return new StateMigrationException(
        UNUSABLE
            + "an earlier version of Drey wrote it in another form. Give the stream another name, so"
            + " that it begins anew, or go on with the version that wrote it");
  }
}
