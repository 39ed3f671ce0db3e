// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.KeyColumns;
import dev.drey.operator.SaltedKeys;
import dev.drey.operator.slice.PartialOperator;
import dev.drey.plan.WindowNode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The first of a window's two phases. Without keys it goes with what writes the rows; those of keys
 * that are spread are sent to some subtasks each.
 */
final class PartialWindows {
  private PartialWindows() {}

  static DataStream<Object[]> of(
      WindowNode node,
      DataStream<Object[]> rows,
      TypeInformation<Object[]> type,
      PartialOperator operator,
      TranslationContext context) {
    String kind = node.kind() + " first phase";
    if (node.salt().isEmpty()) {
      SingleOutputStreamOperator<Object[]> partials = rows.transform(kind, type, operator);
      return context.behind(rows, partials, node.partialUid());
    }
    return context.settled(
        rows.partitionCustom(new SaltedKeys(node.salt().getAsInt()), new KeyColumns(node.keys()))
            .transform(kind, type, operator),
        node.partialUid());
  }
}
