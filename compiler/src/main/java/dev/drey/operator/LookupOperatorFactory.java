// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.YieldingOperatorFactory;

/**
 * Makes a {@link LookupOperator} in each task, with the task's clock and mailbox. It says that its
 * operator yields: Flink then chains none to a source that holds its task, as Kinesis' does.
 */
@SuppressWarnings("deprecation") // nothing else says so in Flink 1.20
public final class LookupOperatorFactory extends AbstractStreamOperatorFactory<Object[]>
    implements OneInputStreamOperatorFactory<Object[], Object[]>,
        YieldingOperatorFactory<Object[]> {
  private static final long serialVersionUID = 1;

  private final LookupFunction function;
  private final LookupQueue queue;

  public LookupOperatorFactory(LookupFunction function, LookupQueue queue) {
    this.function = function;
    this.queue = queue;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
  public <T extends StreamOperator<Object[]>> T createStreamOperator(
      StreamOperatorParameters<Object[]> parameters) {
    LookupOperator operator =
        new LookupOperator(function, queue, processingTimeService, getMailboxExecutor());
    operator.setup(
        parameters.getContainingTask(), parameters.getStreamConfig(), parameters.getOutput());
    return (T) operator;
  }

  @Override
  @SuppressWarnings("rawtypes") // as Flink declares it
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
    return LookupOperator.class;
  }
}
