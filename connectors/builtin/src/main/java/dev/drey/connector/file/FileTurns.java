// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.ConnectorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.metrics.MetricGroup;

/**
 * Reads files in one order that depends on what is in them alone.
 *
 * <p>Law: by time, the next record is that of the file whose own watermark is lowest, of several
 * the first by path, and the source's watermark is the lowest of its unfinished files'. So no row
 * is late that is not late in its own file. By name, files follow each other in the order of their
 * paths with one watermark through all, and each must begin later than the watermark that those
 * before it have reached.
 */
final class FileTurns implements SplitReader<TimedRow, OrderedFile> {
  private static final int BATCH_ROWS = 512;
  private static final int BATCH_BYTES = 1 << 20;

  private final String source;
  private final boolean byName;
  private final WatermarkStrategy<Object[]> strategy;
  private final MetricGroup metrics;
  private final TimestampAssigner<Object[]> times;
  private final FileOpener opener;
  private final RowClock common;
  private final PriorityQueue<FileTurn> turns;
  private long reached = OrderedFile.NO_WATERMARK;
  private boolean failed;

  FileTurns(
      String source,
      boolean byName,
      FileOpener opener,
      WatermarkStrategy<Object[]> strategy,
      MetricGroup metrics) {
    this.source = source;
    this.byName = byName;
    this.strategy = strategy;
    this.metrics = metrics;
    this.times = strategy.createTimestampAssigner(() -> metrics);
    this.opener = opener;
    this.common = clock();
    Comparator<FileTurn> byPath = Comparator.comparing(FileTurn::path);
    this.turns =
        new PriorityQueue<>(
            byName ? byPath : Comparator.comparingLong(FileTurn::watermark).thenComparing(byPath));
  }

  private RowClock clock() {
    return new RowClock(strategy.createWatermarkGenerator(() -> metrics));
  }

  @Override
  public void handleSplitsChanges(SplitsChange<OrderedFile> change) {
    for (OrderedFile file : change.splits()) {
      FileTurn turn = new FileTurn(file, times, opener, byName ? common : clock());
      if (!byName) {
        try {
          turn.glance();
        } catch (IOException e) {
          throw new UncheckedIOException("cannot read `" + file.path() + "`", e);
        }
      }
      turns.add(turn);
    }
  }

  @Override
  public OrderedRows fetch() throws IOException {
    OrderedRows rows = new OrderedRows();
    if (!failed) {
      try {
        fill(rows);
      } catch (ConnectorException e) {
        failed = true;
        rows.fail(e);
      }
    }
    return rows;
  }

  private void fill(OrderedRows rows) throws IOException {
    int bytes = 0;
    while (!turns.isEmpty() && rows.size() < BATCH_ROWS && bytes < BATCH_BYTES) {
      FileTurn turn = requireNonNull(turns.poll());
      boolean more = turn.advance();
      while (more) {
        bytes += turn.length();
        add(turn, rows);
        if (rows.size() == BATCH_ROWS || bytes >= BATCH_BYTES || isOthersTurn(turn)) {
          break;
        }
        more = turn.advance();
      }
      if (more) {
        turns.add(turn);
      } else {
        rows.finish(turn.path());
      }
    }
  }

  private boolean isOthersTurn(FileTurn turn) {
    FileTurn other = turns.peek();
    return other != null && requireNonNull(turns.comparator()).compare(other, turn) < 0;
  }

  private void add(FileTurn turn, OrderedRows rows) {
    boolean hadBegun = turn.hasBegun();
    reach(turn);
    long before = reached;
    Object[] row = turn.row();
    if (row == null) {
      return;
    }
    if (byName && !hadBegun && turn.hasBegun() && turn.time() <= before) {
      throw outOfOrder(turn);
    }
    reach(turn);
    rows.add(
        turn.path(),
        new TimedRow(
            row, turn.time(), turn.position(), turn.taken(), turn.watermark(), before, reached));
  }

  /** The lowest watermark of the unfinished files, of which this one is being read. */
  private void reach(FileTurn turn) {
    FileTurn other = turns.peek();
    long lowest = other == null ? turn.watermark() : Math.min(turn.watermark(), other.watermark());
    reached = Math.max(reached, lowest);
  }

  private ConnectorException outOfOrder(FileTurn turn) {
    return new ConnectorException(
        "source `"
            + source
            + "` has `order: name`, but `"
            + turn.path()
            + "` begins at "
            + Instant.ofEpochMilli(turn.time())
            + ", and the files before it have come to "
            + Instant.ofEpochMilli(reached)
            + ": leave `order` out, or rename the files");
  }

  @Override
  public void wakeUp() {
    // A fetch ends by itself, after one batch at most.
  }

  @Override
  public void close() throws IOException {
    for (FileTurn turn : turns) {
      turn.close();
    }
  }
}
