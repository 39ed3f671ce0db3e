// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.type;

import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The two kinds of intervals: of milliseconds and of months. */
public final class Intervals {
  public static final SqlIntervalQualifier MILLIS =
      new SqlIntervalQualifier(TimeUnit.DAY, 9, TimeUnit.SECOND, 3, SqlParserPos.ZERO);
  public static final SqlIntervalQualifier MONTHS =
      new SqlIntervalQualifier(TimeUnit.YEAR, 9, TimeUnit.MONTH, -1, SqlParserPos.ZERO);

  private Intervals() {}

  /** How an interval of these units is written. */
  public static String example(SqlIntervalQualifier qualifier) {
    TimeUnit from = qualifier.getStartUnit();
    TimeUnit to = qualifier.getUnit();
    List<TimeUnit> units =
        qualifier.isYearMonth()
            ? List.of(TimeUnit.YEAR, TimeUnit.MONTH)
            : List.of(TimeUnit.DAY, TimeUnit.HOUR, TimeUnit.MINUTE, TimeUnit.SECOND);
    int first = units.indexOf(from);
    int last = units.indexOf(to);
    if (first < 0 || last <= first) {
      return "INTERVAL '5' " + from;
    }
    List<String> parts =
        qualifier.isYearMonth() ? List.of("1", "-2") : List.of("1", " 02", ":03", ":04");
    StringBuilder text = new StringBuilder();
    for (int i = first; i <= last; i++) {
      text.append(i == first ? parts.get(i).substring(i == 0 ? 0 : 1) : parts.get(i));
    }
    return "INTERVAL '" + text + "' " + from + " TO " + to;
  }
}
