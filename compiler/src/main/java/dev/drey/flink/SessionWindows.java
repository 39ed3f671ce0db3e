// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.ClockTrigger;
import dev.drey.operator.GroupAggregator;
import dev.drey.operator.KeyColumns;
import dev.drey.operator.WindowAggregation;
import dev.drey.plan.WindowLayout;
import dev.drey.plan.WindowNode;
import dev.drey.row.RowKey;
import dev.drey.row.RowKeyTypeInformation;
import dev.drey.row.RowTypeInformation;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.datastream.WindowedStream;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.ProcessingTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.OutputTag;

/** Sessions by Flink's window operator, with all calls in one incremental aggregation. */
final class SessionWindows {
  private SessionWindows() {}

  /**
   * @param rows of {@link #timed}
   */
  static SingleOutputStreamOperator<Object[]> of(
      WindowNode node,
      DataStream<Object[]> rows,
      RowType inputType,
      OutputTag<Object[]> late,
      TranslationContext context) {
    WindowLayout layout = node.layout();
    Duration gap = node.shape().size();
    int timeColumn = needsTime(node) ? inputType.size() : -1;
    GroupAggregator aggregator = GroupAggregator.of(node.calls(), inputType, timeColumn);
    WindowedStream<Object[], RowKey, TimeWindow> windowed =
        rows.keyBy(
                new KeyColumns(node.keys()),
                RowKeyTypeInformation.of(inputType.project(node.keys())))
            .window(
                node.shape().processingTime()
                    ? ProcessingTimeSessionWindows.withGap(gap)
                    : EventTimeSessionWindows.withGap(gap));
    windowed =
        node.shape().processingTime()
            ? windowed.trigger(new ClockTrigger())
            : windowed.allowedLateness(node.allowedLateness());
    if (node.emitsLate()) {
      windowed = windowed.sideOutputLateData(late);
    }
    WindowAggregation aggregation = new WindowAggregation(aggregator);
    return context.settled(
        windowed.aggregate(
            aggregation,
            aggregation.results(layout.start(), layout.end(), layout.firstCall(), layout.size()),
            RowTypeInformation.of(aggregator.accumulatorType()),
            RowTypeInformation.of(node.rowType())),
        node.id());
  }

  /** Flink's aggregations do not see a row's time: it goes into a column behind the others. */
  static DataStream<Object[]> timed(
      WindowNode node, DataStream<Object[]> rows, RowType inputType, TranslationContext context) {
    if (!needsTime(node)) {
      return rows;
    }
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

  private static boolean needsTime(WindowNode node) {
    return GroupAggregator.needsTime(node.calls()) && !node.shape().processingTime();
  }
}
