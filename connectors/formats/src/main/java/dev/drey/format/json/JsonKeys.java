// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drey.format.BadRecordException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which column the keys of objects are. Producers write the same keys in the same order, so those
 * of the objects before are compared first, as bytes from the comma up to the value; another one is
 * looked up. For one thread.
 */
final class JsonKeys {
  /** Of a key that is no column. */
  static final int NO_COLUMN = -1;

  /** Of an object that has no further key. */
  static final int END = -2;

  private static final int MOST = 256;

  /**
   * The keys of one object in so many are looked up and remembered anew. Where all objects are
   * alike the JIT compiler leaves out what it has never seen happen, and a first key of another
   * kind, as each new reader has one, would throw away the compiled reader.
   */
  private static final int LEARNS_EACH = 1024;

  private final Map<String, Integer> byName = new HashMap<>();

  /** By hash, one behind the other where two want one place; null where none is. */
  private final byte[][] names;

  private final int[] columns;

  private final JsonTexts texts = new JsonTexts();

  /** The keys of the objects before, in their order. */
  private Seen[] seen = {};

  /** Which of them is the one to come. */
  private int next;

  private int objects;

  JsonKeys(String[] names) {
    makeRoom(16);
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

  /** Passes the first key of an object and its colon; the column, or {@link #NO_COLUMN}. */
  int first(JsonScanner json) throws BadRecordException {
    next = 0;
    objects++;
    Seen known = known(json, true);
    if (known != null) {
      return known.column;
    }
    int column = column(json, json.at() - 1, json.at());
    if (next == 1) {
      // What stood before the key opened the object. Where the key comes later, it is a comma.
      seen[0].bytes[0] = ',';
    }
    return column;
  }

  /**
   * Behind a value of an object: passes the comma, the next key and its colon and gives the column,
   * or {@link #NO_COLUMN}; at the end the bracket, and gives {@link #END}.
   */
  int next(JsonScanner json) throws BadRecordException {
    Seen known = known(json, false);
    if (known != null) {
      return known.column;
    }
    int from = json.at();
    return json.goesOn() ? column(json, from, json.at()) : END;
  }

  /** A key may be left out, or one that is left out mostly may be there. */
  private @Nullable Seen known(JsonScanner json, boolean behindComma) {
    if (objects % LEARNS_EACH == 0) {
      return null;
    }
    for (int i = next; i < next + 2 && i < seen.length; i++) {
      Seen key = seen[i];
      if (json.passes(key.bytes, behindComma ? key.comma : 0, key.length)) {
        next = i + 1;
        return key;
      }
    }
    return null;
  }

  /**
   * @param from where the comma stands, or white space before it
   * @param behindComma where the key stands, or white space before it
   */
  private int column(JsonScanner json, int from, int behindComma) throws BadRecordException {
    int column = find(json.bytes(), json.key());
    json.peek();
    int length = json.at() - from;
    if (length <= Seen.LONGEST && next < MOST) {
      if (next >= seen.length) {
        makeRoom(2 * next);
      }
      Seen key = seen[next];
      System.arraycopy(json.bytes(), from, key.bytes, 0, length);
      key.length = length;
      key.comma = behindComma - from;
      key.column = column;
      next++;
    }
    return column;
  }

  private void makeRoom(int count) {
    int from = seen.length;
    seen = Arrays.copyOf(seen, count);
    for (int i = from; i < count; i++) {
      seen[i] = new Seen();
    }
  }

  private int find(byte[] bytes, long key) {
    if (JsonSpan.isMarked(key)) {
      return byName.getOrDefault(texts.text(bytes, key), NO_COLUMN);
    }
    int from = JsonSpan.start(key) + 1;
    int to = JsonSpan.end(key) - 1;
    int mask = names.length - 1;
    for (int place = hash(bytes, from, to) & mask; ; place = (place + 1) & mask) {
      byte[] name = names[place];
      if (name == null) {
        return NO_COLUMN;
      }
      if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
        return columns[place];
      }
    }
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash ^ (hash >>> 15);
  }

  /** The bytes from behind a value up to the next one: comma, key, colon, white space. */
  private static final class Seen {
    private static final int LONGEST = 64;

    private final byte[] bytes = new byte[LONGEST];

    /** More than any record has, while there is nothing to compare. */
    private int length = Integer.MAX_VALUE;

    /** How many of the bytes are the comma and white space before it. */
    private int comma;

    private int column;
  }
}
