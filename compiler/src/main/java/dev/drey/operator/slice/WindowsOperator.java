// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Each row once for each window that it is in, with the start and the end of the window behind its
 * columns, in epoch milliseconds. Its time is then the last millisecond of the window, which the
 * watermark has not passed where the row is in time.
 */
public final class WindowsOperator extends AbstractStreamOperator<Object[]>
    implements OneInputStreamOperator<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private final Slices slices;
  private transient @Nullable StreamRecord<Object[]> result;

  public WindowsOperator(Slices slices) {
    this.slices = slices;
    setChainingStrategy(ChainingStrategy.ALWAYS);
  }

  @Override
  public void open() throws Exception {
    super.open();
    result = new StreamRecord<>(new Object[0]);
  }

  @Override
  public void processElement(StreamRecord<Object[]> element) {
    long slice = slices.start(element.getTimestamp());
    long last = slices.lastEnd(slice);
    for (long end = slices.firstEnd(slice); end <= last; end = slices.endFrom(end + 1)) {
      Object[] row = element.getValue();
      Object[] windowed = Arrays.copyOf(row, row.length + 2);
      windowed[row.length] = slices.windowStart(end);
      windowed[row.length + 1] = end;
      output.collect(requireNonNull(result).replace(windowed, end - 1));
    }
  }
}
