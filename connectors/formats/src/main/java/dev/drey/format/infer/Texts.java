// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.infer;

import dev.drey.format.BadRecordException;
import dev.drey.format.text.Mismatch;
import dev.drey.format.text.ScalarText;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Texts that stood in one place, which may all be times. */
final class Texts {
  private static final Pattern FINER = Pattern.compile(".*:\\d\\d\\.\\d{4,}.*");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

  private final Map<DataType, ScalarText> times = new LinkedHashMap<>();
  private long count;
  private long finer;
  private long numbers;

  Texts() {
    for (DataType each :
        List.of(
            DataType.timestampLtz(),
            DataType.of(TypeKind.TIMESTAMP),
            DataType.of(TypeKind.DATE),
            DataType.sized(TypeKind.TIME, 3))) {
      times.put(each, ScalarText.of(each, Mismatch.of("", each), true));
    }
  }

  void add(String text) {
    count++;
    finer += FINER.matcher(text).matches() ? 1 : 0;
    numbers += NUMBER.matcher(text).matches() ? 1 : 0;
    char[] chars = text.toCharArray();
    List<DataType> none = new ArrayList<>();
    times.forEach(
        (type, reader) -> {
          try {
            reader.parse(chars, 0, chars.length);
          } catch (BadRecordException e) {
            none.add(type);
          }
        });
    none.forEach(times::remove);
  }

  long count() {
    return count;
  }

  DataType type(String path, Map<String, String> notes) {
    for (DataType each : times.keySet()) {
      if (finer == 0) {
        return each;
      }
      notes.put(
          path,
          "is a time with more digits of a second than a "
              + each
              + " has: it is one with `truncateTimes: true` in the format");
      return DataType.string();
    }
    if (numbers == count) {
      notes.put(path, "has numbers in texts: a type of numbers reads them, too");
    }
    return DataType.string();
  }
}
