// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import com.google.auto.value.AutoValue;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.source.SourceFile;
import java.util.List;

/** How the tests of a file went, or why they could not run. */
@AutoValue
public abstract class SpecTestReport {
  static SpecTestReport of(
      SourceFile file, List<Diagnostic> problems, List<SpecTestResult> results) {
    return new AutoValue_SpecTestReport(file, List.copyOf(problems), List.copyOf(results));
  }

  public abstract SourceFile file();

  /** What is wrong with the file or with its pipeline; then there are no results. */
  public abstract List<Diagnostic> problems();

  public abstract List<SpecTestResult> results();

  public boolean passed() {
    return problems().isEmpty() && results().stream().allMatch(SpecTestResult::passed);
  }
}
