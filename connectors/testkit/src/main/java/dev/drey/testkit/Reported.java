// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import com.google.auto.value.AutoValue;
import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.List;

/** One diagnostic as a test looks at it. */
@AutoValue
public abstract class Reported {
  /**
   * @param line from 1
   * @param column from 1
   */
  public static Reported of(
      DiagnosticCode code, int line, int column, String message, List<String> help) {
    return new AutoValue_Reported(code, line, column, message, List.copyOf(help));
  }

  public abstract DiagnosticCode code();

  public abstract int line();

  public abstract int column();

  public abstract String message();

  public abstract List<String> help();

  /** {@code LINE:COLUMN CODE}. */
  public final String place() {
    return line() + ":" + column() + " " + code();
  }
}
