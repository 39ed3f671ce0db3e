// SPDX-License-Identifier: Apache-2.0
package dev.drey.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Flink's planner has against a query, in its words, and where in the query. */
public final class SqlException extends Exception {
  private static final long serialVersionUID = 1;

  private static final Pattern RANGE =
      Pattern.compile(
          "(?:[Ff]rom|[Aa]t) line (\\d+), column (\\d+)(?: to line (\\d+), column (\\d+))?:? ?");
  private static final Pattern SINK =
      Pattern.compile("Table sink '\\*anonymous_datastream_sink\\$\\d+\\*'");
  private static final Pattern STAGE =
      Pattern.compile("^SQL (?:parse|validation) failed\\.\\s*|^[a-z.]+\\.[A-Z]\\w*Exception: ");

  /** What goes before the planner's own reason. */
  private static final String RULE = "Error while applying rule";

  private final int[] range;

  private SqlException(String message, int[] range, Throwable cause) {
    super(message, cause);
    this.range = range;
  }

  /**
   * @param failure of the planner, whatever it is
   */
  public static SqlException of(Throwable failure) {
    Throwable told = failure;
    while (told.getCause() != null
        && (told.getMessage() == null || told.getMessage().startsWith(RULE))) {
      told = told.getCause();
    }
    String message = String.valueOf(told.getMessage());
    if (told.getMessage() == null) {
      message = "the planner fails with " + told.getClass().getSimpleName();
    }
    Matcher place = RANGE.matcher(message);
    int[] range = {};
    if (place.find()) {
      int line = Integer.parseInt(place.group(1));
      int column = Integer.parseInt(place.group(2));
      boolean isRange = place.group(3) != null;
      range =
          new int[] {
            line,
            column,
            isRange ? Integer.parseInt(place.group(3)) : line,
            isRange ? Integer.parseInt(place.group(4)) : column
          };
    }
    return new SqlException(words(message), range, failure);
  }

  /** The first line, without what names a place or an object that nobody wrote. */
  private static String words(String message) {
    String line = STAGE.matcher(message.strip()).replaceFirst("").split("[\r\n]", 2)[0];
    String words = SINK.matcher(RANGE.matcher(line).replaceAll("")).replaceAll("the stream");
    words = words.strip();
    while (words.endsWith(".") || words.endsWith(":") || words.endsWith(",")) {
      words = words.substring(0, words.length() - 1).strip();
    }
    return words;
  }

  /** In words, without a full stop. */
  public String words() {
    return String.valueOf(getMessage());
  }

  /** Whether it says where. */
  public boolean hasPlace() {
    return range.length > 0;
  }

  /** The position in a query of the first character that is meant. */
  public int from(String query) {
    return position(query, range[0], range[1]);
  }

  /** The position behind the last character that is meant. */
  public int to(String query) {
    return position(query, range[2], range[3]) + 1;
  }

  /** Lines and columns count from 1; lines end as Flink's parser ends them. */
  private static int position(String text, int line, int column) {
    int start = 0;
    for (int at = 0, lines = 1; lines < line && at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n' || (c == '\r' && !text.startsWith("\r\n", at))) {
        lines++;
        start = at + 1;
      }
    }
    return Math.min(start + column - 1, text.length());
  }
}
