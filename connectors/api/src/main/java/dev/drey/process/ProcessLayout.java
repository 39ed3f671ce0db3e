// SPDX-License-Identifier: Apache-2.0
package dev.drey.process;

import com.google.auto.value.AutoValue;
import dev.drey.type.RowType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an operator makes of the rows of one use, and what it keeps and waits for. */
@AutoValue
public abstract class ProcessLayout {
  /** An operator that gives rows of these columns, reads all of its own, and keeps nothing. */
  public static ProcessLayout of(RowType rowType) {
    return builder()
        .rowType(rowType)
        .outputs(Map.of())
        .states(List.of())
        .reads(Optional.empty())
        .eventTime(false)
        .clocks(Set.of())
        .build();
  }

  /** The columns of the rows that the stream carries. */
  public abstract RowType rowType();

  /** The columns of its further outputs, by their names. */
  public abstract Map<String, RowType> outputs();

  public abstract List<DeclaredState> states();

  /** The columns that it looks at; empty for all. What {@code keyBy} names is there anyway. */
  public abstract Optional<Set<String>> reads();

  /** Whether it goes by the event time of rows: a stream without one is refused. */
  public abstract boolean eventTime();

  /** The clocks that its timers go by. */
  public abstract Set<Clock> clocks();

  /** This layout with one more output, which a spec gives a stream by {@code to}. */
  public final ProcessLayout output(String name, RowType columns) {
    Map<String, RowType> more = new LinkedHashMap<>(outputs());
    more.put(name, columns);
    return toBuilder().outputs(more).build();
  }

  /** This layout with these states, each of the present key. */
  public final ProcessLayout keeps(DeclaredState... states) {
    return toBuilder().states(List.of(states)).build();
  }

  /** This layout of an operator that looks at these columns alone: others need not be read. */
  public final ProcessLayout reads(String... columns) {
    return toBuilder().reads(Optional.of(new LinkedHashSet<>(Arrays.asList(columns)))).build();
  }

  /** This layout of an operator that asks rows for their event time. */
  public final ProcessLayout byEventTime() {
    return toBuilder().eventTime(true).build();
  }

  /** This layout of an operator that is called when the watermark has come so far. */
  public final ProcessLayout eventTimers() {
    return byEventTime().timers(Clock.EVENT);
  }

  /** This layout of an operator that is called by the machine's clock. */
  public final ProcessLayout clockTimers() {
    return timers(Clock.MACHINE);
  }

  private ProcessLayout timers(Clock clock) {
    Set<Clock> more = new LinkedHashSet<>(clocks());
    more.add(clock);
    return toBuilder().clocks(more).build();
  }

  /** Whether it keeps something by key, and so needs one. */
  public final boolean needsKey() {
    return !states().isEmpty() || !clocks().isEmpty();
  }

  abstract Builder toBuilder();

  static Builder builder() {
    return new AutoValue_ProcessLayout.Builder();
  }

  /** Builds a {@link ProcessLayout}. */
  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder rowType(RowType rowType);

    abstract Builder outputs(Map<String, RowType> outputs);

    abstract Builder states(List<DeclaredState> states);

    abstract Builder reads(Optional<Set<String>> columns);

    abstract Builder eventTime(boolean eventTime);

    abstract Builder clocks(Set<Clock> clocks);

    abstract ProcessLayout build();
  }
}
