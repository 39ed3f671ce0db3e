// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import java.util.Optional;

/** What {@code enabled} says of a source, stream or sink: whether it is part of the job. */
@AutoValue
public abstract class EnabledSpec {
  /**
   * @param on true where the value is not known
   */
  public static EnabledSpec of(LocatedText place, boolean on) {
    return new AutoValue_EnabledSpec(place, on, place.parameter());
  }

  public abstract LocatedText place();

  /** Whether it is part of the job with the values that the parameters have now. */
  public abstract boolean isOn();

  /** The parameter that says it; empty where the spec itself does. */
  public abstract Optional<String> flag();

  /** As one writes it. */
  public final String written() {
    return "enabled: " + flag().map(name -> "\"${" + name + "}\"").orElse(String.valueOf(isOn()));
  }

  /** Whether something may be part of a job of which what has this condition is no part. */
  public static boolean mayBeOnWithout(
      Optional<EnabledSpec> reader, Optional<EnabledSpec> condition) {
    boolean alwaysOff = reader.filter(each -> !each.isOn() && each.flag().isEmpty()).isPresent();
    boolean alwaysThere = condition.map(each -> each.flag().isEmpty() && each.isOn()).orElse(true);
    boolean together =
        condition
            .flatMap(EnabledSpec::flag)
            .filter(flag -> reader.flatMap(EnabledSpec::flag).filter(flag::equals).isPresent())
            .isPresent();
    return !alwaysOff && !alwaysThere && !together;
  }
}
