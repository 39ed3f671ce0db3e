// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.OperationSpec;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.List;

/** Rows in the order of their event time. */
@AutoValue
abstract class OrderSpec implements OperationSpec {
  /** Of the list. */
  public abstract Span span();

  /** The column of the event time, then what decides between rows of one time. */
  public abstract List<LocatedText> by();

  @Override
  public boolean keepsRows() {
    return true;
  }

  static OrderSpec of(Span span, List<LocatedText> by) {
    return new AutoValue_OrderSpec(span, List.copyOf(by));
  }
}
