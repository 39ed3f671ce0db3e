// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.operator.GroupAggregator;
import dev.drey.row.RowKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The slices of all keys: those that were used last in memory, up to a number of bytes, and all of
 * them in state when a checkpoint is made. What is in memory is written when it has to go, and
 * before a snapshot; it stays after that.
 */
final class SliceStore {
  /** So many slices that are not in memory are read one by one; of more all are gone over. */
  private static final int ONE_BY_ONE = 16;

  private final String name;
  private final KeyedStateBackend<RowKey> backend;
  private final GroupAggregator aggregator;
  private final MapState<Long, Object[]> slices;
  private final @Nullable StoredKeys keys;
  private final @Nullable StoredSuffixes suffixes;

  /**
   * Whether state holds bytes; else it holds what is put there, and gives it out. It may be writing
   * that to a checkpoint then, so an accumulator that state has as it is, is copied before it is
   * changed, and not before.
   */
  private final boolean holdsBytes;

  private final KeyCache<KeySlices> cache;

  /** The key that was asked for last and was not in memory; null where that was given up again. */
  private @Nullable KeySlices fetched;

  /** No slice that begins later is in state. */
  private long storedUpTo;

  /**
   * @param name of the state that has them
   * @param bound how many bytes of memory are used, about
   * @param looksAhead whether it is kept when a key is looked at
   * @param storedUpTo no slice that begins later is in state
   */
  SliceStore(
      String name,
      KeyedStateBackend<RowKey> backend,
      GroupAggregator aggregator,
      long bound,
      boolean looksAhead,
      long storedUpTo,
      MetricGroup metrics)
      throws Exception {
    this.name = name;
    this.backend = backend;
    this.aggregator = aggregator;
    this.holdsBytes = backend.isSafeToReuseKVState();
    this.cache = new KeyCache<>(bound, this::write, this::leave, metrics);
    this.storedUpTo = storedUpTo;
    this.slices =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new MapStateDescriptor<>(name, LongSerializer.INSTANCE, aggregator.serializer()));
    this.keys = looksAhead ? new StoredKeys(backend, aggregator) : null;
    this.suffixes = looksAhead ? new StoredSuffixes(backend, aggregator) : null;
  }

  long storedUpTo() {
    return storedUpTo;
  }

  /** The keys that state has, all of them in memory. */
  List<RowKey> storedKeys() {
    try (Stream<RowKey> stored =
        keys == null ? backend.getKeys(name, VoidNamespace.INSTANCE) : keys.all()) {
      return stored.distinct().collect(Collectors.toList());
    }
  }

  /** What is known of a key. To be asked for again after another key was asked for. */
  KeySlices of(RowKey key) throws Exception {
    KeySlices known = cache.get(key);
    if (known != null) {
      return known;
    }
    KeySlices slices = new KeySlices(key, GroupAggregator.bytes(key));
    if (keys != null) {
      keys.read(slices);
      if (!aggregator.isFixedSize()) {
        // As the aggregates were before the spec changed they were merged one after the other.
        giveUp(slices);
      }
    }
    cache.put(slices);
    fetched = slices;
    return slices;
  }

  private void giveUp(KeySlices slices) throws Exception {
    if (suffixes != null) {
      suffixes.giveUp(slices);
    }
  }

  /** The position of a slice, in memory or read from state; -1 where there is none. */
  int position(KeySlices slices, long start) throws Exception {
    int position = slices.position(start);
    if (position >= 0) {
      load(slices, position, position + 1);
      return position;
    }
    if (slices.isComplete() || start > storedUpTo) {
      return -1;
    }
    backend.setCurrentKey(slices.key());
    Object[] stored = this.slices.get(start);
    return stored == null ? -1 : loaded(slices, start, stored);
  }

  /** Reads the slices between two positions that are not in memory. */
  private void load(KeySlices slices, int from, int to) throws Exception {
    int missing = 0;
    for (int i = from; i < to; i++) {
      missing += slices.isLoaded(i) ? 0 : 1;
    }
    if (missing == 0) {
      return;
    }
    backend.setCurrentKey(slices.key());
    long before = slices.bytes();
    slices.warm(from);
    if (missing > ONE_BY_ONE) {
      for (Map.Entry<Long, Object[]> entry : this.slices.entries()) {
        int position = slices.position(entry.getKey());
        if (position >= from && position < to && !slices.isLoaded(position)) {
          load(slices, position, entry.getValue());
        }
      }
    } else {
      for (int i = from; i < to; i++) {
        if (!slices.isLoaded(i)) {
          load(slices, i, this.slices.get(slices.start(i)));
        }
      }
    }
    cache.resized(slices, before);
  }

  private void load(KeySlices slices, int position, @Nullable Object[] stored) {
    if (stored == null) {
      throw new IllegalStateException("state has no slice of " + slices.start(position));
    }
    Object[] accumulator = aggregator.restored(stored, false);
    slices.load(position, accumulator, aggregator.bytes(accumulator));
  }

  private int loaded(KeySlices slices, long start, Object[] stored) {
    Object[] accumulator = aggregator.restored(stored, false);
    long before = slices.bytes();
    int position = slices.insert(start, accumulator, aggregator.bytes(accumulator), true);
    cache.resized(slices, before);
    return position;
  }

  /** Reads what of a key's slices is not in memory. */
  void load(KeySlices slices) throws Exception {
    if (slices.isComplete()) {
      load(slices, 0, slices.count());
      return;
    }
    backend.setCurrentKey(slices.key());
    for (Map.Entry<Long, Object[]> entry : this.slices.entries()) {
      if (slices.position(entry.getKey()) < 0) {
        loaded(slices, entry.getKey(), entry.getValue());
      }
    }
    slices.complete();
  }

  /** Adds a row to a slice that is at a position; makes one where it is at none. */
  int add(KeySlices slices, int position, long start, Object[] row, long time) throws Exception {
    RunningWindow running = slices.running();
    if (running != null && start < running.merged()) {
      giveUp(slices);
    }
    long before = slices.bytes();
    int place = position;
    if (place < 0) {
      Object[] accumulator = aggregator.add(aggregator.create(), row, time);
      place = slices.insert(start, accumulator, aggregator.bytes(accumulator), false);
    } else {
      Object[] accumulator = aggregator.add(own(slices, place), row, time);
      slices.changed(place, accumulator, aggregator.bytes(accumulator));
    }
    slices.changedBefore(start);
    cache.resized(slices, before);
    return place;
  }

  /** The accumulator at a position, to be changed. */
  private Object[] own(KeySlices slices, int position) {
    Object[] accumulator = slices.accumulator(position);
    return holdsBytes || slices.isDirty(position)
        ? accumulator
        : aggregator.restored(accumulator, true);
  }

  /** How many rows of a slice wait for a result. */
  long waiting(KeySlices slices, int position) {
    return aggregator.waiting(slices.accumulator(position));
  }

  /** Says that the row that was added waits, too, and gives how many there are. */
  long waitsToo(KeySlices slices, int position) {
    Object[] accumulator = slices.accumulator(position);
    aggregator.oneWaits(accumulator);
    return aggregator.waiting(accumulator);
  }

  /** Says that none waits any more. */
  void given(KeySlices slices, int position) {
    if (waiting(slices, position) > 0) {
      Object[] accumulator = own(slices, position);
      aggregator.noneWaits(accumulator);
      slices.changed(position, accumulator, slices.bytes(position));
    }
  }

  /** Forgets the rows of a slice, and not the slice. */
  void empty(KeySlices slices, int position) {
    long before = slices.bytes();
    Object[] accumulator = aggregator.create();
    slices.changed(position, accumulator, aggregator.bytes(accumulator));
    cache.resized(slices, before);
  }

  /** What merges the slices of windows one behind the other; null where each is merged alone. */
  @Nullable RunningWindow running() {
    return aggregator.isFixedSize() ? new RunningWindow(aggregator) : null;
  }

  /**
   * A window of slices that overlaps others. What may hold lists or maps is merged for each window
   * alone: what is kept for the next ones would hold the same elements many times.
   *
   * @param block as of {@link RunningWindow#window}
   */
  Object[] window(KeySlices slices, int from, int to, long end, long block) throws Exception {
    if (!aggregator.isFixedSize()) {
      return merged(slices, from, to, block);
    }
    RunningWindow running = slices.running(aggregator);
    long before = slices.bytes();
    if (running.isOf(block)) {
      if (suffixes != null) {
        suffixes.read(slices, running, slices.start(from));
      }
      cache.resized(slices, before);
      load(slices, Math.max(from, slices.positionFrom(running.merged())), to);
    } else {
      giveUp(slices);
      load(slices, from, to);
    }
    before = slices.bytes();
    Object[] rows = running.window(slices, from, to, end, block);
    cache.resized(slices, before);
    return rows;
  }

  /** The rows of several slices, for one window alone. Not to be written to. */
  Object[] merged(KeySlices slices, int from, int to, long block) throws Exception {
    load(slices, from, to);
    return RunningWindow.once(aggregator, slices, from, to, block);
  }

  /** Takes the slice at a position out of memory and of state. */
  void remove(KeySlices slices, int position) throws Exception {
    long before = slices.bytes();
    long start = slices.start(position);
    if (slices.isStored(position)) {
      backend.setCurrentKey(slices.key());
      this.slices.remove(start);
    }
    RunningWindow running = slices.running();
    if (running != null) {
      if (suffixes != null) {
        suffixes.remove(slices, running, start);
      }
      running.left(start);
    }
    slices.remove(position);
    cache.resized(slices, before);
  }

  /** Takes a slice out of state that is not in memory, if it is there. */
  void removeStored(RowKey key, long start) throws Exception {
    if (start <= storedUpTo) {
      backend.setCurrentKey(key);
      slices.remove(start);
    }
  }

  /** Forgets a key that has no slices any more. */
  void removeKey(KeySlices slices) throws Exception {
    if (keys != null) {
      keys.remove(slices);
    }
    cache.remove(slices);
    fetched = null;
  }

  /** Keeps within the bound: writes the slices that were not used for longest, and forgets them. */
  void shrink() throws Exception {
    fetched = null;
    cache.shrink();
  }

  /** The same where keys are gone over in turn, behind each of them. */
  void shrinkInTurn() throws Exception {
    if (fetched != null) {
      cache.release(fetched);
    }
    shrink();
  }

  /** Writes what state does not have yet. */
  void flush() throws Exception {
    cache.flush();
  }

  /**
   * Writes a key that has to go. Where it has many slices what is merged of them is written, too,
   * and the next window needs little else: then all that goes is what that one does not need.
   *
   * @return whether that is most of it, and the rest stays
   */
  private boolean leave(KeySlices slices) throws Exception {
    RunningWindow running = slices.running();
    if (suffixes == null || running == null || !running.isMerged() || StoredKeys.holds(slices)) {
      write(slices);
      return false;
    }
    suffixes.write(slices, running);
    write(slices);
    long before = slices.bytes();
    slices.cool(slices.positionFrom(running.merged()));
    running.cool();
    return slices.bytes() < before / 2;
  }

  private void write(KeySlices slices) throws Exception {
    if (!slices.isChanged()) {
      return;
    }
    backend.setCurrentKey(slices.key());
    if (!slices.isEmpty()) {
      storedUpTo = Math.max(storedUpTo, slices.start(slices.count() - 1));
    }
    if (keys != null && StoredKeys.holds(slices)) {
      keys.writeWhole(slices);
      return;
    }
    for (int i = slices.firstWarm(); i < slices.count(); i++) {
      if (slices.isDirty(i) || !slices.isStored(i)) {
        this.slices.put(slices.start(i), slices.accumulator(i));
        slices.written(i);
      }
    }
    if (keys != null && slices.isKeyDirty()) {
      keys.writeAlone(slices);
    }
    slices.allWritten();
  }
}
