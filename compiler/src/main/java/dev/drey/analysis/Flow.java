// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.expression.value.Hidden;
import dev.drey.plan.Port;
import dev.drey.type.RowType;

/**
 * Rows on their way: where they come out, their columns and their time. Columns that an error keeps
 * from being known are hidden: there is no plan then, and what reads them is not reported again.
 */
@AutoValue
abstract class Flow {
  static Flow of(Port port, RowType rowType, TimeFacts time) {
    return new AutoValue_Flow(port, rowType, Hidden.none(), time);
  }

  /** The rows of a name that an error keeps from being known. */
  static Flow unknown() {
    return new AutoValue_Flow(Port.out("unknown"), RowType.of(), Hidden.any(), TimeFacts.unknown());
  }

  abstract Port port();

  /** The columns that are known. */
  abstract RowType rowType();

  abstract Hidden hidden();

  abstract TimeFacts time();

  /** The same rows' time after another operator. */
  Flow through(Port next, RowType nextType) {
    return new AutoValue_Flow(next, nextType, hidden(), time());
  }

  Flow withHidden(Hidden hidden) {
    return new AutoValue_Flow(port(), rowType(), hidden, time());
  }

  Flow withTime(TimeFacts time) {
    return new AutoValue_Flow(port(), rowType(), hidden(), time);
  }
}
