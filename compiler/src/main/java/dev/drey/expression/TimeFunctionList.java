package dev.drey.expression;

import dev.drey.expression.FunctionDescriptor.Example;
import dev.drey.expression.FunctionDescriptor.Group;
import dev.drey.expression.runtime.Times;
import java.util.List;

/** Functions over dates and times. The zone is UTC. */
final class TimeFunctionList {
  private TimeFunctionList() {}

  private static RuntimeFunction time(String name, String doc, String example, String result) {
    return RuntimeFunction.of(name, Group.TIME, Times.class, doc, Example.of(example, result));
  }

  static List<RuntimeFunction> all() {
    return List.of(
        time(
                "DATE_FORMAT",
                "The time as text by a pattern such as `yyyy-MM-dd HH:mm`.",
                "DATE_FORMAT(TIMESTAMP '2026-01-31 10:15:00', 'yyyy/MM/dd HH:mm')",
                "'2026/01/31 10:15'")
            .strict("TIME POINT, STRING -> STRING", "dateFormat")
            .strict("STRING, STRING -> STRING NULL", "dateFormatOfText"),
        time(
                "TO_TIMESTAMP",
                "The TIMESTAMP that a text means, by a pattern or as `2026-01-31 10:15:00`; NULL where it cannot be read.",
                "TO_TIMESTAMP('31.01.2026 10:15', 'dd.MM.yyyy HH:mm')",
                "TIMESTAMP '2026-01-31 10:15:00'")
            .strict("STRING -> TIMESTAMP(3) NULL", "toTimestamp")
            .strict("STRING, STRING -> TIMESTAMP(3) NULL", "toTimestamp"),
        time(
                "TO_TIMESTAMP_LTZ",
                "The instant so many seconds (0) or milliseconds (3) after 1970.",
                "TO_TIMESTAMP_LTZ(1769854500, 0)",
                "CAST('2026-01-31 10:15:00' AS TIMESTAMP_LTZ(3))")
            .strict("BIGINT, INT -> TIMESTAMP_LTZ(3)", "toTimestampLtz"),
        time(
                "TO_DATE",
                "The DATE that a text means, by a pattern or as `2026-01-31`; NULL where it cannot be read.",
                "TO_DATE('31.01.2026', 'dd.MM.yyyy')",
                "DATE '2026-01-31'")
            .strict("STRING -> DATE NULL", "toDate")
            .strict("STRING, STRING -> DATE NULL", "toDate"),
        time(
                "FROM_UNIXTIME",
                "The time so many seconds after 1970 as text, by a pattern or as `2026-01-31 10:15:00`.",
                "FROM_UNIXTIME(1769854500)",
                "'2026-01-31 10:15:00'")
            .strict("BIGINT -> STRING", "fromUnixtime")
            .strict("BIGINT, STRING -> STRING", "fromUnixtime"),
        time(
                "UNIX_TIMESTAMP",
                "The seconds from 1970 to a time given as text.",
                "UNIX_TIMESTAMP('2026-01-31 10:15:00')",
                "CAST(1769854500 AS BIGINT)")
            .strict("STRING -> BIGINT", "unixTimestamp")
            .strict("STRING, STRING -> BIGINT", "unixTimestamp"));
  }
}
