package dev.drey.expression.function;

import dev.drey.expression.runtime.DatePatterns;
import dev.drey.expression.runtime.Times;
import dev.drey.function.FunctionDescriptor.Example;
import dev.drey.function.FunctionDescriptor.Group;
import java.util.List;

/** Functions over dates and times. The zone is UTC. */
final class TimeFunctionList {
  private TimeFunctionList() {}

  private static RuntimeFunction patterned(String name, String doc, String example, String result) {
    return RuntimeFunction.of(
        name, Group.TIME, DatePatterns.class, doc, Example.of(example, result));
  }

  static List<RuntimeFunction> all() {
    return List.of(
        patterned(
                "DATE_FORMAT",
                "The time as text by a pattern such as `yyyy-MM-dd HH:mm`, in English; a text is"
                    + " first read as `yyyy-MM-dd HH:mm:ss`, NULL where it is none.",
                "DATE_FORMAT(TIMESTAMP '2026-01-31 10:15:00', 'EEEE, d MMMM yyyy')",
                "'Saturday, 31 January 2026'")
            .strict("TIME POINT, STRING -> STRING", "dateFormat")
            .strict("STRING, STRING -> STRING NULL", "dateFormatOfText"),
        patterned(
                "TO_TIMESTAMP",
                "The TIMESTAMP that a text means, by a pattern or as `2026-01-31 10:15:00`; NULL"
                    + " where it cannot be read or the day does not exist.",
                "TO_TIMESTAMP('31.01.2026 10:15', 'dd.MM.yyyy HH:mm')",
                "TIMESTAMP '2026-01-31 10:15:00'")
            .strict("STRING -> TIMESTAMP(3) NULL", "toTimestamp")
            .strict("STRING, STRING -> TIMESTAMP(3) NULL", "toTimestamp"),
        RuntimeFunction.of(
                "TO_TIMESTAMP_LTZ",
                Group.TIME,
                Times.class,
                "The instant so many seconds (0) or milliseconds (3) after 1970; NULL outside of"
                    + " the years 1 to 9999.",
                Example.of(
                    "TO_TIMESTAMP_LTZ(1769854500, 0)",
                    "CAST('2026-01-31 10:15:00' AS TIMESTAMP_LTZ(3))"))
            .strict("BIGINT, INT -> TIMESTAMP_LTZ(3) NULL", "toTimestampLtz")
            .strict("DECIMAL, INT -> TIMESTAMP_LTZ(3) NULL", "toTimestampLtz")
            .strict("DOUBLE, INT -> TIMESTAMP_LTZ(3) NULL", "toTimestampLtz"),
        patterned(
                "TO_DATE",
                "The DATE that a text means, by a pattern or as `2026-01-31`; NULL where it cannot"
                    + " be read or the day does not exist.",
                "TO_DATE('31.01.2026', 'dd.MM.yyyy')",
                "DATE '2026-01-31'")
            .strict("STRING -> DATE NULL", "toDate")
            .strict("STRING, STRING -> DATE NULL", "toDate"),
        patterned(
                "FROM_UNIXTIME",
                "The time so many seconds after 1970 as text, in UTC, by a pattern or as"
                    + " `2026-01-31 10:15:00`; NULL outside of the years 1 to 9999.",
                "FROM_UNIXTIME(1769854500)",
                "'2026-01-31 10:15:00'")
            .strict("BIGINT -> STRING NULL", "fromUnixtime")
            .strict("BIGINT, STRING -> STRING NULL", "fromUnixtime"),
        patterned(
                "UNIX_TIMESTAMP",
                "The seconds from 1970 to a time given as text, by a pattern or as"
                    + " `2026-01-31 10:15:00`, in UTC where the text has no offset;"
                    + " -9223372036854775808 where it cannot be read.",
                "UNIX_TIMESTAMP('10/Oct/2000:13:55:36 -0700', 'dd/MMM/yyyy:HH:mm:ss Z')",
                "CAST(971211336 AS BIGINT)")
            .strict("STRING -> BIGINT", "unixTimestamp")
            .strict("STRING, STRING -> BIGINT", "unixTimestamp"),
        patterned(
                "CONVERT_TZ",
                "A time given as text, `2026-01-31 10:15:00`, on the clock of one zone, as the"
                    + " clock of another shows it; NULL where the text cannot be read or there is"
                    + " no such zone.",
                "CONVERT_TZ('1970-01-01 00:00:00', 'UTC', 'America/Los_Angeles')",
                "'1969-12-31 16:00:00'")
            .strict("STRING, STRING, STRING -> STRING NULL", "convertTz"));
  }
}
