// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async;

import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the operator of a sink in a task, with the task's mailbox. */
final class RowSinkOperatorFactory<R> extends AbstractStreamOperatorFactory<Object[]>
    implements OneInputStreamOperatorFactory<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private final RowSink<R> sink;

  RowSinkOperatorFactory(RowSink<R> sink) {
    this.sink = sink;
  }

  // As Flink declares it; there is one class of operators.
  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T extends StreamOperator<Object[]>> T createStreamOperator(
      StreamOperatorParameters<Object[]> parameters) {
    RowSinkOperator<R> operator =
        new RowSinkOperator<>(
            sink, parameters.getMailboxExecutor(), parameters.getProcessingTimeService());
    operator.setup(
        parameters.getContainingTask(), parameters.getStreamConfig(), parameters.getOutput());
    return (T) operator;
  }

  @Override
  @SuppressWarnings("rawtypes") // As Flink declares it.
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
    return RowSinkOperator.class;
  }
}
