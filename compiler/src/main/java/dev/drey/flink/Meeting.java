// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.MeetingOperator;
import dev.drey.plan.ArrivalOrder;
import dev.drey.plan.MeetingRows;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.row.RowSerializer;
import dev.drey.row.RowTypeInformation;
import dev.drey.type.RowType;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Where streams, or the subtasks of one, come together in one order: see {@link MeetingOperator}.
 */
final class Meeting {
  private Meeting() {}

  /** The node's inputs as one stream that is {@link ArrivalOrder#IN_ORDER}. */
  static DataStream<Object[]> of(PlanNode node, RowType rowType, TranslationContext context) {
    RowType markedRow = MeetingRows.of(rowType);
    TypeInformation<Object[]> markedType = RowTypeInformation.of(markedRow);
    boolean[] spread = new boolean[node.inputs().size()];
    DataStream<Object[]> all = null;
    for (int leg = 0; leg < spread.length; leg++) {
      Port port = node.inputs().get(leg);
      DataStream<Object[]> rows = context.input(port);
      spread[leg] = context.arrival(port) != ArrivalOrder.IN_ORDER;
      DataStream<Object[]> marked =
          context.behind(
              rows,
              rows.process(MeetingOperator.marking(leg), markedType),
              node.id() + ".leg" + leg);
      all = all == null ? marked : all.union(marked);
    }
    if (all == null) {
      throw new IllegalArgumentException(node.id() + " has no inputs");
    }
    return context
        .settled(
            all.transform(
                "meeting",
                RowTypeInformation.of(rowType),
                new MeetingOperator(
                    new RowSerializer(markedRow),
                    spread,
                    rowType.size(),
                    context.ports().leadsToEachWatermark(node) || node.dependsOnEachWatermark(),
                    MeetingOperator.MEMORY)),
            MeetingRows.uid(node))
        .setParallelism(1);
  }
}
