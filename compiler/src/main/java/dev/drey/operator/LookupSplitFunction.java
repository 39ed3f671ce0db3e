// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import java.util.Arrays;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows that a lookup sets aside out of the others: those that found nothing as they came,
 * those for which nobody could be asked with the reason behind them.
 */
final class LookupSplitFunction extends ProcessFunction<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private final OutputTag<Object[]> missing;
  private final OutputTag<Object[]> failed;

  LookupSplitFunction(OutputTag<Object[]> missing, OutputTag<Object[]> failed) {
    this.missing = missing;
    this.failed = failed;
  }

  @Override
  public void processElement(Object[] row, Context context, Collector<Object[]> out) {
    int came = row.length - 2;
    @Nullable Object reason = row[came + 1];
    if (reason == null) {
      out.collect(Arrays.copyOf(row, came + 1));
    } else if (reason.equals(LookupFunction.MISSING)) {
      context.output(missing, Arrays.copyOf(row, came));
    } else {
      Object[] whole = Arrays.copyOf(row, came + 1);
      whole[came] = reason;
      context.output(failed, whole);
    }
  }
}
