// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.operator.AssertFunction;
import dev.drey.plan.AssertNode;
import dev.drey.plan.OnFailure;
import dev.drey.plan.PlanNode;
import dev.drey.row.RowTypeInformation;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** One operator, which asks each row, with a side output where violations are a stream. */
final class AssertTranslator implements NodeTranslator<AssertNode> {
  @Override
  public Class<AssertNode> translates() {
    return AssertNode.class;
  }

  @Override
  public void translate(AssertNode node, TranslationContext context) {
    DataStream<Object[]> input = context.input(node.input());
    GeneratedCalc condition =
        context.expressions().calc(node.rowType(), Optional.empty(), List.of(node.condition()));
    String sql = context.expressions().text(node.condition(), node.rowType());
    boolean aside = node.onViolation() == OnFailure.TO;
    OutputTag<Object[]> tag =
        new OutputTag<>(
            AssertNode.VIOLATED,
            RowTypeInformation.of(aside ? node.rowType(AssertNode.VIOLATED) : node.rowType()));
    AssertFunction function =
        aside
            ? AssertFunction.settingAside(node.name(), condition, sql, tag)
            : node.onViolation() == OnFailure.DROP
                ? AssertFunction.dropping(node.name(), condition, sql)
                : AssertFunction.stopping(node.name(), condition, sql);
    SingleOutputStreamOperator<Object[]> asserted =
        context.behind(
            input, input.process(function, context.type(node.rowType(), node.input())), node.id());
    context.output(node, PlanNode.OUT, asserted);
    if (aside) {
      context.output(node, AssertNode.VIOLATED, asserted.getSideOutput(tag));
    }
  }
}
