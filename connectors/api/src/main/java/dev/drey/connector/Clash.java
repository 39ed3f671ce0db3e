// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import com.google.auto.value.AutoValue;

/** Two uses of a connector in one pipeline that do not go together. */
@AutoValue
public abstract class Clash {
  /**
   * @param finding what is wrong, at an option of the first use
   */
  public static Clash of(Finding finding, ConnectorUsage at, ConnectorUsage with) {
    return of(finding, at, with, finding.option());
  }

  /**
   * @param withOption the option of the other use, where it is not that of the finding
   */
  public static Clash of(
      Finding finding, ConnectorUsage at, ConnectorUsage with, String withOption) {
    return new AutoValue_Clash(finding, at, with, withOption);
  }

  public abstract Finding finding();

  /** The use that has to change. */
  public abstract ConnectorUsage at();

  /** The other one. */
  public abstract ConnectorUsage with();

  /** Where the caret goes that shows the other one. */
  public abstract String withOption();
}
