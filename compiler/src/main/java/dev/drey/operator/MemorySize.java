// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.row.RowKey;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * About how many bytes of memory values take, in a JVM of 64 bits with references of 32. Of a list
 * or a map one element stands for all of them, so that a value is looked at in the same time
 * however much it holds.
 */
public final class MemorySize {
  private static final long REFERENCE = 4;
  private static final long BOXED = 24;
  private static final long ARRAY = 16;
  private static final long TEXT = 56;
  private static final long DECIMAL = 80;
  private static final long COLLECTION = 64;
  private static final long ENTRY = 48;

  private MemorySize() {}

  /** Of each row of a type; -1 where they differ. */
  static long ofRows(RowType type) {
    long bytes = ARRAY;
    for (Field field : type.fields()) {
      long value = fixed(field.type());
      if (value < 0) {
        return -1;
      }
      bytes += REFERENCE + value;
    }
    return bytes;
  }

  private static long fixed(DataType type) {
    return type.kind() == TypeKind.DECIMAL
        ? DECIMAL
        : type.kind().isNested() || type.kind().isCharacter() || type.kind().isBinary()
            ? -1
            : BOXED;
  }

  public static long of(RowKey key) {
    long bytes = ARRAY + BOXED;
    for (int i = 0; i < key.size(); i++) {
      bytes += REFERENCE + of(key.value(i));
    }
    return bytes;
  }

  public static long of(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof String) {
      return TEXT + ((String) value).length();
    }
    if (value instanceof byte[]) {
      return ARRAY + ((byte[]) value).length;
    }
    if (value instanceof Object[]) {
      long bytes = ARRAY;
      for (Object each : (Object[]) value) {
        bytes += REFERENCE + of(each);
      }
      return bytes;
    }
    if (value instanceof Collection) {
      Collection<?> elements = (Collection<?>) value;
      return elements.isEmpty()
          ? COLLECTION
          : COLLECTION + elements.size() * (REFERENCE + of(elements.iterator().next()));
    }
    if (value instanceof Map) {
      Map<?, ?> map = (Map<?, ?>) value;
      if (map.isEmpty()) {
        return COLLECTION;
      }
      Map.Entry<?, ?> first = map.entrySet().iterator().next();
      return COLLECTION + map.size() * (ENTRY + of(first.getKey()) + of(first.getValue()));
    }
    return value instanceof Number && !(value instanceof BigDecimal) ? BOXED : DECIMAL;
  }
}
