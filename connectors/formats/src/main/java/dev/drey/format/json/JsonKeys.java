// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drey.format.BadRecordException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which column the keys of objects are. Producers write the same keys in the same order, so those
 * of the objects before, as bytes up to their colon, are compared first; another one is looked up.
 * For one thread.
 */
final class JsonKeys {
  private static final int LONGEST = 64;
  private static final int MOST = 256;

  private final Map<String, Integer> byName = new HashMap<>();

  /** By hash, one behind the other where two want one place; null where none is. */
  private final byte[][] names;

  private final int[] columns;

  private final JsonTexts texts = new JsonTexts();

  // The keys that were seen, in their order.
  private byte[][] seen = new byte[16][];
  private int[] lengths = new int[16];
  private int[] seenColumns = new int[16];
  private int next;

  JsonKeys(String[] names) {
    int capacity = Integer.highestOneBit(4 * names.length + 1) << 1;
    this.names = new byte[capacity][];
    this.columns = new int[capacity];
    for (int i = 0; i < names.length; i++) {
      byName.put(names[i], i);
      byte[] name = names[i].getBytes(UTF_8);
      if (!new String(name, UTF_8).equals(names[i])) {
        // With an unpaired surrogate, which a record can only have as an escape.
        continue;
      }
      int place = hash(name, 0, name.length) & (capacity - 1);
      while (this.names[place] != null) {
        place = (place + 1) & (capacity - 1);
      }
      this.names[place] = name;
      this.columns[place] = i;
    }
  }

  /** Called at the start of an object. */
  void begin() {
    next = 0;
  }

  /** Passes the key that comes next and its colon; the column, or -1 for none. */
  int column(JsonScanner json) throws BadRecordException {
    json.peek();
    // A key may be left out, or one that is left out mostly may be there.
    for (int i = next; i < next + 2 && i < seen.length; i++) {
      byte[] key = seen[i];
      if (key != null && json.passes(key, lengths[i])) {
        next = i + 1;
        return seenColumns[i];
      }
    }
    int start = json.at();
    int column = find(json.bytes(), json.key());
    remember(json.bytes(), start, json.at() - start, column);
    return column;
  }

  private int find(byte[] bytes, long key) {
    if (JsonSpan.isMarked(key)) {
      return byName.getOrDefault(texts.text(bytes, key), -1);
    }
    int from = JsonSpan.start(key) + 1;
    int to = JsonSpan.end(key) - 1;
    int mask = names.length - 1;
    for (int place = hash(bytes, from, to) & mask; ; place = (place + 1) & mask) {
      byte[] name = names[place];
      if (name == null) {
        return -1;
      }
      if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
        return columns[place];
      }
    }
  }

  private void remember(byte[] bytes, int start, int length, int column) {
    if (length > LONGEST || next >= MOST) {
      return;
    }
    if (next >= seen.length) {
      seen = Arrays.copyOf(seen, 2 * next);
      lengths = Arrays.copyOf(lengths, 2 * next);
      seenColumns = Arrays.copyOf(seenColumns, 2 * next);
    }
    byte[] key = seen[next];
    if (key == null) {
      key = new byte[LONGEST];
      seen[next] = key;
    }
    System.arraycopy(bytes, start, key, 0, length);
    lengths[next] = length;
    seenColumns[next] = column;
    next++;
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash ^ (hash >>> 15);
  }
}
