// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.format.text.TruncateTimes;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import java.io.Serializable;
import java.util.List;

/** How values are read: the options of {@code format: {json: ...}}. */
final class JsonOptions implements Serializable {
  private static final long serialVersionUID = 1;

  private static final Option<Boolean> STRICT =
      Option.flag(
              "strict",
              "Whether a value of another JSON type than the column's makes a bad record:"
                  + " a number or an object for a STRING, a text for a number or a"
                  + " BOOLEAN.")
          .orElse(false)
          .example("true");

  private static final Option<Boolean> LISTS =
      Option.flag(
              "lists",
              "Whether a record may be a list of objects, each of which is a row. If one of them"
                  + " cannot be read, the record is bad as a whole.")
          .orElse(false)
          .example("true");

  private final boolean strict;
  private final boolean truncateTimes;

  private JsonOptions(boolean strict, boolean truncateTimes) {
    this.strict = strict;
    this.truncateTimes = truncateTimes;
  }

  static List<Key> keys() {
    return Option.keys(STRICT, TruncateTimes.OPTION);
  }

  /** Those of records that are rows, and not changes of such. */
  static List<Key> keysOfRows() {
    return Option.keys(STRICT, LISTS, TruncateTimes.OPTION);
  }

  static boolean takesLists(OptionValues options) {
    return options.get(LISTS);
  }

  static JsonOptions of(OptionValues options) {
    return new JsonOptions(options.get(STRICT), options.get(TruncateTimes.OPTION));
  }

  /** Whether a value of another JSON type than the column's is refused, whatever it holds. */
  boolean strict() {
    return strict;
  }

  /** Whether digits of a second that a column has no place for are cut off. */
  boolean truncateTimes() {
    return truncateTimes;
  }
}
