// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.GroupAggregator;
import dev.drey.operator.KeyColumns;
import dev.drey.operator.slice.CountOperator;
import dev.drey.operator.slice.PartialOperator;
import dev.drey.operator.slice.PartialRows;
import dev.drey.operator.slice.SecondPhase;
import dev.drey.operator.slice.SessionGap;
import dev.drey.operator.slice.SessionOperator;
import dev.drey.operator.slice.SharedSliceOperator;
import dev.drey.operator.slice.Slices;
import dev.drey.operator.slice.TimedOperator;
import dev.drey.operator.slice.TriggerRules;
import dev.drey.operator.slice.WholeWindowOperator;
import dev.drey.operator.slice.WindowRows;
import dev.drey.operator.slice.WindowTimes;
import dev.drey.plan.PlanNode;
import dev.drey.plan.WindowLayout;
import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import dev.drey.plan.WindowTrigger;
import dev.drey.row.RowKey;
import dev.drey.row.RowKeyTypeInformation;
import dev.drey.row.RowTypeInformation;
import dev.drey.type.RowType;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.util.OutputTag;

/** Windows: those of a fixed length by slices, sessions, and those of so many rows. */
final class WindowTranslator implements NodeTranslator<WindowNode> {
  @Override
  public Class<WindowNode> translates() {
    return WindowNode.class;
  }

  @Override
  public void translate(WindowNode node, TranslationContext context) {
    RowType inputType = context.rowType(node.input());
    DataStream<Object[]> rows =
        node.meets(context.ports())
            ? Meeting.of(node, inputType, context)
            : context.input(node.input());
    LateRows late = new LateRows(WindowNode.LATE, inputType);
    SingleOutputStreamOperator<Object[]> results =
        windows(node, rows, inputType, late.tag(), context);
    if (node.keys().isEmpty()) {
      // A group of all rows is in one place: more subtasks would only wait.
      results.setParallelism(1);
    }
    context.output(node, PlanNode.OUT, results);
    if (node.emitsLate()) {
      late.output(node, node.lateColumns(), node.lateType(), results, context);
    }
  }

  private static SingleOutputStreamOperator<Object[]> windows(
      WindowNode node,
      DataStream<Object[]> rows,
      RowType inputType,
      OutputTag<Object[]> late,
      TranslationContext context) {
    RowType keyType = inputType.project(node.keys());
    WindowShape shape = node.shape();
    WindowLayout layout = node.layout();
    KeyColumns keys = new KeyColumns(node.keys());
    TypeInformation<RowKey> keyInformation = RowKeyTypeInformation.of(keyType);
    TypeSerializer<RowKey> keySerializer =
        keyInformation.createSerializer(
            rows.getExecutionEnvironment().getConfig().getSerializerConfig());
    WindowRows results =
        new WindowRows(
            node.trigger().isNone()
                ? GroupAggregator.of(node.calls(), inputType)
                : GroupAggregator.counting(node.calls(), inputType),
            layout.start(),
            layout.end(),
            layout.pane(),
            layout.firstCall(),
            layout.size());
    DataStream<Object[]> arriving = rows;
    if (node.twoPhases(context.ports())) {
      RowType accumulator = GroupAggregator.accumulator(node.calls(), inputType);
      SecondPhase second = new SecondPhase(node.id());
      PartialRows partials = new PartialRows(inputType.size(), node.keys(), accumulator.size());
      arriving =
          PartialWindows.of(
              node,
              rows,
              RowTypeInformation.of(PartialRows.type(inputType, accumulator)),
              new PartialOperator(
                  keys,
                  GroupAggregator.of(node.calls(), inputType),
                  slices(node.shape()),
                  partials,
                  context.windowCache(),
                  second),
              context);
      results = results.of(partials, second);
    }
    OutputTag<Object[]> lateRows = node.emitsLate() ? late : null;
    if (shape.kind() == WindowShape.Kind.COUNT) {
      CountOperator counting =
          new CountOperator(
              keys,
              results,
              shape.rows(),
              shape.everyRows(),
              !shape.processingTime(),
              context.windowCache());
      context.shape(node).ifPresent(counting::means);
      return settled(node, rows.keyBy(keys, keyInformation), counting, context);
    }
    TimedOperator operator;
    if (shape.kind() == WindowShape.Kind.SESSION) {
      operator =
          new SessionOperator(
              keys,
              keySerializer,
              results,
              node.gap().isPresent()
                  ? SessionGap.ofColumn(node.name(), node.gap().getAsInt())
                  : SessionGap.of(shape.size().toMillis()),
              node.allowedLateness().toMillis(),
              shape.processingTime(),
              context.windowCache(),
              lateRows);
    } else {
      WindowTimes times = times(node, context);
      TriggerRules trigger = node.trigger().isNone() ? null : trigger(node.trigger(), node.shape());
      operator =
          node.sharesSlices()
              ? new SharedSliceOperator(keys, keySerializer, results, times, trigger, lateRows)
              : new WholeWindowOperator(keys, keySerializer, results, times, trigger, lateRows);
    }
    context.shape(node).ifPresent(operator::means);
    return settled(node, arriving.keyBy(keys, keyInformation), operator, context);
  }

  private static SingleOutputStreamOperator<Object[]> settled(
      WindowNode node,
      KeyedStream<Object[], RowKey> rows,
      OneInputStreamOperator<Object[], Object[]> operator,
      TranslationContext context) {
    return context.settled(
        rows.transform(node.kind(), RowTypeInformation.of(node.rowType()), operator), node.id());
  }

  private static WindowTimes times(WindowNode node, TranslationContext context) {
    Slices slices = slices(node.shape());
    return node.shape().processingTime()
        ? WindowTimes.ofClock(slices, context.windowCache())
        : WindowTimes.ofEvents(slices, node.allowedLateness().toMillis(), context.windowCache());
  }

  static Slices slices(WindowShape shape) {
    long size = shape.size().toMillis();
    long every = shape.every().toMillis();
    long offset = shape.offset().toMillis();
    switch (shape.kind()) {
      case GLOBAL:
        return Slices.global();
      case CUMULATING:
        return Slices.cumulating(size, every, offset);
      default:
        return Slices.sliding(size, every, offset);
    }
  }

  private static TriggerRules trigger(WindowTrigger trigger, WindowShape shape) {
    return new TriggerRules(
        trigger.earlyEvery().map(Duration::toMillis).orElse(0L),
        trigger.earlyByClock(),
        trigger.earlyCount().orElse(0),
        trigger.lateEvery().map(Duration::toMillis).orElse(0L),
        trigger.emitsDeltas(),
        shape.offset().toMillis());
  }
}
