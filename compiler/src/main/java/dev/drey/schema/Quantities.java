// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values with units as a spec writes them. The patterns are those of the JSON Schema; what they let
 * through and is none after all, such as 30 February, reads as empty.
 */
public final class Quantities {
  /** Each unit at most once, the larger first: {@code 1h30m}. */
  static final String DURATION =
      "^(?=[0-9])([0-9]{1,9}d)?([0-9]{1,9}h)?([0-9]{1,9}m)?([0-9]{1,9}s)?([0-9]{1,9}ms)?$";

  /** A duration, or one with a minus in front: {@code -8h}. */
  static final String SIGNED_DURATION = "^-?" + DURATION.substring(1);

  static final String SIZE = "^[0-9]{1,9} ?(B|KB|MB|GB|KiB|MiB|GiB)$";
  static final String RATE = "^[0-9]{1,9}([.][0-9]{1,6})?/(s|m|h)$";
  static final String PERCENT = "^(100|[0-9]{1,2}([.][0-9]{1,9})?)%$";
  static final String TIMESTAMP =
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?"
          + "(Z|[+-][0-9]{2}:[0-9]{2})$";

  private static final Pattern DURATION_PATTERN = Pattern.compile(DURATION);
  private static final Pattern SIZE_PATTERN = Pattern.compile(SIZE);
  private static final Pattern RATE_PATTERN = Pattern.compile(RATE);
  private static final Pattern PERCENT_PATTERN = Pattern.compile(PERCENT);
  private static final Pattern TIMESTAMP_PATTERN = Pattern.compile(TIMESTAMP);

  private static final Map<String, Long> BYTES =
      Map.of(
          "B", 1L,
          "KB", 1_000L,
          "MB", 1_000_000L,
          "GB", 1_000_000_000L,
          "KiB", 1L << 10,
          "MiB", 1L << 20,
          "GiB", 1L << 30);

  private static final Map<String, Integer> SECONDS = Map.of("s", 1, "m", 60, "h", 3600);

  private Quantities() {}

  public static Optional<Duration> duration(String text) {
    Matcher matcher = DURATION_PATTERN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofDays(amount(matcher, 1))
            .plusHours(amount(matcher, 2))
            .plusMinutes(amount(matcher, 3))
            .plusSeconds(amount(matcher, 4))
            .plusMillis(amount(matcher, 5)));
  }

  static Optional<Duration> signedDuration(String text) {
    return text.startsWith("-")
        ? duration(text.substring(1)).map(Duration::negated)
        : duration(text);
  }

  private static long amount(Matcher matcher, int group) {
    String text = matcher.group(group);
    return text == null ? 0 : Long.parseLong(text.replaceAll("[a-z]", ""));
  }

  /** Bytes. */
  static Optional<Long> size(String text) {
    Matcher matcher = SIZE_PATTERN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(text.substring(0, matcher.start(1)).trim());
    return Optional.of(count * BYTES.getOrDefault(matcher.group(1), 1L));
  }

  /** Per second. */
  static Optional<Double> rate(String text) {
    Matcher matcher = RATE_PATTERN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    double count = Double.parseDouble(text.substring(0, text.indexOf('/')));
    return Optional.of(count / SECONDS.getOrDefault(matcher.group(2), 1));
  }

  /** A share from 0 to 1. */
  static Optional<Double> percent(String text) {
    return PERCENT_PATTERN.matcher(text).matches()
        ? Optional.of(
            new BigDecimal(text.substring(0, text.length() - 1)).movePointLeft(2).doubleValue())
        : Optional.empty();
  }

  static Optional<Instant> timestamp(String text) {
    if (!TIMESTAMP_PATTERN.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
