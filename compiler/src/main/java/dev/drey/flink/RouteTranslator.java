// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.operator.RouteFunction;
import dev.drey.plan.RouteNode;
import dev.drey.plan.RouteNode.Branch;
import dev.drey.row.RowTypeInformation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** One operator with a side output per branch. */
final class RouteTranslator implements NodeTranslator<RouteNode> {
  @Override
  public Class<RouteNode> translates() {
    return RouteNode.class;
  }

  @Override
  public void translate(RouteNode node, TranslationContext context) {
    TypeInformation<Object[]> type = RowTypeInformation.of(node.rowType());
    List<Optional<GeneratedCalc>> conditions = new ArrayList<>();
    List<OutputTag<Object[]>> tags = new ArrayList<>();
    for (Branch branch : node.branches()) {
      conditions.add(
          branch
              .condition()
              .map(
                  condition ->
                      context
                          .expressions()
                          .calc(node.rowType(), Optional.of(condition), List.of())));
      tags.add(new OutputTag<>(branch.name(), type));
    }
    DataStream<Object[]> input = context.input(node.input());
    SingleOutputStreamOperator<Object[]> routed =
        context.behind(
            input,
            input.process(new RouteFunction(node.name(), conditions, tags), type),
            node.id());
    for (OutputTag<Object[]> tag : tags) {
      context.output(node, tag.getId(), routed.getSideOutput(tag));
    }
  }
}
