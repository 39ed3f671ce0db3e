// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.LocatedDuration;
import dev.drey.model.OperationSpec;
import dev.drey.source.Span;
import java.util.Optional;

/** Rows a while later. */
@AutoValue
abstract class DelaySpec implements OperationSpec {
  /** Of the whole operation. */
  public abstract Span span();

  /** Absent where it could not be read. */
  public abstract Optional<LocatedDuration> by();

  public abstract boolean processingTime();

  @Override
  public boolean keepsRows() {
    return true;
  }

  static DelaySpec of(Span span, Optional<LocatedDuration> by, boolean processingTime) {
    return new AutoValue_DelaySpec(span, by, processingTime);
  }
}
