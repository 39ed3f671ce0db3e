// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.connector.Catalog;
import dev.drey.connector.LookupContext;
import dev.drey.connector.RowLookup;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SourceContext;
import dev.drey.flink.Endpoints;
import dev.drey.flink.Subtasks;
import dev.drey.plan.LookupNode;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The spec's own connectors, held to what a run on a laptop may do. */
final class LocalEndpoints implements Endpoints {
  private final Endpoints real;
  private final String run;
  private final boolean leavesNoMark;
  private final Optional<RowBudget> budget;

  /**
   * @param run the name by which this run is told from the deployed pipeline
   */
  LocalEndpoints(Catalog catalog, String run, boolean leavesNoMark, Optional<RowBudget> budget) {
    this.real = Endpoints.of(catalog);
    this.run = run;
    this.leavesNoMark = leavesNoMark;
    this.budget = budget;
  }

  @Override
  public boolean readInOrder() {
    return real.readInOrder();
  }

  @Override
  public SingleOutputStreamOperator<Object[]> source(SourceNode node, SourceContext context) {
    return real.source(node, context.toBuilder().leavesNoMark(leavesNoMark).build());
  }

  @Override
  public RowLookup lookup(LookupNode node, LookupContext context) {
    return real.lookup(node, context);
  }

  @Override
  public DataStreamSink<?> sink(SinkNode node, SinkContext context, DataStream<Object[]> rows) {
    return real.sink(
        node,
        context.toBuilder().besideAs(run).build(),
        budget.map(each -> gated(node, rows, each)).orElse(rows));
  }

  private static DataStream<Object[]> gated(
      SinkNode node, DataStream<Object[]> rows, RowBudget budget) {
    String id = node.id() + ".limit";
    return rows.filter(budget.gate())
        .returns(rows.getType())
        .uid(id)
        .name(id)
        .setParallelism(Subtasks.of(rows.getTransformation()));
  }
}
