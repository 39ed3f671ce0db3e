// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.MadeStream;
import dev.drey.model.OnErrorSpec;
import dev.drey.model.OperationSpec;
import dev.drey.source.Span;
import java.util.List;
import java.util.stream.Collectors;

/** What becomes of the rows of a stream on which one of its expressions fails. */
@AutoValue
abstract class FailureSpec implements OperationSpec {
  static FailureSpec of(Span span, OnErrorSpec onError) {
    return new AutoValue_FailureSpec(span, onError);
  }

  /** What is written. */
  public abstract Span span();

  public abstract OnErrorSpec onError();

  @Override
  public List<MadeStream> makes() {
    return onError().to().stream()
        .map(to -> MadeStream.aside(to, "stream of failed rows", "write `onError: drop`"))
        .collect(Collectors.toUnmodifiableList());
  }

  @Override
  public boolean keepsRows() {
    return true;
  }
}
