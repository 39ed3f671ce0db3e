// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.LocatedDuration;
import dev.drey.model.OperationSpec;
import dev.drey.source.LocatedText;
import java.util.List;
import java.util.Optional;

/** A query of Flink SQL over streams. */
@AutoValue
abstract class SqlSpec implements OperationSpec {
  /** Absent where it could not be read. */
  public abstract Optional<LocatedText> query();

  /** The streams that the query reads, each once. */
  @Override
  public abstract List<LocatedText> inputs();

  public abstract List<LocatedText> upsertBy();

  public abstract Optional<LocatedDuration> ttl();

  @Override
  public boolean hasSides() {
    return true;
  }

  static SqlSpec of(
      Optional<LocatedText> query, List<LocatedText> upsertBy, Optional<LocatedDuration> ttl) {
    return new AutoValue_SqlSpec(
        query, query.map(SqlNames::of).orElse(List.of()), List.copyOf(upsertBy), ttl);
  }
}
