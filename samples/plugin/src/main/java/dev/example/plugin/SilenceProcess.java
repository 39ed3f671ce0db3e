// SPDX-License-Identifier: Apache-2.0
package dev.example.plugin;

import dev.drey.process.ProcessTask;
import dev.drey.process.Processing;
import dev.drey.process.RowProcess;
import dev.drey.process.RowValue;
import dev.drey.row.RowFunction;
import java.util.Arrays;

/** Runs in tasks: what {@link #open} finds there is not part of what is sent to them. */
final class SilenceProcess implements RowProcess {
  private static final long serialVersionUID = 1;

  private final int keys;
  private final long after;
  private transient RowValue heard;
  private transient RowFunction sum;

  SilenceProcess(int keys, long after) {
    this.keys = keys;
    this.after = after;
  }

  @Override
  public void open(ProcessTask task) {
    heard = task.value(SilenceProcessor.HEARD);
    sum = task.expression(SilenceProcessor.SUM);
  }

  /** Rows come as they come: one may be earlier than the last. */
  @Override
  public void row(Object[] row, Processing now) throws Exception {
    Object[] before = heard.get();
    Number more = (Number) sum.apply(row);
    Object total = before == null ? null : before[1];
    if (more != null) {
      total = (total == null ? 0 : (Double) total) + more.doubleValue();
    }
    long last = before == null ? now.time() : Math.max((Long) before[0], now.time());
    heard.set(new Object[] {last, total});
    if (before != null) {
      now.cancelEventTimer((Long) before[0] + after);
    }
    now.eventTimer(last + after);

    Object[] passed = Arrays.copyOf(row, row.length + 1);
    passed[row.length] = before == null ? null : now.time() - (Long) before[0];
    now.emit(passed);
  }

  /** The watermark is there: no row of before this time comes any more, but late ones. */
  @Override
  public void eventTimer(long time, Processing now) throws Exception {
    Object[] silent = new Object[keys + 2];
    for (int i = 0; i < keys; i++) {
      silent[i] = now.key(i);
    }
    System.arraycopy(heard.get(), 0, silent, keys, 2);
    now.emit(SilenceProcessor.SILENT, silent);
    heard.clear();
  }
}
