// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import org.apache.flink.util.MathUtils;

/**
 * In which blocks keys of a hash stand: pairs of a hash and the number of a block, in one array
 * that has up to some number of bytes.
 */
final class BlockTable {
  private static final int LEAST_SLOTS = 16;
  private static final long LOW = 0xFFFF_FFFFL;

  private final int mostSlots;

  /** The hash, and below it the number and 1 more; 0 where there is none. */
  private long[] slots = new long[LEAST_SLOTS];

  private int used;

  BlockTable(long bytes) {
    this.mostSlots =
        Integer.highestOneBit((int) Math.max(LEAST_SLOTS, Math.min(1 << 30, bytes / Long.BYTES)));
  }

  /** How many bytes of memory it takes. */
  long bytes() {
    return (long) slots.length * Long.BYTES;
  }

  /** False where there is no room. */
  boolean add(int hash, int block) {
    if (used + 1 > limit(slots.length)) {
      if (slots.length == mostSlots) {
        return false;
      }
      long[] before = slots;
      slots = new long[before.length * 2];
      for (long slot : before) {
        if (slot != 0) {
          put(slot);
        }
      }
    }
    put((long) hash << 32 | block + 1L);
    used++;
    return true;
  }

  private static int limit(int slots) {
    return slots / 4 * 3;
  }

  private void put(long slot) {
    int place = home(slot);
    while (slots[place] != 0) {
      place = after(place);
    }
    slots[place] = slot;
  }

  private int home(long slot) {
    return MathUtils.murmurHash((int) (slot >>> 32)) & slots.length - 1;
  }

  private int after(int place) {
    return place + 1 & slots.length - 1;
  }

  /** Where the first block with this hash is; -1 where there is none. */
  int first(int hash) {
    return from(home((long) hash << 32), hash);
  }

  /** Where the next one is. */
  int next(int place, int hash) {
    return from(after(place), hash);
  }

  private int from(int start, int hash) {
    int place = start;
    for (long slot = slots[place]; slot != 0; slot = slots[place]) {
      if ((int) (slot >>> 32) == hash) {
        return place;
      }
      place = after(place);
    }
    return -1;
  }

  /** The block there. */
  int block(int place) {
    return (int) ((slots[place] & LOW) - 1);
  }

  /** Takes a pair out; what stands behind it on the way of others moves up. */
  void remove(int hash, int block) {
    int hole = first(hash);
    while (hole >= 0 && block(hole) != block) {
      hole = next(hole, hash);
    }
    if (hole < 0) {
      throw new IllegalStateException("a key of a block is not in the table");
    }
    used--;
    int place = hole;
    while (true) {
      place = after(place);
      if (slots[place] == 0) {
        slots[hole] = 0;
        return;
      }
      int mask = slots.length - 1;
      if ((place - home(slots[place]) & mask) >= (place - hole & mask)) {
        slots[hole] = slots[place];
        hole = place;
      }
    }
  }
}
