// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

/** A row on its way from a file to the source's output. Times in milliseconds. */
final class TimedRow {
  final Object[] row;

  /** Least of all for a bad record, which has none. */
  final long time;

  /** The place behind it, as {@link FileRows} has it. */
  final long position;

  final long taken;

  /** What the file's rows have reached with this one. */
  final long fileWatermark;

  /** What the source has reached before this one. */
  final long before;

  /** What the source has reached with this one. */
  final long after;

  TimedRow(
      Object[] row,
      long time,
      long position,
      long taken,
      long fileWatermark,
      long before,
      long after) {
    this.row = row;
    this.time = time;
    this.position = position;
    this.taken = taken;
    this.fileWatermark = fileWatermark;
    this.before = before;
    this.after = after;
  }
}
