// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.process.RowMap;
import dev.drey.row.RowCheck;
import dev.drey.row.RowKey;
import dev.drey.row.RowSerializer;
import dev.drey.type.RowType;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/** Rows by key in Flink's state, in the present layout. */
final class KeptRows implements RowMap {
  private final MapState<RowKey, Object[]> state;
  private final RowSerializer rows;
  private final RowType keyType;

  KeptRows(MapState<RowKey, Object[]> state, RowSerializer rows, RowType keyType) {
    this.state = state;
    this.rows = rows;
    this.keyType = keyType;
  }

  @Override
  public Object @Nullable [] get(Object... key) throws Exception {
    Object[] row = state.get(key(key));
    return row == null ? null : rows.current(row);
  }

  @Override
  public void put(Object[] key, Object[] row) throws Exception {
    RowCheck.row(rows.rowType(), row);
    state.put(key(key), row);
  }

  @Override
  public void remove(Object... key) throws Exception {
    state.remove(key(key));
  }

  private RowKey key(Object[] key) {
    RowCheck.row(keyType, key);
    return new RowKey(key);
  }

  @Override
  public Iterator<Map.Entry<Object[], Object[]>> entries() throws Exception {
    Iterator<Map.Entry<RowKey, Object[]>> kept = state.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return kept.hasNext();
      }

      @Override
      public Map.Entry<Object[], Object[]> next() {
        Map.Entry<RowKey, Object[]> next = kept.next();
        Object[] key = new Object[next.getKey().size()];
        next.getKey().copyTo(key);
        return Map.entry(key, rows.current(next.getValue()));
      }

      @Override
      public void remove() {
        kept.remove();
      }
    };
  }

  @Override
  public boolean isEmpty() throws Exception {
    return state.isEmpty();
  }

  @Override
  public void clear() {
    state.clear();
  }
}
