// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.connector.Unanswered;
import dev.drey.expression.value.EqualSides;
import dev.drey.expression.value.Expression;
import dev.drey.operator.Announcement;
import dev.drey.operator.AnnouncingOperator;
import dev.drey.operator.BroadcastMatch;
import dev.drey.operator.BroadcastOperator;
import dev.drey.operator.BroadcastRules;
import dev.drey.operator.BroadcastRules.Waiting;
import dev.drey.operator.KeyColumns;
import dev.drey.plan.BroadcastNode;
import dev.drey.plan.MeetingRows;
import dev.drey.plan.PlanNode;
import dev.drey.row.RowFunction;
import dev.drey.row.RowSerializer;
import dev.drey.row.RowTypeInformation;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** The one subtask that tells all others what they hold, and these. */
final class BroadcastTranslator implements NodeTranslator<BroadcastNode> {
  @Override
  public Class<BroadcastNode> translates() {
    return BroadcastNode.class;
  }

  @Override
  public void translate(BroadcastNode node, TranslationContext context) {
    RowType announcements = Announcement.of(node.heldType());
    DataStream<Object[]> told =
        context
            .settled(
                context
                    .input(node.held())
                    .transform(
                        "announce",
                        RowTypeInformation.of(announcements),
                        new AnnouncingOperator(node.heldType().size(), node.byTime())),
                node.announcing())
            .setParallelism(1);
    OutputTag<Object[]> aside =
        node.onMissing() == Unanswered.ASIDE
            ? new OutputTag<>(
                BroadcastNode.MISSING, RowTypeInformation.of(node.rowType(BroadcastNode.MISSING)))
            : null;
    BroadcastOperator operator =
        new BroadcastOperator(
            new BroadcastRules(
                node.name(), node.asking().size(), waiting(node, context), node.onMissing()),
            match(node, context),
            new RowSerializer(announcements),
            new RowSerializer(MeetingRows.of(node.asking())),
            aside);
    context.shape(node).ifPresent(operator::means);
    DataStream<Object[]> rows = context.narrowed(context.input(node.input()), node);
    SingleOutputStreamOperator<Object[]> made =
        context.behind(
            rows,
            rows.connect(told.broadcast())
                .transform(node.kind(), RowTypeInformation.of(node.rowType()), operator),
            node.id());
    context.output(node, PlanNode.OUT, made);
    if (aside != null) {
      context.output(node, BroadcastNode.MISSING, made.getSideOutput(aside));
    }
  }

  private static Waiting waiting(BroadcastNode node, TranslationContext context) {
    if (node.byTime()) {
      return Waiting.BY_TIME;
    }
    return node.waitsForTheEnd(context.ports()) ? Waiting.TO_THE_END : Waiting.NOT;
  }

  private static BroadcastMatch match(BroadcastNode node, TranslationContext context) {
    RowType both = node.both();
    List<EqualSides> sides = node.equalSides(context.expressions());
    return new BroadcastMatch(
        node.asking().size(),
        new KeyColumns(node.keys()),
        context.expressions().calc(both, Optional.empty(), List.of(node.condition())),
        functions(sides, EqualSides::left, both, context),
        functions(sides, EqualSides::right, both, context));
  }

  private static List<RowFunction> functions(
      List<EqualSides> sides,
      Function<EqualSides, Expression> side,
      RowType both,
      TranslationContext context) {
    return sides.stream()
        .map(each -> context.function(side.apply(each), both))
        .collect(Collectors.toList());
  }
}
