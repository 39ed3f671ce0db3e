// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.connector.Unanswered;
import java.io.Serializable;

/** When rows meet what all subtasks hold, and what becomes of one that belongs to nothing. */
public final class BroadcastRules implements Serializable {
  private static final long serialVersionUID = 1;

  /** When a row is looked at. */
  public enum Waiting {
    /** When it comes. */
    NOT,
    /** When all that is held has come. */
    TO_THE_END,
    /** When the time of what is held has reached its own; it sees what held then. */
    BY_TIME
  }

  private final String stream;
  private final int columns;
  private final Waiting waiting;
  private final Unanswered onMissing;

  /**
   * @param columns how many a row has that is looked at
   * @param onMissing KEEP, DROP or ASIDE
   */
  public BroadcastRules(String stream, int columns, Waiting waiting, Unanswered onMissing) {
    this.stream = stream;
    this.columns = columns;
    this.waiting = waiting;
    this.onMissing = onMissing;
  }

  String stream() {
    return stream;
  }

  int columns() {
    return columns;
  }

  Waiting waiting() {
    return waiting;
  }

  Unanswered onMissing() {
    return onMissing;
  }
}
