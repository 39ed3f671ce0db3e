// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;

/** The rows that wait where streams meet: each with its time, its watermark and its way. */
public final class MeetingRows {
  private MeetingRows() {}

  /** The uid of the operator in which the inputs of a node meet. */
  public static String uid(PlanNode node) {
    return node.id() + ".order";
  }

  /** Rows of this type with what stands behind their columns while they wait. */
  public static RowType of(RowType rowType) {
    List<Field> fields = new ArrayList<>(rowType.fields());
    for (String wanted : List.of("row time", "row watermark", "row way")) {
      String name = wanted;
      while (rowType.contains(name)) {
        name += "'";
      }
      fields.add(Field.of(name, DataType.of(TypeKind.BIGINT).notNull()));
    }
    return RowType.of(fields);
  }

  /** What the operator keeps: rows that are ahead of the slowest way. */
  static StateSpec state(PlanNode node, RowType rowType) {
    return StateSpec.raw(uid(node), "rows", of(rowType));
  }
}
