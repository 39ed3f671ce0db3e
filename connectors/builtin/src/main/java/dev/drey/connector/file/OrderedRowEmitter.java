// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;

/**
 * Emits rows with their times, and watermarks among them.
 *
 * <p>Law: a row meets the watermark that the rows before it have reached, as far as it can tell.
 * Only a row that is not later than that watermark by more than a millisecond can: any window that
 * the watermark closes ends before a later one. So a watermark may wait for such a row, and it
 * does, for a while: there would be as many watermarks as rows otherwise, each sent to every
 * subtask.
 */
final class OrderedRowEmitter
    implements RecordEmitter<TimedRow, Object[], OrderedRowEmitter.Progress> {
  private static final int ROWS_BETWEEN = 256;

  private long reached = OrderedFile.NO_WATERMARK;
  private long emitted = OrderedFile.NO_WATERMARK;
  private final int rowsBetween;
  private int rows;

  /**
   * @param each whether no watermark waits
   */
  OrderedRowEmitter(boolean each) {
    this.rowsBetween = each ? 1 : ROWS_BETWEEN;
  }

  /** How far the rows of a file that went out are. */
  static final class Progress {
    private final String path;
    private long position;
    private long taken;
    private long watermark;

    Progress(OrderedFile file) {
      this.path = file.path();
      this.position = file.position();
      this.taken = file.taken();
      this.watermark = file.watermark();
    }

    OrderedFile toSplit(long atLeast) {
      return new OrderedFile(path, position, taken, Math.max(watermark, atLeast));
    }
  }

  @Override
  public void emitRecord(TimedRow next, SourceOutput<Object[]> output, Progress progress) {
    boolean timed = next.time != TimestampAssigner.NO_TIMESTAMP;
    reached = Math.max(reached, next.before);
    if (timed && next.time - 1 <= reached) {
      emitWatermark(output);
    }
    if (timed) {
      output.collect(next.row, next.time);
    } else {
      output.collect(next.row);
    }
    reached = Math.max(reached, next.after);
    rows++;
    if (rows == rowsBetween) {
      emitWatermark(output);
    }
    progress.position = next.position;
    progress.taken = next.taken;
    progress.watermark = next.fileWatermark;
  }

  private void emitWatermark(SourceOutput<Object[]> output) {
    rows = 0;
    if (reached > emitted) {
      emitted = reached;
      output.emitWatermark(new Watermark(reached));
    }
  }

  /** What the source has reached. */
  long reached() {
    return reached;
  }
}
