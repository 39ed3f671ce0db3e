// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.OperationSpec;
import dev.drey.source.LocatedText;
import java.util.List;

/** Several inputs as one. */
@AutoValue
abstract class UnionSpec implements OperationSpec {
  public static UnionSpec of(List<LocatedText> inputs) {
    return new AutoValue_UnionSpec(List.copyOf(inputs));
  }

  @Override
  public abstract List<LocatedText> inputs();

  @Override
  public boolean keepsRows() {
    return true;
  }
}
