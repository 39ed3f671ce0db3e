// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.util.retryable.AsyncRetryStrategies;

/**
 * Flink's operator of rows that wait, but for one thing: the watermarks among the rows that waited
 * at a savepoint are not said again. With fewer subtasks than before one of them gets the rows of
 * several, and the watermark of the one would make late the rows of the other; sources say theirs
 * anew.
 */
final class LookupOperator extends AsyncWaitOperator<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private transient boolean recovering;

  @SuppressWarnings("unchecked") // Flink's strategy is for results of any type
  LookupOperator(
      LookupFunction function,
      LookupRules rules,
      ProcessingTimeService clock,
      MailboxExecutor mailbox) {
    super(
        function,
        rules.timeout().toMillis(),
        rules.capacity(),
        rules.ordered() ? OutputMode.ORDERED : OutputMode.UNORDERED,
        AsyncRetryStrategies.NO_RETRY_STRATEGY,
        clock,
        mailbox);
  }

  @Override
  public void open() throws Exception {
    recovering = true;
    super.open();
    recovering = false;
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (!recovering) {
      super.processWatermark(mark);
    }
  }
}
