// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.connector.Unanswered;
import dev.drey.model.MadeColumns;
import dev.drey.model.MadeStream;
import dev.drey.model.NamedText;
import dev.drey.model.OperationSpec;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.List;
import java.util.Optional;

/** Each row with those of another stream, which every subtask holds, that it belongs to. */
@AutoValue
abstract class BroadcastSpec implements OperationSpec {
  static BroadcastSpec of(
      Span span,
      Optional<LocatedText> from,
      List<LocatedText> by,
      Optional<LocatedText> on,
      Optional<LocatedText> as,
      LookupSpec.Fate onMissing,
      boolean namesInDoubt) {
    return new AutoValue_BroadcastSpec(
        span, from, List.copyOf(by), on, as, onMissing, namesInDoubt);
  }

  /** Of the whole operation. */
  abstract Span span();

  /** Absent where it could not be read, as the others. */
  abstract Optional<LocatedText> from();

  /** The columns by which held rows replace each other; empty where the stream says it. */
  abstract List<LocatedText> by();

  abstract Optional<LocatedText> on();

  abstract Optional<LocatedText> as();

  abstract LookupSpec.Fate onMissing();

  /** Whether a stream that it makes may be missing here. */
  abstract boolean namesInDoubt();

  /** Whether rows that belong to none go on without. */
  final boolean keepsAll() {
    return onMissing().what() == Unanswered.KEEP;
  }

  @Override
  public List<LocatedText> inputs() {
    return from().map(List::of).orElse(List.of());
  }

  @Override
  public boolean hasSides() {
    return true;
  }

  @Override
  public boolean readsBesideFrom() {
    return true;
  }

  @Override
  public List<MadeStream> makes() {
    return onMissing()
        .to()
        .map(to -> List.of(MadeStream.aside(to, "missing-row stream", "write `onMissing: drop`")))
        .orElse(List.of());
  }

  @Override
  public Optional<MadeColumns> columns() {
    return as().map(
            as ->
                MadeColumns.of(
                    BroadcastOperation.KEY,
                    List.of(NamedText.of(as, as)),
                    "after `where`; write a condition on it in `on`, or in a stream behind this one"));
  }
}
