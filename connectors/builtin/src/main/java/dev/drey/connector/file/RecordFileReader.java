// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.RecordMetadata;
import dev.drey.connector.RecordReader;
import dev.drey.format.BadRecordException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file of records, of which each has one, or, where the format says so, any number. A
 * place is where a record begins, and how many of its rows have been taken.
 */
final class RecordFileReader implements FileRows, RecordMetadata {
  private final String path;
  private final RecordCutter cutter;
  private final RecordReader reader;
  private final boolean several;

  /** The rows of the record that are still to be taken; of a format with one for each none. */
  private final Deque<Object[]> rest = new ArrayDeque<>();

  private long start;
  private long taken;

  RecordFileReader(String path, RecordCutter cutter, RecordReader reader) {
    this.path = path;
    this.cutter = cutter;
    this.reader = reader;
    this.several = reader.hasSeveralRows();
  }

  /** Local files as the user knows them, without {@code file:}. */
  static String displayPath(Path path) {
    String scheme = path.toUri().getScheme();
    return scheme == null || scheme.equals("file") ? path.getPath() : path.toString();
  }

  /** The decoder sees the first record that is passed over, for it may be a header. */
  @Override
  public void skipTo(long offset, long rowsTaken) throws IOException {
    boolean first = true;
    while (cutter.position() < offset && cutter.advance()) {
      if (first) {
        first = false;
        glance();
      }
    }
    if (rowsTaken > 0 && advance()) {
      while (taken < rowsTaken && !rest.isEmpty()) {
        row();
      }
    }
  }

  @Override
  public boolean advance() throws IOException {
    if (!rest.isEmpty()) {
      return true;
    }
    start = cutter.position();
    taken = 0;
    if (!cutter.advance()) {
      return false;
    }
    if (several) {
      readAll();
    }
    return true;
  }

  @Override
  public Object @Nullable [] row() {
    if (several) {
      taken++;
      return rest.poll();
    }
    try {
      return isLong()
          ? rejectLong()
          : reader.read(cutter.bytes(), cutter.offset(), cutter.length(), this);
    } catch (BadRecordException e) {
      throw stop(e);
    }
  }

  private void readAll() {
    try {
      if (isLong()) {
        Object[] bad = rejectLong();
        if (bad != null) {
          rest.add(bad);
        }
      } else {
        reader.readAll(cutter.bytes(), cutter.offset(), cutter.length(), this, rest::add);
      }
    } catch (BadRecordException e) {
      throw stop(e);
    }
  }

  private static ConnectorException stop(BadRecordException bad) {
    return new ConnectorException(String.valueOf(bad.getMessage()), bad);
  }

  @Override
  public Object @Nullable [] glance() {
    return isLong() ? null : reader.glance(cutter.bytes(), cutter.offset(), cutter.length(), this);
  }

  @Override
  public long offset() {
    return rest.isEmpty() ? cutter.position() : start;
  }

  @Override
  public long taken() {
    return rest.isEmpty() ? 0 : taken;
  }

  @Override
  public int length() {
    return cutter.length();
  }

  private boolean isLong() {
    return cutter.wholeLength() > cutter.length();
  }

  private Object @Nullable [] rejectLong() throws BadRecordException {
    int from = cutter.offset();
    return reader.reject(
        "the record has "
            + cutter.wholeLength()
            + " bytes, more than the "
            + RecordCutter.LONGEST_RECORD_BYTES
            + " that one may have; of its bytes the first "
            + cutter.length()
            + " are kept",
        Arrays.copyOfRange(cutter.bytes(), from, from + cutter.length()),
        this);
  }

  @Override
  public Object value(String key) {
    switch (key) {
      case "path":
        return path;
      case "line":
        return cutter.line();
      default:
        throw new IllegalArgumentException(key);
    }
  }

  @Override
  public void close() throws IOException {
    cutter.close();
  }
}
