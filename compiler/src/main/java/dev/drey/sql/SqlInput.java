// SPDX-License-Identifier: Apache-2.0
package dev.drey.sql;

import com.google.auto.value.AutoValue;
import dev.drey.plan.Changes;
import dev.drey.type.RowType;
import java.util.Optional;

/** A stream as a table of a query. */
@AutoValue
public abstract class SqlInput {
  /** Of the stream, and of the table. */
  public abstract String name();

  public abstract RowType rowType();

  /** How its rows change each other. */
  public abstract Changes changes();

  /**
   * The column that is the event time of its rows: one of theirs, or one that the table has beside
   * them. Absent where rows have none.
   */
  public abstract Optional<String> time();

  public static SqlInput of(String name, RowType rowType, Changes changes, Optional<String> time) {
    return new AutoValue_SqlInput(name, rowType, changes, time);
  }
}
