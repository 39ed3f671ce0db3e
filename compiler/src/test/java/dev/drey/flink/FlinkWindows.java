// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.GroupAggregator;
import dev.drey.operator.KeyColumns;
import dev.drey.plan.WindowLayout;
import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import dev.drey.plan.WindowShape.Kind;
import dev.drey.row.RowKey;
import dev.drey.row.RowKeyTypeInformation;
import dev.drey.row.RowTypeInformation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.datastream.WindowedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.windowing.assigners.DynamicEventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.DynamicProcessingTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.ProcessingTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingProcessingTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingProcessingTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.triggers.EventTimeTrigger;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.api.windowing.windows.Window;
import org.apache.flink.util.OutputTag;

/** A window of a plan on Flink's own window operator. */
final class FlinkWindows {
  private FlinkWindows() {}

  static OneInputTransformation<Object[], Object[]> operator(WindowNode node) {
    KeyedStream<Object[], RowKey> rows =
        StreamExecutionEnvironment.getExecutionEnvironment()
            .fromData(
                List.<Object[]>of(WindowPlans.row(node)),
                RowTypeInformation.of(WindowPlans.input(node)))
            .keyBy(
                new KeyColumns(node.keys()),
                RowKeyTypeInformation.of(WindowPlans.INPUT.project(node.keys())));
    WindowShape shape = node.shape();
    if (shape.kind() == Kind.COUNT) {
      return operator(
          node,
          shape.rows() == shape.everyRows()
              ? rows.countWindow(shape.rows())
              : rows.countWindow(shape.rows(), shape.everyRows()));
    }
    WindowedStream<Object[], RowKey, TimeWindow> windows = rows.window(assigner(node));
    if (!node.trigger().isNone() || node.hasPane() || shape.kind() == Kind.GLOBAL) {
      windows = windows.trigger(new FlinkTrigger(node));
    } else if (shape.processingTime()) {
      windows = windows.trigger(new ClockTrigger());
    }
    if (!shape.processingTime()) {
      windows = windows.allowedLateness(node.allowedLateness());
    }
    return operator(
        node,
        windows.sideOutputLateData(
            new OutputTag<>(WindowNode.LATE, RowTypeInformation.of(WindowPlans.input(node)))));
  }

  @SuppressWarnings("unchecked") // the stream is of rows
  private static <W extends Window> OneInputTransformation<Object[], Object[]> operator(
      WindowNode node, WindowedStream<Object[], RowKey, W> windows) {
    GroupAggregator aggregator = GroupAggregator.of(node.calls(), WindowPlans.INPUT);
    WindowLayout layout = node.layout();
    SingleOutputStreamOperator<Object[]> results =
        windows.aggregate(
            new WindowAggregation(aggregator, node.shape().processingTime() ? -1 : 2),
            new WindowResults<W>(
                aggregator,
                layout.start(),
                layout.end(),
                layout.pane(),
                layout.firstCall(),
                layout.size()),
            RowTypeInformation.of(aggregator.accumulatorType()),
            RowTypeInformation.of(node.rowType()));
    return (OneInputTransformation<Object[], Object[]>) results.getTransformation();
  }

  /** One window, which ends behind all times but the one that says that the input has ended. */
  private static final class OneWindow extends WindowAssigner<Object, TimeWindow> {
    private static final long serialVersionUID = 1;

    private final boolean clock;

    OneWindow(boolean clock) {
      this.clock = clock;
    }

    @Override
    public Collection<TimeWindow> assignWindows(
        Object row, long timestamp, WindowAssignerContext context) {
      return List.of(new TimeWindow(0, FlinkTrigger.NEVER));
    }

    @Override
    @SuppressWarnings({"unchecked", "deprecation"}) // rows of any kind have a time; Flink asks it
    public Trigger<Object, TimeWindow> getDefaultTrigger(StreamExecutionEnvironment environment) {
      return (Trigger<Object, TimeWindow>) (Trigger<?, ?>) EventTimeTrigger.create();
    }

    @Override
    public TypeSerializer<TimeWindow> getWindowSerializer(ExecutionConfig config) {
      return new TimeWindow.Serializer();
    }

    @Override
    public boolean isEventTime() {
      return !clock;
    }
  }

  /** By the definition: from the last start on to each later step, and to the next start. */
  private static final class GrowingWindows extends WindowAssigner<Object, TimeWindow> {
    private static final long serialVersionUID = 1;

    private final boolean clock;
    private final long size;
    private final long every;
    private final long offset;

    GrowingWindows(WindowShape shape) {
      this.clock = shape.processingTime();
      this.size = shape.size().toMillis();
      this.every = shape.every().toMillis();
      this.offset = shape.offset().toMillis();
    }

    @Override
    public Collection<TimeWindow> assignWindows(
        Object row, long timestamp, WindowAssignerContext context) {
      long time = clock ? context.getCurrentProcessingTime() : timestamp;
      long start = time - Math.floorMod(time - offset, size);
      List<TimeWindow> windows = new ArrayList<>();
      for (long step = 1; ; step++) {
        long end = Math.min(start + step * every, start + size);
        if (end > time) {
          windows.add(new TimeWindow(start, end));
        }
        if (end == start + size) {
          return windows;
        }
      }
    }

    @Override
    @SuppressWarnings({"unchecked", "deprecation"}) // rows of any kind have a time; Flink asks it
    public Trigger<Object, TimeWindow> getDefaultTrigger(StreamExecutionEnvironment environment) {
      return (Trigger<Object, TimeWindow>) (Trigger<?, ?>) EventTimeTrigger.create();
    }

    @Override
    public TypeSerializer<TimeWindow> getWindowSerializer(ExecutionConfig config) {
      return new TimeWindow.Serializer();
    }

    @Override
    public boolean isEventTime() {
      return !clock;
    }
  }

  private static WindowAssigner<? super Object[], TimeWindow> assigner(WindowNode node) {
    WindowShape shape = node.shape();
    if (shape.kind() == Kind.SESSION) {
      return sessions(node, shape.processingTime());
    }
    if (shape.kind() == Kind.GLOBAL) {
      return new OneWindow(shape.processingTime());
    }
    Duration offset =
        Duration.ofMillis(Math.floorMod(shape.offset().toMillis(), shape.every().toMillis()));
    if (shape.kind() == Kind.TUMBLING) {
      return shape.processingTime()
          ? TumblingProcessingTimeWindows.of(shape.size(), offset)
          : TumblingEventTimeWindows.of(shape.size(), offset);
    }
    if (shape.kind() == Kind.CUMULATING) {
      return new GrowingWindows(shape);
    }
    return shape.processingTime()
        ? SlidingProcessingTimeWindows.of(shape.size(), shape.every(), offset)
        : SlidingEventTimeWindows.of(shape.size(), shape.every(), offset);
  }

  private static WindowAssigner<? super Object[], TimeWindow> sessions(
      WindowNode node, boolean clock) {
    Duration gap = node.shape().size();
    if (node.gap().isPresent()) {
      int column = node.gap().getAsInt();
      return clock
          ? DynamicProcessingTimeSessionWindows.<Object[]>withDynamicGap(row -> (Long) row[column])
          : DynamicEventTimeSessionWindows.<Object[]>withDynamicGap(row -> (Long) row[column]);
    }
    return clock ? ProcessingTimeSessionWindows.withGap(gap) : EventTimeSessionWindows.withGap(gap);
  }
}
