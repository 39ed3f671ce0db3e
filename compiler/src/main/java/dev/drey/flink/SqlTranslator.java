// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.FromFlinkRow;
import dev.drey.operator.ToFlinkRow;
import dev.drey.plan.Changes;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.plan.SqlNode;
import dev.drey.sql.SqlInput;
import dev.drey.sql.SqlQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Row;

/** The graph of Flink's planner, between rows as it takes and as it gives them. */
final class SqlTranslator implements NodeTranslator<SqlNode> {
  @Override
  public Class<SqlNode> translates() {
    return SqlNode.class;
  }

  @Override
  public void translate(SqlNode node, TranslationContext context) {
    List<SqlInput> inputs = new ArrayList<>();
    List<DataStream<Row>> streams = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      Port port = node.inputs().get(i);
      Changes changes = context.changes(port);
      SqlInput input =
          SqlInput.of(node.tables().get(i), node.inputTypes().get(i), changes, node.times().get(i));
      DataStream<Object[]> rows = context.input(port);
      inputs.add(input);
      streams.add(
          context.behind(
              rows,
              rows.map(new ToFlinkRow(input.rowType(), changes.mode()), SqlTables.type(input)),
              node.id() + ".from-" + input.name()));
    }
    SqlQuery query =
        SqlQuery.of(
            node.query(),
            node.upsertBy().stream()
                .map(column -> node.rowType().field(column).name())
                .collect(Collectors.toList()),
            node.ttl());
    DataStream<Row> result =
        new SqlTables(context.environment()).stream(query, inputs, streams, node.changing());
    SqlGraph.between(streams, result)
        .operators()
        .forEach((name, made) -> context.identify(made, node.id() + "." + name));
    FromFlinkRow operator = new FromFlinkRow(node.rowType(), node.changing());
    context.shape(node).ifPresent(operator::means);
    context.output(
        node,
        PlanNode.OUT,
        context.behind(
            result,
            result.transform(
                node.kind(), context.type(node.rowType(), Port.out(node.id())), operator),
            node.id()));
  }
}
