// SPDX-License-Identifier: Apache-2.0
package dev.drey.shape;

import com.google.auto.value.AutoValue;

/** Something wrong with the value of an option that its shape alone does not show. */
@AutoValue
public abstract class OptionProblem {
  public static OptionProblem of(String option, String message, String help) {
    return new AutoValue_OptionProblem(option, message, help);
  }

  /** The option that the message is about. */
  public abstract String option();

  /** One sentence for a reader who sees the source line. */
  public abstract String message();

  /** What to write instead. */
  public abstract String help();
}
