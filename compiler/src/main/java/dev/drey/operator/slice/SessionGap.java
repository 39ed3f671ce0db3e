// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import dev.drey.operator.StreamException;
import java.io.Serializable;

/** How long after a row its session ends if no other comes: the same for all, or a column of it. */
public final class SessionGap implements Serializable {
  private static final long serialVersionUID = 1;

  private final String stream;
  private final long millis;
  private final int column;

  private SessionGap(String stream, long millis, int column) {
    this.stream = stream;
    this.millis = millis;
    this.column = column;
  }

  public static SessionGap of(long millis) {
    return new SessionGap("", millis, -1);
  }

  /**
   * @param stream that is named where a row has no gap
   * @param column of milliseconds
   */
  public static SessionGap ofColumn(String stream, int column) {
    return new SessionGap(stream, 0, column);
  }

  long of(Object[] row) {
    if (column < 0) {
      return millis;
    }
    Long gap = (Long) row[column];
    if (gap == null || gap <= 0) {
      throw new StreamException(
          stream,
          new IllegalArgumentException(
              gap == null
                  ? "the gap of a session is NULL"
                  : "the gap of a session is "
                      + gap
                      + " milliseconds, and has to be longer than 0"));
    }
    return gap;
  }
}
