// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.LocatedDuration;
import dev.drey.model.OperationSpec;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.List;
import java.util.Optional;

/** One row of those that are about the same. */
@AutoValue
abstract class DeduplicateSpec implements OperationSpec {
  public static DeduplicateSpec of(
      Span span, List<LocatedText> by, boolean keepsLast, Optional<LocatedDuration> within) {
    return new AutoValue_DeduplicateSpec(span, List.copyOf(by), keepsLast, within);
  }

  /** Of the whole operation. */
  public abstract Span span();

  /** The columns that say what a row is about; empty where they could not be read. */
  public abstract List<LocatedText> by();

  /** Whether the last row holds; else the first one. */
  public abstract boolean keepsLast();

  /** How far apart rows are known to be the same; absent where it could not be read. */
  public abstract Optional<LocatedDuration> within();

  @Override
  public boolean keepsRows() {
    return true;
  }
}
