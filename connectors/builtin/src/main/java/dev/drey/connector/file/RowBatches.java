// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.ConnectorException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.jspecify.annotations.Nullable;

/** The rows of one file, in batches; each with the position behind it. */
final class RowBatches implements BulkFormat.Reader<Object[]> {
  private static final int BATCH_ROWS = 512;
  private static final int BATCH_BYTES = 1 << 20;

  private final FileRows rows;
  private boolean failed;

  RowBatches(FileRows rows) {
    this.rows = rows;
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
    while (batch.size() < BATCH_ROWS && bytes < BATCH_BYTES) {
      if (!rows.advance()) {
        return false;
      }
      bytes += rows.length();
      Object[] row = rows.row();
      if (row != null) {
        batch.add(new RecordAndPosition<>(row, rows.offset(), rows.taken()));
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    rows.close();
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
