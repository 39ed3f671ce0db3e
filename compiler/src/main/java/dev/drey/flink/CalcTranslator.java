package dev.drey.flink;

import dev.drey.operator.CalcFunction;
import dev.drey.plan.CalcNode;
import dev.drey.plan.PlanNode;
import dev.drey.row.RowTypeInformation;
import dev.drey.type.RowType;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Condition and projections: one operator of generated code. */
final class CalcTranslator implements NodeTranslator<CalcNode> {
  @Override
  public Class<CalcNode> translates() {
    return CalcNode.class;
  }

  @Override
  public void translate(CalcNode node, TranslationContext context) {
    DataStream<Object[]> input = context.input(node.input());
    RowType inputType = context.rowType(node.input());
    CalcFunction operation =
        new CalcFunction(
            node.name(),
            context.expressions().calc(inputType, node.condition(), node.projections()));
    context.output(
        node,
        PlanNode.OUT,
        context.behind(
            input, input.flatMap(operation, RowTypeInformation.of(node.rowType())), node.id()));
  }
}
