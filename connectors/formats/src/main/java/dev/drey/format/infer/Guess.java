// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.infer;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one place in records after some of them: which kinds of values stood there. Its
 * type is the narrowest that reads them all, with room for larger numbers.
 */
public final class Guess {
  /** From so many keys on, keys are likely to be values. */
  private static final int MANY_KEYS = 40;

  private final Numbers numbers = new Numbers();
  private final Texts texts = new Texts();
  private final Map<String, Guess> fields = new LinkedHashMap<>();
  private @Nullable Guess element;
  private long seen;
  private long nulls;
  private long booleans;
  private long objects;
  private long lists;

  /**
   * @param value null, or a Boolean, BigDecimal, String, List or Map of such
   */
  public void add(@Nullable Object value) {
    seen++;
    if (value == null) {
      nulls++;
    } else if (value instanceof Boolean) {
      booleans++;
    } else if (value instanceof BigDecimal) {
      numbers.add((BigDecimal) value);
    } else if (value instanceof List) {
      lists++;
      element = element == null ? new Guess() : element;
      for (Object each : (List<?>) value) {
        element.add(each);
      }
    } else if (value instanceof Map) {
      objects++;
      ((Map<?, ?>) value)
          .forEach(
              (key, each) ->
                  fields.computeIfAbsent(String.valueOf(key), name -> new Guess()).add(each));
    } else {
      texts.add(String.valueOf(value));
    }
  }

  /** The columns of records that are objects; empty where none had a key. */
  public RowType columns(Map<String, String> notes) {
    return row("", notes);
  }

  private RowType row(String prefix, Map<String, String> notes) {
    List<Field> columns = new ArrayList<>();
    fields.forEach(
        (name, guess) -> {
          String path = prefix + name;
          DataType type = guess.type(path, notes);
          columns.add(Field.of(name, guess.seen < objects ? type.withNullable(true) : type));
        });
    return RowType.of(columns);
  }

  private DataType type(String path, Map<String, String> notes) {
    return bare(path, notes).withNullable(nulls > 0 || seen == 0);
  }

  private DataType bare(String path, Map<String, String> notes) {
    List<String> kinds = kinds();
    if (kinds.isEmpty()) {
      notes.put(path, "is always null, so its type is not known");
      return DataType.string();
    }
    if (kinds.size() > 1) {
      notes.put(path, "has " + String.join(" and ", kinds) + ", which a STRING takes as they are");
      return DataType.string();
    }
    if (booleans > 0) {
      return DataType.of(TypeKind.BOOLEAN);
    }
    if (numbers.count() > 0) {
      return numbers.type(path, notes);
    }
    if (texts.count() > 0) {
      return texts.type(path, notes);
    }
    if (lists > 0) {
      return list(path, notes);
    }
    if (fields.isEmpty()) {
      notes.put(path, "is always an object without keys");
      return DataType.string();
    }
    if (fields.size() >= MANY_KEYS
        && fields.values().stream().allMatch(each -> each.seen < objects)) {
      notes.put(
          path,
          "has "
              + fields.size()
              + " keys, none of which is in all records: if the keys are values themselves, it is a"
              + " MAP<STRING, ...>");
    }
    return DataType.row(row(path + ".", notes));
  }

  private DataType list(String path, Map<String, String> notes) {
    if (element == null || element.seen == 0) {
      notes.put(path, "is always an empty list, so the type of its elements is not known");
      return DataType.array(DataType.string());
    }
    return DataType.array(element.type(path + "[*]", notes));
  }

  private List<String> kinds() {
    List<String> kinds = new ArrayList<>();
    kind(booleans, "booleans", kinds);
    kind(numbers.count(), "numbers", kinds);
    kind(texts.count(), "texts", kinds);
    kind(lists, "lists", kinds);
    kind(objects, "objects", kinds);
    return kinds;
  }

  private static void kind(long count, String words, List<String> kinds) {
    if (count > 0) {
      kinds.add(words);
    }
  }
}
