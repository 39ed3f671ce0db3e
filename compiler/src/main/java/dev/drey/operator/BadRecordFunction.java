// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.row.BadRecord;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Takes bad records out of a source's rows into a side output, with what is known of them. */
public final class BadRecordFunction extends ProcessFunction<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private final OutputTag<Object[]> bad;

  public BadRecordFunction(OutputTag<Object[]> bad) {
    this.bad = bad;
  }

  @Override
  public void processElement(Object[] row, Context context, Collector<Object[]> out) {
    if (BadRecord.isBad(row)) {
      context.output(bad, ((BadRecord) row[0]).row());
    } else {
      out.collect(row);
    }
  }
}
