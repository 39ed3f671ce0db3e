// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.aggregate.AggregateCall;
import java.util.List;
import java.util.Optional;

/**
 * Whether the rows of a window can be added up where they are, before one subtask for each key adds
 * up what comes of that.
 */
public final class WindowPhases {
  private WindowPhases() {}

  /**
   * Why they cannot, as the end of a sentence; empty where they can.
   *
   * @param spread whether rows of a key are sent to several subtasks first
   */
  public static Optional<String> obstacle(
      WindowShape shape, WindowTrigger trigger, List<AggregateCall> calls, boolean spread) {
    if (!trigger.isNone()) {
      return Optional.of("its trigger goes by the records as they come");
    }
    if (shape.kind() == WindowShape.Kind.GLOBAL) {
      return Optional.of("it has no end before which parts of it could come together");
    }
    if (!shape.isSliced()) {
      return Optional.of("the rows of its windows say where these begin and end");
    }
    if (shape.processingTime()) {
      return Optional.of("the clock of one machine says which window a row is in");
    }
    for (AggregateCall call : calls) {
      if (call.function().keepsRows()) {
        return Optional.of("`" + call.function() + "` keeps rows in the order in which they come");
      }
      if (spread && call.function().readsTime()) {
        return Optional.of(
            "`" + call.function() + "` goes by the order of arrival among rows of one time");
      }
    }
    return Optional.empty();
  }
}
