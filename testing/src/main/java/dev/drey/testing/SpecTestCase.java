// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import java.util.List;
import java.util.stream.Collectors;

/** One test: steps in the order in which they happen, on a pipeline that starts anew. */
@AutoValue
public abstract class SpecTestCase {
  static SpecTestCase of(
      LocatedText name, List<TestTable> tables, List<TestStep> steps, boolean whole) {
    return new AutoValue_SpecTestCase(name, List.copyOf(tables), List.copyOf(steps), whole);
  }

  public abstract LocatedText name();

  /** What lookups answer with, those of the whole file among them; one a name. */
  abstract List<TestTable> tables();

  abstract List<TestStep> steps();

  /** The paths of the specs with which it goes on, in order. */
  final List<LocatedText> others() {
    return steps().stream()
        .filter(TestStep.Restart.class::isInstance)
        .flatMap(step -> ((TestStep.Restart) step).spec().stream())
        .collect(Collectors.toList());
  }

  /** Whether some step looks at a stream or sink of that name. */
  final boolean expects(String name) {
    return steps().stream()
        .filter(TestStep.Expect.class::isInstance)
        .flatMap(step -> ((TestStep.Expect) step).streams().stream())
        .anyMatch(rows -> rows.name().text().equals(name));
  }

  /** Whether no part of it was left out as wrong in itself. */
  abstract boolean whole();
}
