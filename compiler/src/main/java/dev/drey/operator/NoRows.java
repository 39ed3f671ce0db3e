// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** A stream that never has a row, such as that of what a file refuses. */
public final class NoRows extends ProcessFunction<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  @Override
  public void processElement(Object[] row, Context context, Collector<Object[]> out) {}
}
