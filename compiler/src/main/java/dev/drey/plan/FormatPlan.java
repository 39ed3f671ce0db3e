// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.shape.OptionValues;
import java.util.function.UnaryOperator;

/** A format by name with its options. */
@AutoValue
public abstract class FormatPlan {
  public static FormatPlan of(String name, OptionValues options) {
    return new AutoValue_FormatPlan(name, options);
  }

  public abstract String name();

  public abstract OptionValues options();

  /** The same format with other options. */
  FormatPlan withOptions(UnaryOperator<OptionValues> change) {
    return of(name(), change.apply(options()));
  }
}
