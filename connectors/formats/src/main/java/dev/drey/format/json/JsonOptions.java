package dev.drey.format.json;

import dev.drey.format.text.TruncateTimes;
import dev.drey.shape.OptionValues;
import java.io.Serializable;

/** How values are read: the options of {@code format: {json: ...}}. */
final class JsonOptions implements Serializable {
  private static final long serialVersionUID = 1;

  private final boolean strict;
  private final boolean truncateTimes;

  private JsonOptions(boolean strict, boolean truncateTimes) {
    this.strict = strict;
    this.truncateTimes = truncateTimes;
  }

  static JsonOptions of(OptionValues options) {
    return new JsonOptions(
        options.bool("strict", false), options.bool(TruncateTimes.OPTION, false));
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
