// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.operator.GroupAggregator;
import dev.drey.operator.StreamException;
import dev.drey.row.RowChange;
import dev.drey.row.RowKey;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a running aggregate gives of a key: the columns of the key, then the calls' results. */
public final class RunningRows implements Serializable {
  private static final long serialVersionUID = 1;

  private final String stream;
  private final GroupAggregator aggregator;
  private final int keys;
  private final int columns;
  private final @Nullable GeneratedCalc having;

  /**
   * @param keys how many columns are keys
   * @param columns how many there are
   * @param having which of the rows there are
   */
  public RunningRows(
      String stream,
      GroupAggregator aggregator,
      int keys,
      int columns,
      Optional<GeneratedCalc> having) {
    this.stream = stream;
    this.aggregator = aggregator;
    this.keys = keys;
    this.columns = columns;
    this.having = having.orElse(null);
  }

  void open() {
    if (having != null) {
      having.open();
    }
  }

  GroupAggregator aggregator() {
    return aggregator;
  }

  /** The row of a key; null where there is none for it does not pass. */
  Object @Nullable [] put(RowKey key, Object[] accumulator) {
    Object[] row = row(key, RowChange.PUT);
    aggregator.results(accumulator, row, keys);
    try {
      return having == null || having.apply(row) != null ? row : null;
    } catch (RuntimeException failure) {
      throw new StreamException(stream, failure);
    }
  }

  /** Says that there is no row of a key any more. */
  Object[] delete(RowKey key) {
    return row(key, RowChange.DELETE);
  }

  private Object[] row(RowKey key, RowChange change) {
    Object[] row = new Object[columns + 1];
    key.copyTo(row);
    row[columns] = change;
    return row;
  }
}
