// SPDX-License-Identifier: Apache-2.0
package dev.drey.process;

import com.google.auto.value.AutoValue;

/** Something wrong with how a spec uses an operator of one's own. */
@AutoValue
public abstract class Objection {
  /**
   * @param option the option that it is about, as a path; empty for the operator's own key
   * @param message one sentence for a reader who sees the source line
   * @param help what to write instead
   */
  public static Objection of(String option, String message, String help) {
    return new AutoValue_Objection(option, message, help);
  }

  public abstract String option();

  public abstract String message();

  public abstract String help();
}
