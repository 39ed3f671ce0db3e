package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.plan.Port;
import dev.drey.type.RowType;

/** Rows on their way: where they come out, their columns and their time. */
@AutoValue
abstract class Flow {
  static Flow of(Port port, RowType rowType, TimeFacts time) {
    return new AutoValue_Flow(port, rowType, time);
  }

  abstract Port port();

  abstract RowType rowType();

  abstract TimeFacts time();

  /** The same rows' time after another operator. */
  Flow through(Port next, RowType nextType) {
    return of(next, nextType, time());
  }
}
