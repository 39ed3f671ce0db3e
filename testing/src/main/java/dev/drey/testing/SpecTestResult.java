// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import com.google.auto.value.AutoValue;
import dev.drey.diagnostic.Diagnostic;
import java.util.List;

/** How one test went. */
@AutoValue
public abstract class SpecTestResult {
  static SpecTestResult of(
      SpecTestCase test, List<Diagnostic> problems, List<Correction> corrections, long nanos) {
    return new AutoValue_SpecTestResult(
        test, List.copyOf(problems), List.copyOf(corrections), nanos);
  }

  public abstract SpecTestCase test();

  /** Empty where the test passed. */
  public abstract List<Diagnostic> problems();

  /** What would make its expectations hold. */
  public abstract List<Correction> corrections();

  public abstract long nanos();

  public String name() {
    return test().name().text();
  }

  public boolean passed() {
    return problems().isEmpty();
  }
}
