// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.LateRowFunction;
import dev.drey.plan.LateLayout;
import dev.drey.plan.PlanNode;
import dev.drey.row.RowTypeInformation;
import dev.drey.type.RowType;
import java.util.List;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** The stream of rows that are late for an operator: by how much, and by which watermark. */
final class LateRows {
  private final OutputTag<Object[]> tag;
  private final String port;

  /**
   * @param port of the node, under which the operator gives them
   */
  LateRows(String port, RowType input) {
    this.tag = new OutputTag<>(port, RowTypeInformation.of(input));
    this.port = port;
  }

  /** By which the operator gives them, as they came. */
  OutputTag<Object[]> tag() {
    return tag;
  }

  /**
   * @param columns of the input that they keep
   * @param type these columns, then what is added
   */
  void output(
      PlanNode node,
      List<Integer> columns,
      RowType type,
      SingleOutputStreamOperator<Object[]> results,
      TranslationContext context) {
    LateLayout layout = LateLayout.of(columns.size());
    context.output(
        node,
        port,
        context.behind(
            results,
            results
                .getSideOutput(tag)
                .process(
                    new LateRowFunction(
                        columns, layout.lateBy(), layout.watermark(), layout.size()),
                    RowTypeInformation.of(type)),
            node.id() + ".late"));
  }
}
