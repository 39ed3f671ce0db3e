// SPDX-License-Identifier: Apache-2.0
package dev.drey.shape;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;

/** Scalars as a spec writes them: the other way round of what a spec is read into. */
public final class SpecText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

  private static final String[] SIZE_UNITS = {"GiB", "GB", "MiB", "MB", "KiB", "KB"};
  private static final long[] SIZES = {
    1L << 30, 1_000_000_000L, 1L << 20, 1_000_000L, 1L << 10, 1_000L
  };

  private SpecText() {}

  /** The text of a scalar: {@code 200ms}, {@code 5 MiB}, {@code 10/s}, {@code 1%}. */
  public static String of(Shape.Kind kind, Object value) {
    switch (kind) {
      case DURATION:
      case SIGNED_DURATION:
        return Durations.text((Duration) value);
      case RATE:
        return plain((Double) value) + "/s";
      case PERCENT:
        return BigDecimal.valueOf((Double) value)
                .movePointRight(2)
                .stripTrailingZeros()
                .toPlainString()
            + "%";
      case SIZE:
        return size((Long) value);
      default:
        return String.valueOf(value);
    }
  }

  /** The same as YAML: a text in quotes where it would be read as something else without. */
  static String yaml(Shape.Kind kind, Object value) {
    String text = of(kind, value);
    if (!(value instanceof String) || PLAIN.matcher(text).matches()) {
      return text;
    }
    return text.contains("\"") ? "'" + text.replace("'", "''") + "'" : "\"" + text + "\"";
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static String size(long bytes) {
    for (int i = 0; i < SIZES.length; i++) {
      if (bytes > 0 && bytes % SIZES[i] == 0) {
        return bytes / SIZES[i] + " " + SIZE_UNITS[i];
      }
    }
    return bytes + " B";
  }
}
