// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.aggregate.AggregateCall;
import dev.drey.aggregate.WaitingCount;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What the operators of a window register. */
final class WindowState {
  private final WindowNode window;
  private final PlanPorts ports;
  private final RowType input;
  private final RowType key;
  private final RowType accumulator;
  private final List<StateSpec> state = new ArrayList<>();

  /**
   * @param accumulators the columns of what calls keep of an input
   */
  WindowState(
      WindowNode window,
      PlanPorts ports,
      BiFunction<List<AggregateCall>, RowType, RowType> accumulators) {
    this.window = window;
    this.ports = ports;
    this.input = ports.of(window.input()).rowType();
    this.key = input.project(window.keys());
    this.accumulator = counted(window, accumulators.apply(window.calls(), input));
  }

  private static RowType counted(WindowNode window, RowType accumulator) {
    if (window.trigger().isNone()) {
      return accumulator;
    }
    List<Field> columns = new ArrayList<>(accumulator.fields());
    columns.add(WaitingCount.COLUMN);
    return RowType.of(columns);
  }

  List<StateSpec> list() {
    if (window.meets(ports)) {
      state.add(MeetingRows.state(window, input));
    }
    switch (window.shape().kind()) {
      case COUNT:
        keyed("counts", StateSpec.Kind.VALUE, accumulator);
        break;
      case SESSION:
        keyed("sessions", StateSpec.Kind.VALUE, accumulator);
        keyed("due", StateSpec.Kind.MAP, null);
        frontier();
        break;
      default:
        slices();
        frontier();
        break;
    }
    state.add(StateSpec.union(window.id(), "shape"));
    return state;
  }

  private void slices() {
    keyed(window.sharesSlices() ? "slices" : "windows", StateSpec.Kind.MAP, accumulator);
    keyed("due", StateSpec.Kind.MAP, null);
    if (window.sharesSlices()) {
      keyed("keys", StateSpec.Kind.VALUE, accumulator);
      keyed("merged", StateSpec.Kind.MAP, accumulator);
    } else if (!window.allowedLateness().isZero()) {
      keyed("gone", StateSpec.Kind.MAP, null);
    }
    WindowTrigger trigger = window.trigger();
    if (trigger.earlyEvery().isPresent()) {
      keyed(trigger.earlyByClock() ? "early-by-clock" : "early", StateSpec.Kind.MAP, null);
    }
    if (trigger.lateEvery().isPresent()) {
      keyed("late", StateSpec.Kind.MAP, null);
    }
  }

  /** Up to where windows have fired. */
  private void frontier() {
    state.add(StateSpec.union(window.id(), "frontier"));
  }

  private void keyed(String name, StateSpec.Kind kind, @Nullable RowType value) {
    state.add(StateSpec.keyed(window.id(), name, kind, key, Optional.ofNullable(value)));
  }
}
