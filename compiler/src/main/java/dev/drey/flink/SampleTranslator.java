// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.SampleFunction;
import dev.drey.plan.PlanNode;
import dev.drey.plan.SampleNode;
import dev.drey.row.RowSerializer;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;

/** One operator, which asks each row. */
final class SampleTranslator implements NodeTranslator<SampleNode> {
  @Override
  public Class<SampleNode> translates() {
    return SampleNode.class;
  }

  @Override
  public void translate(SampleNode node, TranslationContext context) {
    DataStream<Object[]> input = context.input(node.input());
    // A column that may be NULL has the same bytes as one that may not.
    List<Field> fields = new ArrayList<>();
    for (Field field : node.rowType().project(node.by()).fields()) {
      fields.add(Field.of(field.name(), field.type().withNullable(true)));
    }
    context.output(
        node,
        PlanNode.OUT,
        context.behind(
            input,
            input
                .filter(
                    new SampleFunction(
                        node.share(), node.by(), new RowSerializer(RowType.of(fields))))
                .returns(context.type(node.rowType(), node.input())),
            node.id()));
  }
}
