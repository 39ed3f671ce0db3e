// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.operator.KeyColumns;
import dev.drey.operator.MemorySize;
import dev.drey.row.RowChange;
import dev.drey.row.RowKey;
import dev.drey.row.RowSerializer;
import dev.drey.type.RowType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Of the rows of a key each that is not older, by event time, than those that came before it: it
 * takes their place.
 *
 * <p>Law: the last row that goes out for a key is the one with the greatest time, of equal ones the
 * last that came. Older ones are counted in the metric {@code outdatedRows}. The greatest time of a
 * key is kept until the watermark is a while behind it. A row that is the whole while late and
 * finds none is dropped and counted in {@code numLateRecordsDropped}: it could be older than one
 * that is forgotten. So it is in a restored job, which goes on with its watermark.
 *
 * <p>Each key of which a time is kept stands in the index once, also where that is forgotten and
 * not yet cleared.
 */
public final class LastRowOperator extends TimedOperator {
  private static final long serialVersionUID = 1;

  private final RowSerializer times;
  private final RunningRules rules;
  private transient @Nullable ValueState<Object[]> stored;
  private transient @Nullable KeyedStateBackend<RowKey> state;
  private transient @Nullable KeyCache<Latest> cache;
  private transient @Nullable KeyIndex<RowKey> due;
  private transient @Nullable Counter outdated;
  private transient boolean anyStored;

  /** The greatest time of a key. */
  private static final class Latest implements KeyCache.Entry {
    /** Bytes of memory without the key: itself, its place in the cache. */
    private static final long BYTES = 120;

    private final RowKey key;
    private final long bytes;
    private long time;
    private boolean dirty;
    private boolean stored;

    Latest(RowKey key, long time, boolean stored) {
      this.key = key;
      this.bytes = BYTES + MemorySize.of(key);
      this.time = time;
      this.stored = stored;
      this.dirty = !stored;
    }

    @Override
    public RowKey key() {
      return key;
    }

    @Override
    public long bytes() {
      return bytes;
    }

    void time(long newTime) {
      dirty |= time != newTime;
      time = newTime;
    }
  }

  /**
   * @param within milliseconds
   * @param time the one column in which a time is kept
   * @param cacheBytes about how many bytes of memory a subtask uses before it goes to its state
   */
  public LastRowOperator(
      KeyColumns keys,
      TypeSerializer<RowKey> keySerializer,
      long within,
      RowType time,
      long cacheBytes) {
    super(keys, keySerializer, within, false, cacheBytes, null);
    this.times = new RowSerializer(time);
    this.rules = RunningRules.kept(within, false);
  }

  @Override
  void begin(KeyedStateBackend<RowKey> backend, boolean restored, long storedUpTo)
      throws Exception {
    outdated = getMetricGroup().counter("outdatedRows");
    state = backend;
    stored =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ValueStateDescriptor<>("latest", times));
    cache = new KeyCache<>(cacheBytes(), this::write, getMetricGroup());
    due = index("due", restored);
    anyStored = restored;
    if (restored && due().first() == Long.MAX_VALUE) {
      indexAll();
    }
  }

  /** A savepoint of a version that had a timer for each key has the times of keys all the same. */
  @Override
  boolean goesOnWithoutFrontier() {
    return true;
  }

  private void indexAll() throws Exception {
    List<RowKey> keys;
    try (Stream<RowKey> all = requireNonNull(state).getKeys("latest", VoidNamespace.INSTANCE)) {
      keys = all.collect(Collectors.toList());
    }
    for (RowKey key : keys) {
      Latest known = find(key);
      if (known != null) {
        due().add(rules.due(known.time), key);
        cache().release(known);
      }
    }
  }

  private @Nullable Latest find(RowKey key) throws Exception {
    Latest known = cache().get(key);
    if (known != null || !anyStored) {
      return known;
    }
    requireNonNull(state).setCurrentKey(key);
    Object[] value = requireNonNull(stored).value();
    if (value == null) {
      return null;
    }
    Latest read = new Latest(key, (Long) times.current(value)[0], true);
    cache().put(read);
    return read;
  }

  @Override
  boolean add(RowKey key, Object[] row, long time) throws Exception {
    Latest known = find(key);
    if (known == null || rules.isForgotten(known.time, now())) {
      if (rules.isForgotten(time, now())) {
        return false;
      }
      if (known == null) {
        cache().put(new Latest(key, time, false));
        due().add(rules.due(time), key);
      } else {
        known.time(time);
      }
    } else if (time < known.time) {
      requireNonNull(outdated).inc();
      return true;
    } else {
      known.time(time);
    }
    emit(RowChange.PUT.of(row), time);
    return true;
  }

  @Override
  void takeFirst() throws Exception {
    due()
        .takeFirst(
            key -> {
              Latest known = find(key);
              if (known == null) {
                throw new IllegalStateException("a key stands in the index and has no time");
              }
              if (rules.isForgotten(known.time, now())) {
                remove(known);
              } else {
                due().add(rules.due(known.time), key);
                cache().release(known);
              }
            });
  }

  private void remove(Latest known) throws Exception {
    if (known.stored) {
      requireNonNull(state).setCurrentKey(known.key);
      requireNonNull(stored).clear();
    }
    cache().remove(known);
  }

  @Override
  long first() {
    long first = due().first();
    return first == Long.MAX_VALUE ? first : first + 1;
  }

  @Override
  void shrink() throws Exception {
    cache().shrink();
  }

  @Override
  long flush() throws Exception {
    cache().flush();
    due().flush();
    return now();
  }

  private void write(Latest known) throws Exception {
    if (known.dirty) {
      requireNonNull(state).setCurrentKey(known.key);
      requireNonNull(stored).update(new Object[] {known.time});
      known.dirty = false;
      known.stored = true;
      anyStored = true;
    }
  }

  private KeyCache<Latest> cache() {
    return requireNonNull(cache, "state comes first");
  }

  private KeyIndex<RowKey> due() {
    return requireNonNull(due, "state comes first");
  }
}
