// SPDX-License-Identifier: Apache-2.0
package dev.drey.sql;

import com.google.auto.value.AutoValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is asked of Flink SQL. */
@AutoValue
public abstract class SqlQuery {
  /** One query of Flink SQL. */
  public abstract String text();

  /** The columns of the result by which its rows replace each other; empty for none. */
  public abstract List<String> upsertBy();

  /** How long state is kept that nobody asks for, by the machine's clock; absent: for ever. */
  public abstract Optional<Duration> ttl();

  /** Itself without saying how rows replace each other. */
  public final SqlQuery withoutKey() {
    return of(text(), List.of(), ttl());
  }

  public static SqlQuery of(String text, List<String> upsertBy, Optional<Duration> ttl) {
    return new AutoValue_SqlQuery(text, List.copyOf(upsertBy), ttl);
  }
}
