// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.row.RowKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Some keys of one key group, each with a time before a common one, in one array of bytes: for each
 * its hash, the time, the length of its bytes and whether it stands alone in state, the bytes. It
 * belongs to its first key, and so to the key group of all its keys.
 */
final class KeyBlock implements KeyCache.Entry {
  /** Bytes of memory of a block beside its array: itself, its place in the cache. */
  private static final long BLOCK_BYTES = 160;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int TIME = Integer.BYTES;
  private static final int LENGTH = TIME + Long.BYTES;
  private static final int HEADER = LENGTH + Integer.BYTES;
  private static final int LEAST_BYTES = 64;

  private final RowKey owner;
  private final long upTo;
  private final int number;
  private final int id;
  private byte @Nullable [] bytes;
  private int used;
  private int keys;
  private boolean dirty;
  private boolean stored;

  /**
   * @param upTo all times are before it
   * @param number other than that of any block in state that has the same owner
   * @param id other than that of any block of the subtask
   */
  KeyBlock(RowKey owner, long upTo, int number, int id) {
    this.owner = owner;
    this.upTo = upTo;
    this.number = number;
    this.id = id;
  }

  RowKey owner() {
    return owner;
  }

  long upTo() {
    return upTo;
  }

  int number() {
    return number;
  }

  int id() {
    return id;
  }

  /** There are as many blocks as there are: each is itself. */
  @Override
  public Object key() {
    return this;
  }

  @Override
  public long bytes() {
    return BLOCK_BYTES + (bytes == null ? 0 : bytes.length);
  }

  @Override
  public void evicted() {
    bytes = null;
  }

  /** Begins with no keys in memory. */
  void begin() {
    bytes = new byte[LEAST_BYTES];
  }

  /** Is in memory again, with what state has of it. */
  void read(byte[] content) {
    bytes = content;
    used = content.length;
    stored = true;
    keys = 0;
    for (int entry = 0; entry < used; entry = next(entry)) {
      keys++;
    }
  }

  boolean isInMemory() {
    return bytes != null;
  }

  boolean isDirty() {
    return dirty;
  }

  /** Whether state has something of it. */
  boolean isStored() {
    return stored;
  }

  void written() {
    dirty = false;
    stored = true;
  }

  /** What state is to have of it. */
  byte[] content() {
    return Arrays.copyOf(content0(), used);
  }

  private byte[] content0() {
    return requireNonNull(bytes, "the block is not in memory");
  }

  int keys() {
    return keys;
  }

  /** How many bytes its keys take. */
  int used() {
    return used;
  }

  /**
   * @param alone whether it stands alone in state
   */
  void add(int hash, long time, boolean alone, byte[] key, int length) {
    byte[] target = content0();
    int end = used + HEADER + length;
    if (end > target.length) {
      target = Arrays.copyOf(target, Math.max(end, target.length * 2));
      bytes = target;
    }
    INT.set(target, used, hash);
    LONG.set(target, used + TIME, time);
    INT.set(target, used + LENGTH, length << 1 | (alone ? 1 : 0));
    System.arraycopy(key, 0, target, used + HEADER, length);
    used = end;
    keys++;
    dirty = true;
  }

  /** The latest time of a key; the least number where it is not here. */
  long find(int hash, byte[] key, int length) {
    byte[] content = content0();
    long found = Long.MIN_VALUE;
    for (int entry = 0; entry < used; entry = next(entry)) {
      if (hash(entry) == hash
          && length(entry) == length
          && Arrays.equals(content, entry + HEADER, entry + HEADER + length, key, 0, length)) {
        found = Math.max(found, time(entry));
      }
    }
    return found;
  }

  /** Where the entry behind this one is; the first is at 0, and none at {@link #used}. */
  int next(int entry) {
    return entry + HEADER + length(entry);
  }

  int hash(int entry) {
    return (int) INT.get(content0(), entry);
  }

  long time(int entry) {
    return (long) LONG.get(content0(), entry + TIME);
  }

  private int length(int entry) {
    return (int) INT.get(content0(), entry + LENGTH) >>> 1;
  }

  boolean isAlone(int entry) {
    return ((int) INT.get(content0(), entry + LENGTH) & 1) != 0;
  }

  /** Says that a key stands alone in state. */
  void setAlone(int entry) {
    INT.set(content0(), entry + LENGTH, length(entry) << 1 | 1);
    dirty = true;
  }

  byte[] key(int entry) {
    return Arrays.copyOfRange(content0(), entry + HEADER, next(entry));
  }
}
