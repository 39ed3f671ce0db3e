// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values by which rows are grouped, NULL among them. Equal where every value is, bytes and
 * nested rows by what they hold. The hash is the same in every JVM, since Flink places state by it.
 */
public final class RowKey {
  private final Object[] values;
  private final int hash;

  /**
   * @param values not written to afterwards
   */
  public RowKey(Object[] values) {
    this.values = values;
    this.hash = hash(values);
  }

  public int size() {
    return values.length;
  }

  public @Nullable Object value(int position) {
    return values[position];
  }

  /** Copies the values into a row, from its first slot on. */
  public void copyTo(Object[] row) {
    System.arraycopy(values, 0, row, 0, values.length);
  }

  Object[] values() {
    return values;
  }

  private static int hash(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof byte[]) {
      return Arrays.hashCode((byte[]) value);
    }
    if (value instanceof Object[]) {
      int hash = 1;
      for (Object each : (Object[]) value) {
        hash = 31 * hash + hash(each);
      }
      return hash;
    }
    if (value instanceof Collection) {
      return hash(((Collection<?>) value).toArray());
    }
    if (value instanceof Map) {
      int hash = 0;
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        hash += hash(entry.getKey()) ^ hash(entry.getValue());
      }
      return hash;
    }
    // Boxed numbers, BigDecimal and String: their hashes are specified.
    return value.hashCode();
  }

  private static boolean same(@Nullable Object left, @Nullable Object right) {
    if (left instanceof byte[]) {
      return right instanceof byte[] && Arrays.equals((byte[]) left, (byte[]) right);
    }
    if (left instanceof Object[]) {
      return right instanceof Object[] && sameAll((Object[]) left, (Object[]) right);
    }
    if (left instanceof Collection) {
      return right instanceof Collection
          && sameAll(((Collection<?>) left).toArray(), ((Collection<?>) right).toArray());
    }
    if (left instanceof Map) {
      return right instanceof Map && sameEntries((Map<?, ?>) left, (Map<?, ?>) right);
    }
    return left == right || (left != null && left.equals(right));
  }

  private static boolean sameAll(Object[] left, Object[] right) {
    if (left.length != right.length) {
      return false;
    }
    for (int i = 0; i < left.length; i++) {
      if (!same(left[i], right[i])) {
        return false;
      }
    }
    return true;
  }

  /** In order: the bytes of a key, by which RocksDB finds it, are in that order too. */
  private static boolean sameEntries(Map<?, ?> left, Map<?, ?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    Iterator<? extends Map.Entry<?, ?>> others = right.entrySet().iterator();
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      Map.Entry<?, ?> other = others.next();
      if (!same(entry.getKey(), other.getKey()) || !same(entry.getValue(), other.getValue())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RowKey
        && hash == ((RowKey) other).hash
        && sameAll(values, ((RowKey) other).values);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.deepToString(values);
  }
}
