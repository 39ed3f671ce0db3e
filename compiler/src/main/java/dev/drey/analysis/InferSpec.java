// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.LocatedDuration;
import dev.drey.model.MadeColumns;
import dev.drey.model.MadeStream;
import dev.drey.model.NamedText;
import dev.drey.model.OperationSpec;
import dev.drey.model.TypeTree;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows with what a model makes of them, as written. */
@AutoValue
abstract class InferSpec implements OperationSpec {
  /** What an input of the model is given. */
  @AutoValue
  abstract static class Input {
    static Input of(LocatedText tensor, List<LocatedText> values) {
      return new AutoValue_InferSpec_Input(tensor, List.copyOf(values));
    }

    abstract LocatedText tensor();

    abstract List<LocatedText> values();
  }

  /** A column that an output of the model becomes. */
  @AutoValue
  abstract static class Output {
    static Output of(
        LocatedText column, LocatedText tensor, Optional<Integer> element, LocatedText type) {
      return new AutoValue_InferSpec_Output(column, tensor, element, type);
    }

    abstract LocatedText column();

    abstract LocatedText tensor();

    /** From 1. */
    abstract Optional<Integer> element();

    abstract LocatedText type();
  }

  /** Of the whole operation. */
  abstract Span span();

  /** Absent where it could not be read. */
  abstract Optional<LocatedText> model();

  abstract List<Input> given();

  abstract List<Output> outputs();

  /** The columns of the outputs with their types. */
  abstract TypeTree types();

  abstract int size();

  abstract Optional<LocatedDuration> linger();

  abstract LookupSpec.Fate onError();

  /** Whether a stream that it makes may be missing here. */
  abstract boolean namesInDoubt();

  /** Whether all of it could be read. */
  abstract boolean complete();

  @Override
  public List<MadeStream> makes() {
    return onError().to().stream()
        .map(to -> MadeStream.aside(to, "unscored-row stream", "write `onError: keep`"))
        .collect(Collectors.toList());
  }

  @Override
  public Optional<MadeColumns> columns() {
    return Optional.of(
        MadeColumns.of(
            InferKeys.KEY,
            outputs().stream()
                .map(output -> NamedText.of(output.column(), output.column()))
                .collect(Collectors.toList()),
            "after `where`; write a condition on it in a stream behind this one"));
  }

  static Builder builder() {
    return new AutoValue_InferSpec.Builder();
  }

  /** Builds an {@link InferSpec}. */
  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder span(Span span);

    abstract Builder model(Optional<LocatedText> model);

    abstract Builder given(List<Input> given);

    abstract Builder outputs(List<Output> outputs);

    abstract Builder types(TypeTree types);

    abstract Builder size(int size);

    abstract Builder linger(Optional<LocatedDuration> linger);

    abstract Builder onError(LookupSpec.Fate fate);

    abstract Builder namesInDoubt(boolean inDoubt);

    abstract Builder complete(boolean complete);

    abstract InferSpec build();
  }
}
