// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.registry;

import dev.drey.format.BadRecordException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is made of schemas, each once; where nothing can be made of one, the registry is not asked
 * again for half a minute.
 *
 * @param <K> which schema it is
 * @param <V> what is made of it
 */
public final class MadeOnce<K, V> {
  private static final long UNKNOWN_NANOS = 30_000_000_000L;

  private final Making<K, V> making;
  private final Map<K, V> made = new HashMap<>();
  private final Map<K, Unreadable> unreadable = new HashMap<>();

  /** Of the record before, whose schema the next one mostly has. */
  private @Nullable V last;

  private @Nullable K lastKey;

  public MadeOnce(Making<K, V> making) {
    this.making = making;
  }

  /**
   * What makes it.
   *
   * @param <K> which schema it is
   * @param <V> what is made of it
   */
  public interface Making<K, V> {
    V of(K key) throws BadRecordException;
  }

  /**
   * @throws BadRecordException where nothing can be made of it
   */
  public V get(K key) throws BadRecordException {
    V known = last;
    if (known == null || !key.equals(lastKey)) {
      known = find(key);
      last = known;
      lastKey = key;
    }
    return known;
  }

  private V find(K key) throws BadRecordException {
    V known = made.get(key);
    if (known != null) {
      return known;
    }
    Unreadable before = unreadable.get(key);
    if (before != null && System.nanoTime() - before.sinceNanos < UNKNOWN_NANOS) {
      throw new BadRecordException(before.reason);
    }
    try {
      known = making.of(key);
    } catch (BadRecordException e) {
      unreadable.put(key, new Unreadable(String.valueOf(e.getMessage())));
      throw e;
    }
    made.put(key, known);
    return known;
  }

  private static final class Unreadable {
    private final String reason;
    private final long sinceNanos = System.nanoTime();

    Unreadable(String reason) {
      this.reason = reason;
    }
  }
}
