// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The event time of the row that a reader gave last, so that it is not computed again where the row
 * is emitted. A task gets the reader and what emits its rows in one piece, so both have the same
 * one of these. Where another thread emits the rows, it knows nothing.
 */
public final class ReadTime implements Serializable {
  private static final long serialVersionUID = 1;

  // Written by the reader's thread alone: no other one looks at more than the thread.
  private transient @Nullable Thread thread;
  private transient Object @Nullable [] row;
  private transient @Nullable Long time;

  void set(Object[] readRow, @Nullable Long itsTime) {
    thread = Thread.currentThread();
    row = readRow;
    time = itsTime;
  }

  /** The same row in another form. */
  void move(Object[] from, Object[] to) {
    if (row == from) {
      row = to;
    }
  }

  /** Null for a row that is not the last one that this thread has read. */
  public @Nullable Long of(Object[] emitted) {
    return thread == Thread.currentThread() && row == emitted ? time : null;
  }
}
