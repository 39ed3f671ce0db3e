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
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.runtime.TupleSerializer;
import org.apache.flink.runtime.state.KeyGroupRange;
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
final class KeyIndex {
  private static final int SMALLEST_BLOCK = 2;
  private static final int LARGEST_BLOCK = 256;

  /** A block has one key for this much of the memory that a window may use. */
  private static final long MEMORY_PER_KEY = 1L << 17;

  private static final long LEAST_KEYS = 16;

  /** A key in memory, in its block and by itself. */
  private static final long KEY_BYTES = 128;

  private final int blockSize;
  private final long mostKeys;
  private long keysInMemory;
  private final String name;
  private final KeyedStateBackend<RowKey> backend;
  private final MapState<Tuple2<Long, Integer>, List<RowKey>> blocks;
  private final int maxParallelism;
  private final int firstGroup;
  private final int groups;
  private final TreeMap<Long, Due> times = new TreeMap<>();
  private int number;

  /** The keys of one time. */
  private static final class Due {
    private final List<Block> full = new ArrayList<>();
    private final @Nullable Block[] open;

    Due(int groups) {
      this.open = new @Nullable Block[groups];
    }

    Stream<Block> blocks() {
      List<Block> all = new ArrayList<>(full);
      for (Block block : open) {
        if (block != null) {
          all.add(block);
        }
      }
      return all.stream();
    }
  }

  /** Some keys of one time and key group. */
  private static final class Block {
    private final RowKey owner;
    private final int number;
    private @Nullable List<RowKey> keys;
    private boolean stored;
    private boolean dirty;

    Block(RowKey owner, int number) {
      this.owner = owner;
      this.number = number;
    }
  }

  KeyIndex(
      String name,
      KeyedStateBackend<RowKey> backend,
      TypeSerializer<RowKey> keySerializer,
      TaskInfo task,
      long cacheBytes)
      throws Exception {
    this.name = name;
    this.blockSize =
        (int) Math.max(SMALLEST_BLOCK, Math.min(LARGEST_BLOCK, cacheBytes / MEMORY_PER_KEY));
    this.mostKeys = Math.max(LEAST_KEYS, cacheBytes / KEY_BYTES);
    this.backend = backend;
    this.blocks =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            descriptor(name, keySerializer));
    this.maxParallelism = task.getMaxNumberOfParallelSubtasks();
    KeyGroupRange range =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            maxParallelism, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
    this.firstGroup = range.getStartKeyGroup();
    this.groups = range.getNumberOfKeyGroups();
  }

  @SuppressWarnings("unchecked") // a class has no type arguments
  private static MapStateDescriptor<Tuple2<Long, Integer>, List<RowKey>> descriptor(
      String name, TypeSerializer<RowKey> keySerializer) {
    return new MapStateDescriptor<>(
        name,
        new TupleSerializer<>(
            (Class<Tuple2<Long, Integer>>) (Class<?>) Tuple2.class,
            new TypeSerializer<?>[] {LongSerializer.INSTANCE, IntSerializer.INSTANCE}),
        new ListSerializer<>(keySerializer));
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
        Block block = new Block(owner, place.f1);
        block.stored = true;
        due(place.f0).full.add(block);
        number = Math.max(number, place.f1 + 1);
      }
    }
  }

  private Due due(long time) {
    return times.computeIfAbsent(time, absent -> new Due(groups));
  }

  /** Has the key looked at when that time has come. */
  void add(long time, RowKey key) throws Exception {
    Due due = due(time);
    int group = KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism) - firstGroup;
    Block block = due.open[group];
    if (block == null) {
      block = new Block(key, number++);
      block.keys = new ArrayList<>();
      due.open[group] = block;
    }
    List<RowKey> keys = block.keys;
    if (keys == null) {
      throw new IllegalStateException("an open block has its keys");
    }
    keys.add(key);
    block.dirty = true;
    keysInMemory++;
    if (keys.size() == blockSize) {
      close(time, due, group);
    } else if (keysInMemory > mostKeys) {
      for (Map.Entry<Long, Due> each : times.entrySet()) {
        for (int i = 0; i < groups; i++) {
          close(each.getKey(), each.getValue(), i);
        }
      }
    }
  }

  /** Leaves a block to the state. */
  private void close(long time, Due due, int group) throws Exception {
    Block block = due.open[group];
    List<RowKey> keys = block == null ? null : block.keys;
    if (block == null || keys == null) {
      return;
    }
    if (block.dirty) {
      write(time, block, keys);
    }
    keysInMemory -= keys.size();
    block.keys = null;
    due.full.add(block);
    due.open[group] = null;
  }

  private void write(long time, Block block, List<RowKey> keys) throws Exception {
    backend.setCurrentKey(block.owner);
    blocks.put(Tuple2.of(time, block.number), new ArrayList<>(keys));
    block.stored = true;
    block.dirty = false;
  }

  /** Writes what state does not have yet. */
  void flush() throws Exception {
    for (Map.Entry<Long, Due> due : times.entrySet()) {
      for (Block block : due.getValue().blocks().collect(Collectors.toList())) {
        List<RowKey> keys = block.keys;
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

  /** Takes out the keys of the first time. A key can stand there twice. */
  void takeFirst(ThrowingConsumer<RowKey, Exception> visitor) throws Exception {
    Map.Entry<Long, Due> first = times.pollFirstEntry();
    for (Block block : first.getValue().blocks().collect(Collectors.toList())) {
      List<RowKey> keys = block.keys;
      keysInMemory -= keys == null ? 0 : keys.size();
      if (block.stored) {
        Tuple2<Long, Integer> place = Tuple2.of(first.getKey(), block.number);
        backend.setCurrentKey(block.owner);
        if (keys == null) {
          keys = blocks.get(place);
        }
        blocks.remove(place);
      }
      for (RowKey key : requireNonNull(keys, "a block of keys is not in state")) {
        visitor.accept(key);
      }
    }
  }
}
