// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.MadeStream;
import dev.drey.model.OnErrorSpec;
import dev.drey.model.OperationSpec;
import dev.drey.source.LocatedText;
import java.util.List;
import java.util.stream.Collectors;

/** What has to hold of each row of a stream. */
@AutoValue
abstract class AssertSpec implements OperationSpec {
  static AssertSpec of(LocatedText condition, OnErrorSpec onViolation) {
    return new AutoValue_AssertSpec(condition, onViolation);
  }

  public abstract LocatedText condition();

  /** What becomes of a row of which it does not hold. */
  public abstract OnErrorSpec onViolation();

  @Override
  public List<MadeStream> makes() {
    return onViolation().to().stream()
        .map(to -> MadeStream.aside(to, "stream of violations", "write `onViolation: drop`"))
        .collect(Collectors.toUnmodifiableList());
  }

  @Override
  public boolean keepsRows() {
    return true;
  }
}
