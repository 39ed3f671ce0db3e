// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.row.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.runtime.TupleSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Keys with the time at which each was seen, until a while behind it. An entry in RocksDB for each
 * would be read, written and deleted; here some hundreds of keys are one, a block of one span of
 * time, which goes as a whole. The blocks that were used last are in memory, and for each key its
 * hash with the number of its block: so one that is new costs no read, and one that is not there
 * any more a read of its block.
 *
 * <p>Where there are more keys than hashes have room for, each further one stands alone in state,
 * too.
 */
final class PassedKeys {
  /** There is no time of a key. */
  static final long NONE = Long.MIN_VALUE;

  /** Blocks are of an eighth of the while: as much longer than that they are kept at most. */
  private static final int SPANS = 8;

  private static final int SMALLEST_BLOCK = 2;
  private static final int LARGEST_BLOCK = 256;
  private static final int LARGEST_BYTES = 1 << 15;

  /** A block has one key for this much of the memory that may be used. */
  private static final long MEMORY_PER_KEY = 1L << 17;

  private final String name;
  private final KeyedStateBackend<RowKey> backend;
  private final TypeSerializer<RowKey> serializer;
  private final int maxParallelism;
  private final KeyGroupRange groups;
  private final long within;
  private final long span;
  private final int blockKeys;
  private final MapState<Tuple2<Long, Integer>, byte[]> stored;
  private final ValueState<Long> alone;
  private final KeyCache<KeyBlock> cache;
  private final BlockTable table;
  private final TreeMap<Long, Span> spans = new TreeMap<>();

  /** All blocks by their numbers; null where one was. */
  private final List<@Nullable KeyBlock> blocks = new ArrayList<>();

  private final List<Integer> freeIds = new ArrayList<>();
  private final DataOutputSerializer keyBytes = new DataOutputSerializer(64);
  private @Nullable Span lastSpan;
  private long keysAlone;
  private int nextNumber;

  /** The blocks of one span of time. */
  private static final class Span {
    private final long upTo;
    private final List<KeyBlock> all = new ArrayList<>();

    /** The one of each key group that takes more keys. */
    private final @Nullable KeyBlock[] open;

    Span(long upTo, int groups) {
      this.upTo = upTo;
      open = new KeyBlock[groups];
    }
  }

