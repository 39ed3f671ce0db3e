// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.RecordMetadata;
import dev.drey.connector.RecordReader;
import dev.drey.format.BadRecordException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** The rows of one file, in batches; each with the position behind its record. */
final class RecordFileReader implements BulkFormat.Reader<Object[]>, RecordMetadata {
  private static final int BATCH_RECORDS = 512;
  private static final int BATCH_BYTES = 1 << 20;

  private final String path;
  private final RecordCutter cutter;
  private final RecordReader reader;
  private boolean failed;

  RecordFileReader(String path, RecordCutter cutter, RecordReader reader) {
    this.path = path;
    this.cutter = cutter;
    this.reader = reader;
  }

  /** Local files as the user knows them, without {@code file:}. */
  static String displayPath(Path path) {
    String scheme = path.toUri().getScheme();
    return scheme == null || scheme.equals("file") ? path.getPath() : path.toString();
  }

  /**
   * Passes over the records up to a position; the decoder sees the first, for it may be a header.
   */
  void skipTo(long position) throws IOException {
    boolean first = true;
    while (cutter.position() < position && cutter.advance()) {
      if (first) {
        first = false;
        glance();
      }
    }
  }

  /** Goes to the next record; false at the end of the file. */
  boolean advance() throws IOException {
    return cutter.advance();
  }

  /** The record's row, or null where it has none. */
  Object @Nullable [] row() {
    return readRecord();
  }

  /** As {@link #row}, for a look before the record's turn. */
  Object @Nullable [] glance() {
    return cutter.wholeLength() > cutter.length()
        ? null
        : reader.glance(cutter.bytes(), cutter.offset(), cutter.length(), this);
  }

  /** Behind the record. */
  long position() {
    return cutter.position();
  }

  /** Of the record, in bytes. */
  int length() {
    return cutter.length();
  }

  @Override
  public BulkFormat.@Nullable RecordIterator<Object[]> readBatch() throws IOException {
    if (failed) {
      return null;
    }
    List<RecordAndPosition<Object[]>> batch = new ArrayList<>();
    try {
      boolean more = fill(batch);
      return batch.isEmpty() && !more ? null : new Batch(batch, null);
    } catch (ConnectorException e) {
      failed = true;
      return new Batch(batch, e);
    }
  }

  private boolean fill(List<RecordAndPosition<Object[]>> batch) throws IOException {
    int bytes = 0;
    while (batch.size() < BATCH_RECORDS && bytes < BATCH_BYTES) {
      if (!cutter.advance()) {
        return false;
      }
      bytes += cutter.length();
      Object[] row = readRecord();
      if (row != null) {
        batch.add(new RecordAndPosition<>(row, cutter.position(), 0));
      }
    }
    return true;
  }

  private Object @Nullable [] readRecord() {
    try {
      if (cutter.wholeLength() > cutter.length()) {
        return rejectLong();
      }
      return reader.read(cutter.bytes(), cutter.offset(), cutter.length(), this);
    } catch (BadRecordException e) {
      throw new ConnectorException(String.valueOf(e.getMessage()), e);
    }
  }

  private Object @Nullable [] rejectLong() throws BadRecordException {
    int start = cutter.offset();
    return reader.reject(
        "the record has "
            + cutter.wholeLength()
            + " bytes, more than the "
            + RecordCutter.LONGEST_RECORD_BYTES
            + " that one may have; of its bytes the first "
            + cutter.length()
            + " are kept",
        Arrays.copyOfRange(cutter.bytes(), start, start + cutter.length()),
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

  /**
   * Rows, and behind them what stops the job: thrown where the rows are taken, so that those before
   * it have gone out.
   */
  private static final class Batch implements BulkFormat.RecordIterator<Object[]> {
    private final List<RecordAndPosition<Object[]>> records;
    private final @Nullable ConnectorException failure;
    private int next;

    Batch(List<RecordAndPosition<Object[]>> records, @Nullable ConnectorException failure) {
      this.records = records;
      this.failure = failure;
    }

    @Override
    public @Nullable RecordAndPosition<Object[]> next() {
      if (next < records.size()) {
        return records.get(next++);
      }
      if (failure != null) {
        throw failure;
      }
      return null;
    }

    @Override
    public void releaseBatch() {}
  }
}
