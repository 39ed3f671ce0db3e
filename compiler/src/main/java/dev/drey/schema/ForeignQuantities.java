// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.shape.Durations;
import dev.drey.shape.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations, sizes, rates, shares and times as others spell them, in our spelling: {@code PT30S} is
 * {@code 30s}, {@code 64mb} is {@code 64 MB}. A number without a unit says nothing and is none of
 * these.
 */
final class ForeignQuantities {
  private static final Pattern PART =
      Pattern.compile("\\s*([0-9]{1,9}(?:[.][0-9]{1,6})?)\\s*([A-Za-z]+)\\s*,?(?:\\s*and\\s)?");
  private static final Pattern CLOCK =
      Pattern.compile("([0-9]{1,3}):([0-9]{2}):([0-9]{2})(?:[.]([0-9]{1,3}))?");
  private static final Pattern INTERVAL =
      Pattern.compile("(?i)INTERVAL\\s+'?([0-9]{1,9})'?\\s+([A-Za-z]+)");
  private static final Pattern AMOUNT =
      Pattern.compile("([0-9]{1,9}(?:[.][0-9]{1,6})?)\\s*([A-Za-z]*)");
  private static final Pattern RATE =
      Pattern.compile(
          "(?i)([0-9]{1,9}(?:[.][0-9]{1,6})?)\\s*(?:[a-z]*\\s*/\\s*|[a-z]*\\s+(?:per|a)\\s+)"
              + "([a-z]+)");
  private static final Pattern PERCENT =
      Pattern.compile("(?i)([0-9]{0,3}(?:[.][0-9]{1,9})?)\\s*(?:%|percent|pct)");
  private static final Pattern TIME =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]{1,9})?)?)"
              + " ?(Z|z|UTC|[+-][0-9]{2}:?[0-9]{2})?)?");

  /** Milliseconds of a unit by its first letters in lower case; the longest name that fits. */
  private static final Map<String, Long> MILLIS =
      Map.ofEntries(
          Map.entry("ms", 1L),
          Map.entry("msec", 1L),
          Map.entry("msecs", 1L),
          Map.entry("milli", 1L),
          Map.entry("millis", 1L),
          Map.entry("millisecond", 1L),
          Map.entry("milliseconds", 1L),
          Map.entry("s", 1_000L),
          Map.entry("sec", 1_000L),
          Map.entry("secs", 1_000L),
          Map.entry("second", 1_000L),
          Map.entry("seconds", 1_000L),
          Map.entry("m", 60_000L),
          Map.entry("min", 60_000L),
          Map.entry("mins", 60_000L),
          Map.entry("minute", 60_000L),
          Map.entry("minutes", 60_000L),
          Map.entry("h", 3_600_000L),
          Map.entry("hr", 3_600_000L),
          Map.entry("hrs", 3_600_000L),
          Map.entry("hour", 3_600_000L),
          Map.entry("hours", 3_600_000L),
          Map.entry("d", 86_400_000L),
          Map.entry("day", 86_400_000L),
          Map.entry("days", 86_400_000L),
          Map.entry("w", 604_800_000L),
          Map.entry("week", 604_800_000L),
          Map.entry("weeks", 604_800_000L));

  private static final Map<String, String> SIZES =
      Map.ofEntries(
          Map.entry("b", "B"),
          Map.entry("byte", "B"),
          Map.entry("bytes", "B"),
          Map.entry("k", "KB"),
          Map.entry("kb", "KB"),
          Map.entry("kilobytes", "KB"),
          Map.entry("ki", "KiB"),
          Map.entry("kib", "KiB"),
          Map.entry("m", "MB"),
          Map.entry("mb", "MB"),
          Map.entry("megabytes", "MB"),
          Map.entry("mi", "MiB"),
          Map.entry("mib", "MiB"),
          Map.entry("g", "GB"),
          Map.entry("gb", "GB"),
          Map.entry("gigabytes", "GB"),
          Map.entry("gi", "GiB"),
          Map.entry("gib", "GiB"));

  private ForeignQuantities() {}

  /** The same in our spelling; empty where it cannot be told what is meant. */
  static Optional<String> of(Shape.Kind kind, String text) {
    switch (kind) {
      case DURATION:
        return duration(text).map(Durations::parts);
      case SIZE:
        return size(text);
      case RATE:
        return rate(text);
      case PERCENT:
        return percent(text);
      case TIMESTAMP:
        return timestamp(text);
      default:
        return Optional.empty();
    }
  }

  private static Optional<Duration> duration(String text) {
    if (text.matches("(?i)P[0-9DTHMS.]+")) {
      try {
        return positive(Duration.parse(text.toUpperCase(Locale.ROOT)));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
    Matcher clock = CLOCK.matcher(text);
    if (clock.matches()) {
      return positive(
          Duration.ofHours(Long.parseLong(clock.group(1)))
              .plusMinutes(Long.parseLong(clock.group(2)))
              .plusSeconds(Long.parseLong(clock.group(3))));
    }
    Matcher interval = INTERVAL.matcher(text);
    return parts(interval.matches() ? interval.group(1) + " " + interval.group(2) : text);
  }

  private static Optional<Duration> parts(String text) {
    Matcher part = PART.matcher(text);
    BigDecimal millis = BigDecimal.ZERO;
    int at = 0;
    while (at < text.length() && part.find(at) && part.start() == at) {
      Long unit = MILLIS.get(String.valueOf(part.group(2)).toLowerCase(Locale.ROOT));
      if (unit == null) {
        return Optional.empty();
      }
      BigDecimal amount = new BigDecimal(part.group(1));
      millis = millis.add(amount.multiply(BigDecimal.valueOf(unit)));
      at = part.end();
    }
    return at == text.length() && at > 0
        ? positive(Duration.ofMillis(millis.setScale(0, RoundingMode.HALF_UP).longValueExact()))
        : Optional.empty();
  }

  private static Optional<Duration> positive(Duration duration) {
    return duration.isNegative() || duration.toDays() > 999_999_999
        ? Optional.empty()
        : Optional.of(duration);
  }

  private static Optional<String> size(String text) {
    Matcher amount = AMOUNT.matcher(text.strip());
    if (!amount.matches()) {
      return Optional.empty();
    }
    String unit = SIZES.get(String.valueOf(amount.group(2)).toLowerCase(Locale.ROOT));
    BigDecimal count = new BigDecimal(amount.group(1)).stripTrailingZeros();
    if (unit == null) {
      return Optional.empty();
    }
    if (count.scale() > 0) {
      String smaller = Map.of("KB", "B", "MB", "KB", "GB", "MB").getOrDefault(unit, "");
      count = count.movePointRight(3).stripTrailingZeros();
      unit = smaller;
    }
    return unit.isEmpty() || count.scale() > 0
        ? Optional.empty()
        : Optional.of(count.toPlainString() + " " + unit)
            .filter(s -> Quantities.size(s).isPresent());
  }

  private static Optional<String> rate(String text) {
    Matcher rate = RATE.matcher(text.strip());
    if (!rate.matches()) {
      String bare = text.strip().toLowerCase(Locale.ROOT).replaceFirst("\\s*(rps|tps|hz)$", "/s");
      return Optional.of(bare).filter(ours -> Quantities.rate(ours).isPresent());
    }
    Long unit = MILLIS.get(String.valueOf(rate.group(2)).toLowerCase(Locale.ROOT));
    String ours =
        unit == null
            ? ""
            : Map.of(1_000L, "s", 60_000L, "m", 3_600_000L, "h").getOrDefault(unit, "");
    return ours.isEmpty() ? Optional.empty() : Optional.of(rate.group(1) + "/" + ours);
  }

  private static Optional<String> percent(String text) {
    Matcher percent = PERCENT.matcher(text.strip());
    if (!percent.matches() || String.valueOf(percent.group(1)).isEmpty()) {
      return Optional.empty();
    }
    String number = new BigDecimal(percent.group(1)).stripTrailingZeros().toPlainString();
    return Optional.of(number + "%").filter(ours -> Quantities.percent(ours).isPresent());
  }

  private static Optional<String> timestamp(String text) {
    if (text.matches("[0-9]{10}|[0-9]{13}")) {
      long number = Long.parseLong(text);
      return Optional.of(
          (text.length() == 10 ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number))
              .toString());
    }
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      return Optional.empty();
    }
    String zone = time.group(3) == null ? "Z" : time.group(3);
    String ours =
        time.group(1)
            + "T"
            + (time.group(2) == null ? "00:00:00" : time.group(2))
            + (zone.matches("z|UTC") ? "Z" : zone.replaceFirst("^([+-]..)(..)$", "$1:$2"));
    return Optional.of(ours).filter(ok -> Quantities.timestamp(ok).isPresent());
  }
}
