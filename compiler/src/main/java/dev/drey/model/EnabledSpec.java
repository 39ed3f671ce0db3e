// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code enabled} says of a source, stream or sink: whether it is part of the job. */
@AutoValue
public abstract class EnabledSpec {
  /**
   * @param on true where the value is not known
   */
  public static EnabledSpec of(LocatedText place, boolean on) {
    return new AutoValue_EnabledSpec(place, on, place.condition().flatMap(EnabledCondition::of));
  }

  public abstract LocatedText place();

  /** Whether it is part of the job with the values that the parameters have now. */
  public abstract boolean isOn();

  /** The parameter that says it, and how; empty where the spec itself does. */
  public abstract Optional<EnabledCondition> condition();

  /** As one writes it. */
  public final String written() {
    return "enabled: " + condition().map(each -> "\"" + each + "\"").orElse(String.valueOf(isOn()));
  }

  private boolean isNever() {
    return !isOn() && condition().isEmpty();
  }

  private static boolean isAlways(Optional<EnabledSpec> input) {
    return input.map(each -> each.isOn() && each.condition().isEmpty()).orElse(true);
  }

  /** Whether something may be part of a job of which what has this condition is no part. */
  public static boolean mayBeOnWithout(Optional<EnabledSpec> reader, Optional<EnabledSpec> input) {
    Optional<EnabledCondition> needed = input.flatMap(EnabledSpec::condition);
    boolean together =
        reader
            .flatMap(EnabledSpec::condition)
            .filter(mine -> needed.filter(mine::implies).isPresent())
            .isPresent();
    return reader.filter(EnabledSpec::isNever).isEmpty() && !isAlways(input) && !together;
  }

  /** Whether for each value of the parameters one of them is part of the job. */
  public static boolean oneIsOn(List<Optional<EnabledSpec>> inputs) {
    return inputs.stream().anyMatch(EnabledSpec::isAlways)
        || EnabledCondition.coverAll(
            inputs.stream()
                .flatMap(Optional::stream)
                .flatMap(each -> each.condition().stream())
                .collect(Collectors.toList()));
  }
}
