// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.connector.Unanswered;
import dev.drey.model.ConnectorUse;
import dev.drey.model.LocatedDuration;
import dev.drey.model.MadeColumns;
import dev.drey.model.MadeStream;
import dev.drey.model.NamedText;
import dev.drey.model.OperationSpec;
import dev.drey.model.TypeTree;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows with what another system knows of their keys. What is absent has its default. */
@AutoValue
abstract class LookupSpec implements OperationSpec {
  /** Of the whole operation. */
  abstract Span span();

  abstract ConnectorUse connector();

  abstract Optional<ConnectorUse> format();

  /** Columns of the answers with what they must equal; empty where they could not be read. */
  abstract List<NamedText> key();

  /** The column that the answer becomes; absent where it could not be read. */
  abstract Optional<LocatedText> as();

  /** The columns of the answers; absent where they could not be read. */
  abstract Optional<TypeTree> type();

  abstract Optional<CacheSpec> cache();

  abstract Optional<LocatedDuration> timeout();

  abstract int capacity();

  abstract boolean ordered();

  abstract int attempts();

  abstract Optional<LocatedDuration> backoff();

  abstract Fate onMissing();

  abstract Fate onError();

  /** Whether a stream that it makes may be missing here. */
  abstract boolean namesInDoubt();

  final List<String> keyColumns() {
    return key().stream().map(column -> column.name().text()).collect(Collectors.toList());
  }

  @Override
  public List<MadeStream> makes() {
    List<MadeStream> made = new ArrayList<>();
    onMissing()
        .to()
        .ifPresent(
            to -> made.add(MadeStream.aside(to, "missing-row stream", "write `onMissing: drop`")));
    onError()
        .to()
        .ifPresent(
            to -> made.add(MadeStream.aside(to, "failed-row stream", "write `onError: keep`")));
    return List.copyOf(made);
  }

  @Override
  public Optional<MadeColumns> columns() {
    return as().map(
            as ->
                MadeColumns.of(
                    "lookup",
                    List.of(NamedText.of(as, as)),
                    "after `where`; write a condition on it in a stream behind this one"));
  }

  static Builder builder() {
    return new AutoValue_LookupSpec.Builder();
  }

  /** Builds a {@link LookupSpec}. */
  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder span(Span span);

    abstract Builder connector(ConnectorUse connector);

    abstract Builder format(Optional<ConnectorUse> format);

    abstract Builder key(List<NamedText> key);

    abstract Builder as(Optional<LocatedText> as);

    abstract Builder type(Optional<TypeTree> type);

    abstract Builder cache(Optional<CacheSpec> cache);

    abstract Builder timeout(Optional<LocatedDuration> timeout);

    abstract Builder capacity(int capacity);

    abstract Builder ordered(boolean ordered);

    abstract Builder attempts(int attempts);

    abstract Builder backoff(Optional<LocatedDuration> backoff);

    abstract Builder onMissing(Fate fate);

    abstract Builder onError(Fate fate);

    abstract Builder namesInDoubt(boolean inDoubt);

    abstract LookupSpec build();
  }

  /** What becomes of rows without an answer. */
  @AutoValue
  abstract static class Fate {
    static Fate of(Unanswered what) {
      return new AutoValue_LookupSpec_Fate(what, Optional.empty());
    }

    static Fate aside(LocatedText to) {
      return new AutoValue_LookupSpec_Fate(Unanswered.ASIDE, Optional.of(to));
    }

    abstract Unanswered what();

    /** Present where they go to a stream of their own. */
    abstract Optional<LocatedText> to();
  }

  /** What is remembered of answers. */
  @AutoValue
  abstract static class CacheSpec {
    static CacheSpec of(
        int size, Optional<LocatedDuration> ttl, Optional<LocatedDuration> negative) {
      return new AutoValue_LookupSpec_CacheSpec(size, ttl, negative);
    }

    abstract int size();

    /** Absent where it could not be read. */
    abstract Optional<LocatedDuration> ttl();

    /** Absent: as long as any other answer. */
    abstract Optional<LocatedDuration> negative();

    final Duration ofNothing() {
      return negative().or(this::ttl).map(LocatedDuration::duration).orElse(Duration.ZERO);
    }
  }
}
