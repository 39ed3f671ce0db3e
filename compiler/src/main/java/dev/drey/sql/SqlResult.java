// SPDX-License-Identifier: Apache-2.0
package dev.drey.sql;

import com.google.auto.value.AutoValue;
import dev.drey.type.DataType;
import java.util.List;
import java.util.Optional;

/** What comes of a query, as Flink's planner says. */
@AutoValue
public abstract class SqlResult {
  public abstract List<Column> columns();

  /** Whether rows are replaced or taken back. */
  public abstract boolean changes();

  /** The names of the columns that are event times of the result's rows. */
  public abstract List<String> times();

  /** The operators that it becomes, each before those that read it: {@code GroupAggregate}. */
  public abstract List<String> operators();

  /** Those that have rows of their own, such as {@code VALUES}. */
  public abstract List<String> origins();

  public static SqlResult of(
      List<Column> columns,
      boolean changes,
      List<String> times,
      List<String> operators,
      List<String> origins) {
    return new AutoValue_SqlResult(
        List.copyOf(columns),
        changes,
        List.copyOf(times),
        List.copyOf(operators),
        List.copyOf(origins));
  }

  /** A column of the result. */
  @AutoValue
  public abstract static class Column {
    public abstract String name();

    /** As Flink writes it. */
    public abstract String flinkType();

    /** Empty where rows have no such values here. */
    public abstract Optional<DataType> type();

    public static Column of(String name, String flinkType, Optional<DataType> type) {
      return new AutoValue_SqlResult_Column(name, flinkType, type);
    }
  }
}
