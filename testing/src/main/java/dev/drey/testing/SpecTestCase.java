// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import java.util.List;

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

  /** Whether no part of it was left out as wrong in itself. */
  abstract boolean whole();
}
