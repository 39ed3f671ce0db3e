// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.connector.RowLookup;
import dev.drey.row.RowFunction;
import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.YieldingOperatorFactory;
import org.apache.flink.util.OutputTag;

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
  private final LookupRules rules;

  private LookupOperatorFactory(LookupFunction function, LookupRules rules) {
    this.function = function;
    this.rules = rules;
  }

  /**
   * @param keys in the order of the rules' keys
   */
  public static LookupOperatorFactory of(
      LookupRules rules, RowLookup lookup, List<RowFunction> keys) {
    return new LookupOperatorFactory(new LookupFunction(rules, lookup, keys), rules);
  }

  /** What takes the rows that are set aside out of those of an operator whose rules say so. */
  public static ProcessFunction<Object[], Object[]> splitting(
      OutputTag<Object[]> missing, OutputTag<Object[]> failed) {
    return new LookupSplitFunction(missing, failed);
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
  public <T extends StreamOperator<Object[]>> T createStreamOperator(
      StreamOperatorParameters<Object[]> parameters) {
    LookupOperator operator =
        new LookupOperator(function, rules, processingTimeService, getMailboxExecutor());
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
