// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.operator.CalcFunction;
import dev.drey.operator.FailingCalcFunction;
import dev.drey.operator.MomentFunction;
import dev.drey.plan.CalcNode;
import dev.drey.plan.Changes;
import dev.drey.plan.Failing;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.row.RowTypeInformation;
import dev.drey.type.RowType;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

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
    GeneratedCalc calc =
        context.expressions().calc(inputType, node.condition(), node.projections());
    if (node.failing().isPresent()) {
      translate(node, node.failing().get(), calc, input, context);
      return;
    }
    Changes changes = context.changes(node.input());
    FlatMapFunction<Object[], Object[]> operation =
        changes.isNone()
            ? CalcFunction.of(node.name(), calc)
            : CalcFunction.changing(
                node.name(),
                calc,
                changes.keys(),
                context.changes(Port.out(node.id())).keys(),
                node.rowType().size());
    TypeInformation<Object[]> type = context.type(node.rowType(), node.input());
    context.output(
        node,
        PlanNode.OUT,
        context.behind(
            input,
            node.asksMoment()
                ? input.process(new MomentFunction(operation, calc), type)
                : input.flatMap(operation, type),
            node.id()));
  }

  /** One that goes on where an expression fails; its rows do not change each other. */
  private static void translate(
      CalcNode node,
      Failing failing,
      GeneratedCalc calc,
      DataStream<Object[]> input,
      TranslationContext context) {
    OutputTag<Object[]> tag =
        new OutputTag<>(CalcNode.FAILED, RowTypeInformation.of(failing.rowType()));
    FailingCalcFunction function =
        failing.setsAside()
            ? FailingCalcFunction.settingAside(calc, failing.columns(), tag, node.asksMoment())
            : FailingCalcFunction.dropping(calc, node.asksMoment());
    SingleOutputStreamOperator<Object[]> computed =
        context.behind(
            input, input.process(function, RowTypeInformation.of(node.rowType())), node.id());
    context.output(node, PlanNode.OUT, computed);
    if (failing.setsAside()) {
      context.output(node, CalcNode.FAILED, computed.getSideOutput(tag));
    }
  }
}
