// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.row.BadRecord;
import java.io.IOException;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** One file of several that are read in turns, with its place among them in time. */
final class FileTurn {
  /** A file without a good one among so many first records is read before all others. */
  private static final int GLANCES = 1000;

  private final OrderedFile file;
  private final TimestampAssigner<Object[]> times;
  private final FileOpener opener;
  private final RowClock clock;
  private @Nullable FileRows reader;
  private boolean firstSeen;
  private boolean anyRow;
  private long time;

  FileTurn(OrderedFile file, TimestampAssigner<Object[]> times, FileOpener opener, RowClock clock) {
    this.file = file;
    this.times = times;
    this.opener = opener;
    this.clock = clock;
    this.anyRow = !file.isUnread();
    clock.reach(file.watermark());
  }

  String path() {
    return file.path();
  }

  /** What its rows have brought time to; of an unread file what the first will. */
  long watermark() {
    return clock.watermark();
  }

  /**
   * Looks at the first good record of an unread file and closes it again: a file that begins when
   * others end need not be open with them, and holds time back all the same.
   */
  void glance() throws IOException {
    if (!file.isUnread()) {
      return;
    }
    FileRows first = opener.open(new Path(file.path()));
    try {
      for (int i = 0; i < GLANCES && !firstSeen && first.advance(); i++) {
        Object[] row = first.glance();
        if (row != null) {
          clock.see(row, times.extractTimestamp(row, TimestampAssigner.NO_TIMESTAMP));
          firstSeen = true;
        }
      }
    } finally {
      first.close();
    }
  }

  /** Goes to the next record; false at the end of the file, which is closed then. */
  boolean advance() throws IOException {
    FileRows open = reader;
    if (open == null) {
      open = opener.open(new Path(file.path()));
      open.skipTo(file.position(), file.taken());
      reader = open;
    }
    if (open.advance()) {
      return true;
    }
    close();
    return false;
  }

  /** The record's row, or null where it has none. */
  Object @Nullable [] row() {
    Object[] row = open().row();
    boolean good = row != null && !BadRecord.isBad(row);
    time = TimestampAssigner.NO_TIMESTAMP;
    if (row != null && good) {
      time = times.extractTimestamp(row, TimestampAssigner.NO_TIMESTAMP);
      if (!firstSeen) {
        clock.see(row, time);
      }
      firstSeen = false;
      anyRow |= time != TimestampAssigner.NO_TIMESTAMP;
    }
    return row;
  }

  /** Whether a row with a time has come of it. */
  boolean hasBegun() {
    return anyRow;
  }

  /** The row's. */
  long time() {
    return time;
  }

  /** The place behind the row, as {@link FileRows} has it. */
  long position() {
    return open().offset();
  }

  long taken() {
    return open().taken();
  }

  /** Of the record, in bytes. */
  int length() {
    return open().length();
  }

  private FileRows open() {
    if (reader == null) {
      throw new IllegalStateException("advance() comes first");
    }
    return reader;
  }

  void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
