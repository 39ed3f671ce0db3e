package dev.drey.connector.file;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.RecordMetadata;
import dev.drey.connector.RecordReader;
import dev.drey.format.BadRecordException;
import java.io.IOException;
import java.util.ArrayList;
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
        readRecord();
      }
    }
  }

  @Override
  public BulkFormat.@Nullable RecordIterator<Object[]> readBatch() throws IOException {
    List<RecordAndPosition<Object[]>> batch = new ArrayList<>();
    int bytes = 0;
    boolean more = true;
    while (batch.size() < BATCH_RECORDS && bytes < BATCH_BYTES && (more = cutter.advance())) {
      bytes += cutter.length();
      Object[] row = readRecord();
      if (row != null) {
        batch.add(new RecordAndPosition<>(row, cutter.position(), 0));
      }
    }
    return batch.isEmpty() && !more ? null : new Batch(batch);
  }

  private Object @Nullable [] readRecord() {
    try {
      return reader.read(cutter.bytes(), cutter.offset(), cutter.length(), this);
    } catch (BadRecordException e) {
      throw new ConnectorException(String.valueOf(e.getMessage()), e);
    }
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

  private static final class Batch implements BulkFormat.RecordIterator<Object[]> {
    private final List<RecordAndPosition<Object[]>> records;
    private int next;

    Batch(List<RecordAndPosition<Object[]>> records) {
      this.records = records;
    }

    @Override
    public @Nullable RecordAndPosition<Object[]> next() {
      return next < records.size() ? records.get(next++) : null;
    }

    @Override
    public void releaseBatch() {}
  }
}
