// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.row.RowKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.runtime.TupleSerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.util.function.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which keys are looked at when. In the place of a timer for each key and time, of which each is an
 * entry in RocksDB, keys stand in blocks of some hundreds: full ones in state, one of each time and
 * key group in memory. A block belongs to its first key, and so to the key group of all its keys,
 * which may go to other subtasks with it.
 */
final class KeyIndex<E> {
  private static final int SMALLEST_BLOCK = 2;
  private static final int LARGEST_BLOCK = 256;

  /** A block has one key for this much of the memory that a window may use. */
  private static final long MEMORY_PER_KEY = 1L << 17;

  private static final long LEAST_BYTES = 2048;

  /** A key in memory, in its block and by itself. */
  static final long KEY_BYTES = 128;

  private final int blockSize;
  private final long mostBytes;
  private long bytesInMemory;
  private final String name;
  private final KeyedStateBackend<RowKey> backend;
  private final Function<E, RowKey> keyOf;
  private final ToLongFunction<E> bytesOf;
  private final MapState<Tuple2<Long, Integer>, List<E>> blocks;
  private final int maxParallelism;
  private final TreeMap<Long, Due<E>> times = new TreeMap<>();
  private int number;

  /** The keys of one time. */
  private static final class Due<E> {
    private final List<Block<E>> full = new ArrayList<>();

    /** One of each key group that has keys, by their numbers. */
    private final List<Block<E>> open = new ArrayList<>();

    /** Where the block of a key group is, or -1 less where it would be. */
    int position(int group) {
      int from = 0;
      int to = open.size();
      while (from < to) {
        int middle = (from + to) >>> 1;
        int there = open.get(middle).group;
        if (there == group) {
          return middle;
        }
        from = there < group ? middle + 1 : from;
        to = there < group ? to : middle;
      }
      return -1 - from;
    }

    List<Block<E>> blocks() {
      List<Block<E>> all = new ArrayList<>(full);
      all.addAll(open);
      return all;
    }
  }

  /** Some keys of one time and key group. */
  private static final class Block<E> {
    private final RowKey owner;
    private final int number;
    private final int group;
    private @Nullable List<E> keys;
    private long bytes;
    private boolean stored;
    private boolean dirty;

    Block(RowKey owner, int number, int group) {
      this.owner = owner;
      this.number = number;
      this.group = group;
    }
  }