  /**
   * @param within milliseconds
   * @param bound how many bytes of memory are used, about
   */
  PassedKeys(
      String name,
      KeyedStateBackend<RowKey> backend,
      TypeSerializer<RowKey> serializer,
      TaskInfo task,
      long within,
      long bound,
      MetricGroup metrics)
      throws Exception {
    this.name = name;
    this.backend = backend;
    this.serializer = serializer;
    this.maxParallelism = task.getMaxNumberOfParallelSubtasks();
    this.groups =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            maxParallelism, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
    this.within = within;
    this.span = Math.max(1, within / SPANS);
    this.blockKeys =
        (int) Math.max(SMALLEST_BLOCK, Math.min(LARGEST_BLOCK, bound / MEMORY_PER_KEY));
    this.stored =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, blocksOf(name));
    this.alone =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ValueStateDescriptor<>(name + "-alone", LongSerializer.INSTANCE));
    this.table = new BlockTable(bound / 3 * 2);
    this.cache = new KeyCache<>(bound / 3, this::write, metrics);
    metrics.gauge("keysAlone", () -> keysAlone);
  }

  @SuppressWarnings("unchecked") // a class has no type arguments
  private static MapStateDescriptor<Tuple2<Long, Integer>, byte[]> blocksOf(String name) {
    return new MapStateDescriptor<>(
        name,
        new TupleSerializer<>(
            (Class<Tuple2<Long, Integer>>) (Class<?>) Tuple2.class,
            new TypeSerializer<?>[] {LongSerializer.INSTANCE, IntSerializer.INSTANCE}),
        BytePrimitiveArraySerializer.INSTANCE);
  }

  /** Finds the blocks of a savepoint, and the hashes of their keys. */
  void restore() throws Exception {
    List<RowKey> owners;
    try (Stream<RowKey> keys = backend.getKeys(name, VoidNamespace.INSTANCE)) {
      owners = keys.collect(Collectors.toList());
    }
    for (RowKey owner : owners) {
      backend.setCurrentKey(owner);
      List<KeyBlock> found = new ArrayList<>();
      for (Map.Entry<Tuple2<Long, Integer>, byte[]> entry : stored.entries()) {
        KeyBlock block = block(owner, entry.getKey().f0, entry.getKey().f1);
        block.read(entry.getValue());
        found.add(block);
        nextNumber = Math.max(nextNumber, block.number() + 1);
      }
      for (KeyBlock block : found) {
        list(block);
        write(block);
        block.evicted();
      }
    }
  }

  /** A block of a span, which is empty and not in memory. */
  private KeyBlock block(RowKey owner, long upTo, int number) {
    int id = freeIds.isEmpty() ? blocks.size() : freeIds.remove(freeIds.size() - 1);
    KeyBlock block = new KeyBlock(owner, upTo, number, id);
    if (id == blocks.size()) {
      blocks.add(block);
    } else {
      blocks.set(id, block);
    }
    span(upTo).all.add(block);
    return block;
  }

  private Span span(long upTo) {
    Span known = lastSpan;
    if (known == null || known.upTo != upTo) {
      known = spans.computeIfAbsent(upTo, absent -> new Span(upTo, groups.getNumberOfKeyGroups()));
      lastSpan = known;
    }
    return known;
  }

  /** Has the keys of a block found: by their hashes, or alone where these have no room. */
  private void list(KeyBlock block) throws Exception {
    for (int entry = 0; entry < block.used(); entry = block.next(entry)) {
      if (block.isAlone(entry)) {
        keysAlone++;
      } else if (!table.add(block.hash(entry), block.id())) {
        putAlone(key(block, entry), block.time(entry));
        block.setAlone(entry);
      }
    }
  }

  private void putAlone(RowKey key, long time) throws Exception {
    backend.setCurrentKey(key);
    Long known = alone.value();
    if (known == null || known < time) {
      alone.update(time);
    }
    keysAlone++;
  }

  private RowKey key(KeyBlock block, int entry) throws Exception {
    return serializer.deserialize(new DataInputDeserializer(block.key(entry)));
  }

  /** When keys of before this time are not known any more. */
  private long forgotten(long upTo) {
    return upTo > Long.MAX_VALUE - 1 - within ? Long.MAX_VALUE - 2 : upTo - 1 + within;
  }

  /** The time of a key that is known at some time; {@link #NONE} where none is. */
  long find(RowKey key, long at) throws Exception {
    int hash = key.hashCode();
    long found = NONE;
    boolean isWritten = false;
    for (int place = table.first(hash); place >= 0; place = table.next(place, hash)) {
      KeyBlock block = requireNonNull(blocks.get(table.block(place)), "a block that is gone");
      if (forgotten(block.upTo()) > at) {
        if (!isWritten) {
          write(key);
          isWritten = true;
        }
        found =
            Math.max(
                found, inMemory(block).find(hash, keyBytes.getSharedBuffer(), keyBytes.length()));
      }
    }
    if (keysAlone > 0 && !isKnown(found, at)) {
      backend.setCurrentKey(key);
      Long time = alone.value();
      found = time == null ? NONE : time;
    }
    return isKnown(found, at) ? found : NONE;
  }

  private boolean isKnown(long time, long at) {
    return time != NONE && (time > Long.MAX_VALUE - within || time + within > at);
  }

  private void write(RowKey key) throws Exception {
    keyBytes.clear();
    serializer.serialize(key, keyBytes);
  }

  private KeyBlock inMemory(KeyBlock block) throws Exception {
    if (cache.get(block) == null) {
      read(block);
      cache.put(block);
    }
    return block;
  }

  private void read(KeyBlock block) throws Exception {
    backend.setCurrentKey(block.owner());
    block.read(requireNonNull(stored.get(place(block)), "a block of keys is not in state"));
  }

  private static Tuple2<Long, Integer> place(KeyBlock block) {
    return Tuple2.of(block.upTo(), block.number());
  }

  /** Remembers a key, which is not known at this time. */
  void add(RowKey key, long time) throws Exception {
    int group =
        KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism) - groups.getStartKeyGroup();
    long start = Math.floorDiv(time, span) * span;
    long upTo = start > Long.MAX_VALUE - span ? Long.MAX_VALUE : start + span;
    Span blocksOfSpan = span(upTo);
    KeyBlock block = blocksOfSpan.open[group];
    if (block == null || !block.isInMemory()) {
      block = block(key, upTo, nextNumber++);
      block.begin();
      cache.put(block);
      blocksOfSpan.open[group] = block;
    } else {
      cache.touch(block);
    }
    int hash = key.hashCode();
    boolean isAlone = !table.add(hash, block.id());
    if (isAlone) {
      putAlone(key, time);
    }
    write(key);
    long before = block.bytes();
    block.add(hash, time, isAlone, keyBytes.getSharedBuffer(), keyBytes.length());
    cache.resized(block, before);
    if (block.keys() >= blockKeys || block.used() >= LARGEST_BYTES) {
      blocksOfSpan.open[group] = null;
    }
  }

  /** When keys are forgotten next; the greatest number where there are none. */
  long first() {
    return spans.isEmpty() ? Long.MAX_VALUE : forgotten(spans.firstKey());
  }

  /** Forgets the keys that come next. */
  void forgetFirst() throws Exception {
    lastSpan = null;
    for (KeyBlock block : requireNonNull(spans.pollFirstEntry()).getValue().all) {
      if (block.isInMemory()) {
        cache.remove(block);
      } else {
        read(block);
      }
      for (int entry = 0; entry < block.used(); entry = block.next(entry)) {
        if (block.isAlone(entry)) {
          forgetAlone(key(block, entry), block.time(entry));
        } else {
          table.remove(block.hash(entry), block.id());
        }
      }
      if (block.isStored()) {
        backend.setCurrentKey(block.owner());
        stored.remove(place(block));
      }
      blocks.set(block.id(), null);
      freeIds.add(block.id());
    }
  }

  /** The key may have come again, and stand there with a later time. */
  private void forgetAlone(RowKey key, long time) throws Exception {
    keysAlone--;
    backend.setCurrentKey(key);
    Long known = alone.value();
    if (known != null && known <= time) {
      alone.clear();
    }
  }

  /** How many bytes of memory are used, about. */
  long bytes() {
    return table.bytes() + cache.bytes();
  }

  /** Keeps within the bound: writes what was not used for longest, and forgets it. */
  void shrink() throws Exception {
    cache.shrink();
  }

  /** Writes what state does not have yet. */
  void flush() throws Exception {
    cache.flush();
  }

  private void write(KeyBlock block) throws Exception {
    if (block.isDirty()) {
      backend.setCurrentKey(block.owner());
      stored.put(place(block), block.content());
      block.written();
    }
  }
}
