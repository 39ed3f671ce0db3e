// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who gave rows their event time, and how far the watermarks that follow them stay behind. */
@AutoValue
abstract class PortTime {
  static PortTime of(String operator, Optional<Duration> behind) {
    return new AutoValue_PortTime(List.of(operator), behind);
  }

  /** The uids of the operators that assigned it, each once. */
  public abstract List<String> assignedBy();

  /**
   * How far a watermark is at most behind the latest time that a source has seen; absent where
   * records say it themselves.
   */
  public abstract Optional<Duration> behind();

  /** The time of the results of an operator that gives them a new one. */
  PortTime assignedBy(String operator) {
    return of(operator, behind());
  }

  /** The same with watermarks that wait for so much of event time. */
  PortTime behindBy(Duration more) {
    return new AutoValue_PortTime(assignedBy(), behind().map(behind -> behind.plus(more)));
  }

  /** The same with watermarks that wait for something else. */
  PortTime behindUnknown() {
    return new AutoValue_PortTime(assignedBy(), Optional.empty());
  }

  /** The time of the rows of both. */
  PortTime and(PortTime other) {
    List<String> all = new ArrayList<>(assignedBy());
    other.assignedBy().stream().filter(each -> !all.contains(each)).forEach(all::add);
    Optional<Duration> greater =
        behind().flatMap(a -> other.behind().map(b -> a.compareTo(b) >= 0 ? a : b));
    return new AutoValue_PortTime(List.copyOf(all), greater);
  }
}