  /**
   * @param keyOf the key of what stands there
   * @param bytesOf how many bytes of memory it takes, about
   */
  KeyIndex(
      String name,
      KeyedStateBackend<RowKey> backend,
      TypeSerializer<E> serializer,
      Function<E, RowKey> keyOf,
      ToLongFunction<E> bytesOf,
      TaskInfo task,
      long cacheBytes)
      throws Exception {
    this.name = name;
    this.blockSize =
        (int) Math.max(SMALLEST_BLOCK, Math.min(LARGEST_BLOCK, cacheBytes / MEMORY_PER_KEY));
    this.mostBytes = Math.max(LEAST_BYTES, cacheBytes);
    this.backend = backend;
    this.keyOf = keyOf;
    this.bytesOf = bytesOf;
    this.blocks =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor(name, serializer));
    this.maxParallelism = task.getMaxNumberOfParallelSubtasks();
  }

  @SuppressWarnings("unchecked") // a class has no type arguments
  private static <E> MapStateDescriptor<Tuple2<Long, Integer>, List<E>> descriptor(
      String name, TypeSerializer<E> serializer) {
    return new MapStateDescriptor<>(
        name,
        new TupleSerializer<>(
            (Class<Tuple2<Long, Integer>>) (Class<?>) Tuple2.class,
            new TypeSerializer<?>[] {LongSerializer.INSTANCE, IntSerializer.INSTANCE}),
        new ListSerializer<>(serializer));
  }

  /** Finds the blocks of a savepoint. */
  void restore() throws Exception {
    List<RowKey> owners;
    try (Stream<RowKey> keys = backend.getKeys(name, VoidNamespace.INSTANCE)) {
      owners = keys.collect(Collectors.toList());
    }
    for (RowKey owner : owners) {
      backend.setCurrentKey(owner);
      for (Tuple2<Long, Integer> place : blocks.keys()) {
        Block<E> block = new Block<>(owner, place.f1, group(owner));
        block.stored = true;
        due(place.f0).full.add(block);
        number = Math.max(number, place.f1 + 1);
      }
    }
    for (Due<E> due : times.values()) {
      due.full.sort(Comparator.comparingInt(block -> block.number));
    }
  }

  private Due<E> due(long time) {
    return times.computeIfAbsent(time, absent -> new Due<>());
  }

  private int group(RowKey key) {
    return KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism);
  }

  /** Has the key looked at when that time has come. */
  void add(long time, E entry) throws Exception {
    Due<E> due = due(time);
    RowKey key = keyOf.apply(entry);
    int group = group(key);
    int position = due.position(group);
    if (position < 0) {
      Block<E> block = new Block<>(key, number++, group);
      block.keys = new ArrayList<>();
      position = -1 - position;
      due.open.add(position, block);
    }
    Block<E> block = due.open.get(position);
    List<E> keys = requireNonNull(block.keys, "an open block has its keys");
    keys.add(entry);
    block.dirty = true;
    long bytes = bytesOf.applyAsLong(entry);
    block.bytes += bytes;
    bytesInMemory += bytes;
    if (keys.size() == blockSize) {
      close(time, due, block);
      due.open.remove(position);
    } else if (bytesInMemory > mostBytes) {
      for (Map.Entry<Long, Due<E>> each : times.entrySet()) {
        for (Block<E> open : each.getValue().open) {
          close(each.getKey(), each.getValue(), open);
        }
        each.getValue().open.clear();
      }
    }
  }

  /** Leaves a block to the state. */
  private void close(long time, Due<E> due, Block<E> block) throws Exception {
    List<E> keys = requireNonNull(block.keys, "an open block has its keys");
    if (block.dirty) {
      write(time, block, keys);
    }
    bytesInMemory -= block.bytes;
    block.keys = null;
    due.full.add(block);
  }

  private void write(long time, Block<E> block, List<E> keys) throws Exception {
    backend.setCurrentKey(block.owner);
    blocks.put(Tuple2.of(time, block.number), new ArrayList<>(keys));
    block.stored = true;
    block.dirty = false;
  }

  /** Writes what state does not have yet. */
  void flush() throws Exception {
    for (Map.Entry<Long, Due<E>> due : times.entrySet()) {
      for (Block<E> block : due.getValue().open) {
        List<E> keys = block.keys;
        if (block.dirty && keys != null) {
          write(due.getKey(), block, keys);
        }
      }
    }
  }

  /** The first time at which keys are looked at; {@link Long#MAX_VALUE} where there is none. */
  long first() {
    return times.isEmpty() ? Long.MAX_VALUE : times.firstKey();
  }

  /**
   * Takes out the keys of the first time. A key can stand there twice; what stands there of one key
   * comes in the order in which it was added.
   */
  void takeFirst(ThrowingConsumer<E, Exception> visitor) throws Exception {
    Map.Entry<Long, Due<E>> first = times.pollFirstEntry();
    for (Block<E> block : first.getValue().blocks()) {
      List<E> keys = block.keys;
      bytesInMemory -= keys == null ? 0 : block.bytes;
      if (block.stored) {
        Tuple2<Long, Integer> place = Tuple2.of(first.getKey(), block.number);
        backend.setCurrentKey(block.owner);
        if (keys == null) {
          keys = blocks.get(place);
        }
        blocks.remove(place);
      }
      for (E entry : requireNonNull(keys, "a block of keys is not in state")) {
        visitor.accept(entry);
      }
    }
  }
}
