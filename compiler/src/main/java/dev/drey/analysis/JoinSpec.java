// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.LocatedDuration;
import dev.drey.model.NamedText;
import dev.drey.model.OperationSpec;
import dev.drey.plan.JoinType;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pairs of rows of two streams that belong together. */
@AutoValue
abstract class JoinSpec implements OperationSpec {
  /** Of the whole operation. */
  public abstract Span span();

  /** Absent where it could not be read, as the other side. */
  public abstract Optional<LocatedText> left();

  public abstract Optional<LocatedText> right();

  /** Columns of the left side, with those of the right side where these have other names. */
  public abstract List<NamedText> on();

  /** Whether a left row goes with the last right row up to its time. */
  public abstract boolean asOf();

  /** Where it is written whether it does, if that can be read. */
  public abstract Optional<Span> asOfAt();

  /** The windows of which both rows of a pair are in one. */
  public abstract Optional<WindowSpec> window();

  /** Where the type is written. */
  public abstract Optional<Span> typeAt();

  /** For how long a right row holds; absent where until the next one. */
  public abstract Optional<LocatedDuration> ttl();

  /** How far a right row may be before a left one; absent for not at all. */
  public abstract Optional<LocatedDuration> before();

  /** How far a right row may be after a left one; absent for not at all. */
  public abstract Optional<LocatedDuration> after();

  public abstract JoinType type();

  @Override
  public List<LocatedText> inputs() {
    List<LocatedText> inputs = new ArrayList<>();
    left().ifPresent(inputs::add);
    right().ifPresent(inputs::add);
    return inputs;
  }

  @Override
  public boolean hasSides() {
    return true;
  }

  public static Builder builder() {
    return new AutoValue_JoinSpec.Builder();
  }

  /** Builds a {@link JoinSpec}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder span(Span span);

    public abstract Builder left(Optional<LocatedText> left);

    public abstract Builder right(Optional<LocatedText> right);

    public abstract Builder on(List<NamedText> on);

    public abstract Builder asOf(boolean asOf);

    public abstract Builder asOfAt(Optional<Span> span);

    public abstract Builder window(Optional<WindowSpec> window);

    public abstract Builder typeAt(Optional<Span> span);

    public abstract Builder ttl(Optional<LocatedDuration> ttl);

    public abstract Builder before(Optional<LocatedDuration> before);

    public abstract Builder after(Optional<LocatedDuration> after);

    public abstract Builder type(JoinType type);

    public abstract JoinSpec build();
  }
}
