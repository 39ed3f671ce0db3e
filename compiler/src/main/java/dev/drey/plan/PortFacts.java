// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Optional;

/** What is known of the rows of a port. */
@AutoValue
public abstract class PortFacts {
  static PortFacts of(
      RowType rowType, Optional<PortTime> time, List<Integer> keys, ArrivalOrder arrival) {
    return new AutoValue_PortFacts(rowType, time, List.copyOf(keys), arrival, Changes.none());
  }

  public abstract RowType rowType();

  /** Absent where rows have no event time, or none that a watermark follows. */
  public abstract Optional<PortTime> time();

  /**
   * The columns that say what a row is about: of rows that are equal in them the last one holds.
   * Empty where each row stands for itself.
   */
  public abstract List<Integer> keys();

  /** What is sure of the order in which rows come. */
  public abstract ArrivalOrder arrival();

  /** How the rows change each other. */
  public abstract Changes changes();

  PortFacts with(Changes changes) {
    return new AutoValue_PortFacts(rowType(), time(), keys(), arrival(), changes);
  }

  /** The facts of rows with other columns that come as these do. */
  PortFacts with(RowType columns, List<Integer> newKeys) {
    return of(columns, time(), newKeys, arrival());
  }
}
