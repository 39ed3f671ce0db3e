// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.expression.calc.EvaluationException;
import dev.drey.expression.value.Expression;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Functions and operators of dates and times. The values are what Flink 1.20's planner gives, or
 * arithmetic by java.time where Flink's value cannot be right.
 */
class TimeValueTest {
  private static final Sql SQL =
      new Sql(
          "ts TIMESTAMP(3), z TIMESTAMP_LTZ(3), d DATE, past TIMESTAMP(3), t TIME(0), t3 TIME(3),"
              + " words STRING, letters STRING, n BIGINT, zone STRING, x DOUBLE, m DECIMAL(20, 2)");

  private static final @Nullable Object[] ROW = {
    at("2026-03-15T10:20:30.456Z"),
    at("2026-03-15T10:20:30.456Z"),
    day("2024-02-29"),
    at("1969-12-31T23:59:59.999Z"),
    time("10:20:30"),
    time("23:59:59.500"),
    "nonsense",
    "b",
    1_700_000_000_000L,
    "Mars/Olympus",
    1.5,
    new BigDecimal("-1.99")
  };

  private static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }

  private static int time(String time) {
    return (int) (LocalTime.parse(time).toNanoOfDay() / 1_000_000);
  }

  private static long millis(Duration duration) {
    return duration.toMillis();
  }

  private static Arguments is(String expression, @Nullable Object expected) {
    return Arguments.of(expression, expected);
  }

  static Stream<Arguments> written() {
    return Stream.of(
        is("DATE_FORMAT(ts, 'EEEE, d MMMM yyyy')", "Sunday, 15 March 2026"),
        is("DATE_FORMAT(ts, 'EEE MMM dd h:mm a')", "Sun Mar 15 10:20 AM"),
        is("DATE_FORMAT(ts, 'yyyy-MM-dd''T''HH:mm:ss.SSS')", "2026-03-15T10:20:30.456"),
        is("DATE_FORMAT(ts, '''yyyy'' yyyy')", "yyyy 2026"),
        is("DATE_FORMAT('2026-03-15 10:20:30', 'EEEE d MMMM')", "Sunday 15 March"),
        is("DATE_FORMAT('2026-3-5 1:2:3', 'yyyy-MM-dd HH:mm')", "2026-03-05 01:02"),
        is("DATE_FORMAT('2026-03-15', 'yyyy')", null),
        is("DATE_FORMAT('2023-02-29 00:00:00', 'yyyy')", null),
        is("FROM_UNIXTIME(0, 'EEEE d MMMM yyyy Z X XXX')", "Thursday 1 January 1970 +0000 Z Z"),
        is("FROM_UNIXTIME(-62135596800)", "0001-01-01 00:00:00"),
        is("FROM_UNIXTIME(253402300800)", null),
        is("FROM_UNIXTIME(9223372036854775807)", null),
        is("CAST(TIME '10:00:00' AS STRING)", "10:00:00"),
        is("CAST(TIME '10:00:00.123' AS STRING)", "10:00:00.123"),
        is("CAST(TIMESTAMP '2026-01-01 10:00:00' AS STRING)", "2026-01-01 10:00:00"),
        is("CAST(TIMESTAMP '2026-01-01 10:00:00.5' AS STRING)", "2026-01-01 10:00:00.5"),
        is("CAST(INTERVAL '-1 02:03:04.5' DAY TO SECOND AS STRING)", "-1 02:03:04.500"),
        is("CAST(INTERVAL '1-2' YEAR TO MONTH AS STRING)", "+1-02"));
  }

  static Stream<Arguments> read() {
    return Stream.of(
        is(
            "UNIX_TIMESTAMP('10/Oct/2000:13:55:36 -0700', 'dd/MMM/yyyy:HH:mm:ss Z')",
            Instant.parse("2000-10-10T20:55:36Z").getEpochSecond()),
        is("UNIX_TIMESTAMP('2000-10-10T13:55:36Z', 'yyyy-MM-dd''T''HH:mm:ssX')", 971186136L),
        is("UNIX_TIMESTAMP('2000-10-10T13:55:36+02', 'yyyy-MM-dd''T''HH:mm:ssX')", 971178936L),
        is("UNIX_TIMESTAMP('2000-10-10T13:55:36+02:30', 'yyyy-MM-dd''T''HH:mm:ssXXX')", 971177136L),
        is("UNIX_TIMESTAMP('1/2/2003 4:05 PM', 'MM/dd/yyyy hh:mm a')", 1041523500L),
        is("UNIX_TIMESTAMP('2023-02-29 00:00:00')", Long.MIN_VALUE),
        is("UNIX_TIMESTAMP('2026-01-31')", Long.MIN_VALUE),
        is("TO_TIMESTAMP('05 January 2024', 'dd MMMM yyyy')", at("2024-01-05T00:00:00Z")),
        is(
            "TO_TIMESTAMP('Friday, 5 January 2024 1:02 PM', 'EEEE, d MMMM yyyy h:mm a')",
            at("2024-01-05T13:02:00Z")),
        is("TO_TIMESTAMP('05-06', 'MM-dd')", at("1970-05-06T00:00:00Z")),
        is("TO_TIMESTAMP('2024-1-5', 'yyyy-MM-dd')", at("2024-01-05T00:00:00Z")),
        is("TO_TIMESTAMP('2024-1-5 1:2:3')", at("2024-01-05T01:02:03Z")),
        is(
            "TO_TIMESTAMP('2000-10-10T13:55:36Z', 'yyyy-MM-dd''T''HH:mm:ss[.SSS]X')",
            at("2000-10-10T13:55:36Z")),
        is(
            "TO_TIMESTAMP('2000-10-10T13:55:36.123Z', 'yyyy-MM-dd''T''HH:mm:ss[.SSS]X')",
            at("2000-10-10T13:55:36.123Z")),
        is("TO_TIMESTAMP('2024-02-30 10:00:00', 'yyyy-MM-dd HH:mm:ss')", null),
        is("TO_TIMESTAMP('2023-02-29', 'yyyy-MM-dd')", null),
        is("TO_TIMESTAMP('2024-02-29', 'yyyy-MM-dd')", at("2024-02-29T00:00:00Z")),
        is("TO_TIMESTAMP('31.04.2024', 'dd.MM.yyyy')", null),
        is("TO_TIMESTAMP('30.04.2024', 'dd.MM.yyyy')", at("2024-04-30T00:00:00Z")),
        is("TO_TIMESTAMP('2023-12-01 24:00:00')", at("2023-12-02T00:00:00Z")),
        is("TO_TIMESTAMP('2026-03-15T10:20:30')", null),
        is("TO_TIMESTAMP(words, letters)", null),
        is("TO_DATE('2023/02/29', 'yyyy/MM/dd')", null),
        is("TO_DATE('2024-13-05', 'yyyy-MM-dd')", null),
        is("TO_DATE('5.1.2024', 'dd.MM.yyyy')", day("2024-01-05")),
        is("TO_DATE('05 January 2024', 'dd MMMM yyyy')", day("2024-01-05")),
        is("TO_DATE('99-01-05', 'yy-MM-dd')", day("1999-01-05")),
        is("TO_DATE('2024-01-05T23:00:00-0700', 'yyyy-MM-dd''T''HH:mm:ssZ')", day("2024-01-06")),
        is("TO_DATE('1500-01-01', 'yyyy-MM-dd')", day("1500-01-01")),
        is("TO_DATE('2026-03')", day("2026-03-01")),
        is("TO_DATE('2023-02-29')", null),
        is("TO_DATE('0000-01-01')", null),
        is("CAST('2026-01-01T10:00:00+02:00' AS TIMESTAMP_LTZ(3))", at("2026-01-01T08:00:00Z")),
        is("CAST('2026-01-01 10:00:00.5 -0130' AS TIMESTAMP_LTZ(3))", at("2026-01-01T11:30:00.5Z")),
        is("CAST('2026-01-01 10:00:00' AS TIMESTAMP_LTZ(3))", at("2026-01-01T10:00:00Z")),
        is("TRY_CAST('2026-01-01 10:00:00+02:00' AS TIMESTAMP(3))", null),
        is("TRY_CAST('2026-01-01 10:00:00+25:00' AS TIMESTAMP_LTZ(3))", null),
        is(
            "CONVERT_TZ('1970-01-01 00:00:00', 'UTC', 'America/Los_Angeles')",
            "1969-12-31 16:00:00"),
        is("CONVERT_TZ('2026-03-29 02:30:00', 'Europe/Berlin', 'UTC')", "2026-03-29 01:30:00"),
        is("CONVERT_TZ('2026-10-25 02:30:00', 'Europe/Berlin', 'UTC')", "2026-10-25 01:30:00"),
        is("CONVERT_TZ('2026-01-01 00:00:00', 'GMT+08:00', 'UTC')", "2025-12-31 16:00:00"),
        is("CONVERT_TZ('2026-01-01 00:00:00', 'UTC', zone)", null),
        is("TO_TIMESTAMP_LTZ(n, 3)", at("2023-11-14T22:13:20Z")),
        is("TO_TIMESTAMP_LTZ(n, 0)", null),
        is("TO_TIMESTAMP_LTZ(x, 0)", 1500L),
        is("TO_TIMESTAMP_LTZ(x, 3)", 1L),
        is("TO_TIMESTAMP_LTZ(m, 0)", -1000L));
  }

  static Stream<Arguments> moved() {
    return Stream.of(
        is("TIMESTAMPADD(HOUR, 25, d)", at("2024-03-01T01:00:00Z")),
        is("TIMESTAMPADD(MINUTE, 90, d)", at("2024-02-29T01:30:00Z")),
        is("TIMESTAMPADD(SECOND, 86399, d)", at("2024-02-29T23:59:59Z")),
        is("TIMESTAMPADD(DAY, 1, d)", day("2024-03-01")),
        is("TIMESTAMPADD(WEEK, 1, d)", day("2024-03-07")),
        is("TIMESTAMPADD(YEAR, 1, d)", day("2025-02-28")),
        is("TIMESTAMPADD(HOUR, 14, t)", time("00:20:30")),
        is("d + INTERVAL '1' DAY", day("2024-03-01")),
        is("ts - INTERVAL '-1' DAY", at("2026-03-16T10:20:30.456Z")),
        is("ts - INTERVAL -'1' DAY", at("2026-03-16T10:20:30.456Z")),
        is("ts - (-INTERVAL '1' MONTH)", at("2026-04-15T10:20:30.456Z")),
        is("t + INTERVAL '1' HOUR", time("11:20:30")),
        is("t3 + INTERVAL '1.5' SECOND", time("00:00:01")),
        is("(ts - TIMESTAMP '2026-03-14 10:20:30') DAY", millis(Duration.ofMillis(86_400_456))),
        is("(d - DATE '2024-02-27') DAY TO SECOND", millis(Duration.ofDays(2))),
        is("(d - DATE '2024-01-31') MONTH", 1),
        is("(z - z) SECOND", 0L),
        is("TIMESTAMPDIFF(DAY, past, ts)", 20527),
        is("TIMESTAMPDIFF(WEEK, DATE '2024-01-01', d)", 8),
        is("TIMESTAMPDIFF(QUARTER, DATE '2024-02-29', DATE '2023-08-28')", -2),
        is(
            "TIMESTAMPDIFF(MONTH, TIMESTAMP '2024-02-29 10:00:00', TIMESTAMP '2024-01-31"
                + " 10:00:00')",
            -1),
        is(
            "TIMESTAMPDIFF(YEAR, TIMESTAMP '2024-02-29 10:00:00', TIMESTAMP '2025-02-28"
                + " 10:00:00')",
            1),
        is(
            "(TIME '02:55:00', INTERVAL '1' HOUR) OVERLAPS (TIME '03:30:00', INTERVAL '2' HOUR)",
            true),
        is(
            "(TIME '09:00:00', TIME '10:00:00') OVERLAPS (TIME '10:15:00', INTERVAL '3' HOUR)",
            false),
        is("(d, DATE '2024-02-20') OVERLAPS (DATE '2024-02-29', DATE '2024-03-02')", true),
        is("(ts, INTERVAL '1' HOUR) OVERLAPS (ts, CAST(NULL AS TIMESTAMP(3)))", null),
        is("TIMESTAMPDIFF(DAY, NULL, ts)", null),
        is("TIMESTAMPADD(DAY, NULL, ts)", null));
  }

  static Stream<Arguments> parts() {
    return Stream.of(
        is("EXTRACT(MILLISECOND FROM ts)", 456L),
        is("EXTRACT(MICROSECOND FROM ts)", 456_000L),
        is("EXTRACT(NANOSECOND FROM ts)", 456_000_000L),
        is("EXTRACT(EPOCH FROM ts)", 1_773_570_030L),
        is("EXTRACT(DECADE FROM ts)", 202L),
        is("EXTRACT(CENTURY FROM ts)", 21L),
        is("EXTRACT(MILLENNIUM FROM ts)", 3L),
        is("EXTRACT(DAY FROM past)", 31L),
        is("EXTRACT(HOUR FROM past)", 23L),
        is("EXTRACT(MILLISECOND FROM t3)", 500L),
        is("EXTRACT(HOUR FROM t)", 10L),
        is("EXTRACT(HOUR FROM INTERVAL '-2 3' DAY TO HOUR)", -3L),
        is("EXTRACT(MONTH FROM INTERVAL '1-2' YEAR TO MONTH)", 2L),
        is("FLOOR(ts TO DECADE)", at("2020-01-01T00:00:00Z")),
        is("FLOOR(ts TO CENTURY)", at("2001-01-01T00:00:00Z")),
        is("FLOOR(FLOOR(ts TO CENTURY) TO MINUTE)", at("2001-01-01T00:00:00Z")),
        is("FLOOR(FLOOR(ts TO MINUTE) TO CENTURY)", at("2001-01-01T00:00:00Z")),
        is("CEIL(ts TO MILLENNIUM)", at("3001-01-01T00:00:00Z")),
        is("FLOOR(past TO DAY)", at("1969-12-31T00:00:00Z")),
        is("FLOOR(past TO WEEK)", at("1969-12-28T00:00:00Z")),
        is("CEIL(d TO MONTH)", day("2024-03-01")),
        is("FLOOR(t TO MINUTE)", time("10:20:00")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"written", "read", "moved", "parts"})
  void givesWhatFlinkGives(String expression, @Nullable Object expected) {
    Expression typed = SQL.typed(expression);
    assertThat(SQL.value(typed, ROW)).isEqualTo(expected);
    Expression simple = SQL.expressions().simplify(typed);
    assertThat(SQL.value(simple, ROW)).as("simplified").isEqualTo(expected);
    assertThat(simple.type()).isEqualTo(typed.type());
    if (expected == null) {
      assertThat(typed.type().nullable()).isTrue();
    }
  }

  @Test
  void aDateAndHoursAreATimestamp() {
    assertThat(SQL.typed("TIMESTAMPADD(HOUR, 1, d)").type()).hasToString("TIMESTAMP(3)");
    assertThat(SQL.typed("TIMESTAMPADD(DAY, 1, d)").type()).hasToString("DATE");
    assertThat(SQL.typed("TIMESTAMP '2026-01-01 00:00:00'").type())
        .hasToString("TIMESTAMP(0) NOT NULL");
  }

  @Test
  void arithmeticGoesOnBeyondTheYears() {
    @Nullable Object[] last = ROW.clone();
    last[0] = at("9999-12-31T23:59:59.999Z");
    assertThat(SQL.value("ts + INTERVAL '1' DAY", last))
        .isEqualTo(at("9999-12-31T23:59:59.999Z") + 86_400_000L);
    assertThat(SQL.value("EXTRACT(YEAR FROM TIMESTAMPADD(YEAR, 1, ts))", last)).isEqualTo(10_000L);
  }

  @Test
  void aPatternOfTheRowFailsItsRow() {
    assertThatThrownBy(() -> SQL.value("DATE_FORMAT(ts, letters)", ROW))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("`DATE_FORMAT(ts, letters)` failed: ");
  }
}
