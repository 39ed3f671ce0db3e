// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.ClockTrigger;
import dev.drey.operator.GroupAggregator;
import dev.drey.operator.KeyColumns;
import dev.drey.operator.LateRowFunction;
import dev.drey.operator.WindowAggregation;
import dev.drey.plan.LateLayout;
import dev.drey.plan.PlanNode;
import dev.drey.plan.WindowLayout;
import dev.drey.plan.WindowNode;
import dev.drey.row.RowKey;
import dev.drey.row.RowKeyTypeInformation;
import dev.drey.row.RowTypeInformation;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.datastream.WindowedStream;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.OutputTag;

/** Windows by Flink's own window operator, with all calls in one incremental aggregation. */
final class WindowTranslator implements NodeTranslator<WindowNode> {
  @Override
  public Class<WindowNode> translates() {
    return WindowNode.class;
  }

  @Override
  public void translate(WindowNode node, TranslationContext context) {
    RowType inputType = context.rowType(node.input());
    WindowLayout layout = node.layout();
    DataStream<Object[]> rows =
        node.meets(context.ports())
            ? Meeting.of(node, inputType, context)
            : context.input(node.input());
    int timeColumn = -1;
    if (GroupAggregator.needsTime(node.calls()) && !node.shape().processingTime()) {
      timeColumn = inputType.size();
      rows = withTime(node, rows, inputType, context);
    }
    GroupAggregator aggregator = GroupAggregator.of(node.calls(), inputType, timeColumn);
    WindowedStream<Object[], RowKey, TimeWindow> windowed =
        rows.keyBy(
                new KeyColumns(node.keys()),
                RowKeyTypeInformation.of(inputType.project(node.keys())))
            .window(WindowAssigners.of(node.shape()));
    windowed =
        node.shape().processingTime()
            ? windowed.trigger(new ClockTrigger())
            : windowed.allowedLateness(node.allowedLateness());
    OutputTag<Object[]> late = new OutputTag<>(WindowNode.LATE, rows.getType());
    if (node.emitsLate()) {
      windowed = windowed.sideOutputLateData(late);
    }
    WindowAggregation aggregation = new WindowAggregation(aggregator);
    SingleOutputStreamOperator<Object[]> results =
        context.settled(
            windowed.aggregate(
                aggregation,
                aggregation.results(
                    layout.start(), layout.end(), layout.firstCall(), layout.size()),
                RowTypeInformation.of(aggregator.accumulatorType()),
                RowTypeInformation.of(node.rowType())),
            node.id());
    if (node.keys().isEmpty()) {
      // A group of all rows is in one place: more subtasks would only wait.
      results.setParallelism(1);
    }
    context.output(node, PlanNode.OUT, results);
    if (node.emitsLate()) {
      LateLayout kept = node.lateLayout();
      context.output(
          node,
          WindowNode.LATE,
          context.behind(
              results,
              results
                  .getSideOutput(late)
                  .process(
                      new LateRowFunction(
                          node.lateColumns(), kept.lateBy(), kept.watermark(), kept.size()),
                      RowTypeInformation.of(node.lateType())),
              node.id() + ".late"));
    }
  }

  /** Flink's aggregations do not see a row's time: it goes into a column behind the others. */
  private static DataStream<Object[]> withTime(
      WindowNode node, DataStream<Object[]> rows, RowType inputType, TranslationContext context) {
    List<Field> fields = new ArrayList<>(inputType.fields());
    String name = "row time";
    while (inputType.contains(name)) {
      name += "'";
    }
    fields.add(Field.of(name, DataType.of(TypeKind.BIGINT).notNull()));
    return context.behind(
        rows,
        rows.process(GroupAggregator.timing(), RowTypeInformation.of(RowType.of(fields))),
        node.id() + ".time");
  }
}
