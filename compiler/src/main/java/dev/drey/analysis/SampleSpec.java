// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.OperationSpec;
import dev.drey.source.LocatedText;
import java.util.List;
import java.util.Optional;

/** A share of the rows. */
@AutoValue
abstract class SampleSpec implements OperationSpec {
  public static SampleSpec of(Optional<LocatedText> share, List<LocatedText> by) {
    return new AutoValue_SampleSpec(share, List.copyOf(by));
  }

  /** A percentage; absent where it could not be read. */
  public abstract Optional<LocatedText> share();

  /** The columns whose values decide; empty: the whole row does. */
  public abstract List<LocatedText> by();

  @Override
  public boolean keepsRows() {
    return true;
  }
}
