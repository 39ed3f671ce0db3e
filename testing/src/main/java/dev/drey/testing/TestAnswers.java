// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.connector.RowLookup;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.plan.LookupNode;
import dev.drey.row.RowKey;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The rows that a test gives, in the place of the system that a lookup asks. */
final class TestAnswers implements RowLookup {
  private static final long serialVersionUID = 1;

  private final int[] keys;
  private final ArrayList<Object[]> rows = new ArrayList<>();
  private final ArrayList<Object[]> failing = new ArrayList<>();

  /**
   * @param table checked before
   */
  TestAnswers(LookupNode lookup, TestTable table) {
    RowType type = lookup.answers();
    List<Integer> positions = new ArrayList<>();
    lookup.keys().keySet().forEach(column -> positions.add(type.indexOf(column)));
    this.keys = positions.stream().mapToInt(Integer::intValue).toArray();
    ColumnValue values = new ColumnValue(new Diagnostics(), false);
    table.rows().forEach(row -> rows.add(values.values(row, type)));
    RowType ofKey = type.project(positions);
    table.failing().forEach(row -> failing.add(values.values(row, ofKey)));
  }

  @Override
  public void open() {}

  @Override
  public CompletableFuture<List<Object[]>> rows(Object[] key) {
    RowKey asked = new RowKey(key);
    if (failing.stream().anyMatch(each -> new RowKey(each).equals(asked))) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("the test says that this key fails"));
    }
    List<Object[]> found = new ArrayList<>();
    for (Object[] row : rows) {
      if (keyOf(row).equals(asked)) {
        found.add(row.clone());
      }
    }
    return CompletableFuture.completedFuture(found);
  }

  private RowKey keyOf(Object[] row) {
    @Nullable Object[] key = new @Nullable Object[keys.length];
    for (int i = 0; i < keys.length; i++) {
      key[i] = row[keys[i]];
    }
    return new RowKey(key);
  }

  @Override
  public void close() {}
}
