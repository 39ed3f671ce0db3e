// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.connector.Catalog;
import dev.drey.connector.JobConnector;
import dev.drey.connector.LookupContext;
import dev.drey.connector.RowLookup;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SourceContext;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.plan.LookupNode;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The real ends: the connectors that the spec names. */
final class CatalogEndpoints implements Endpoints {
  private final Catalog catalog;

  CatalogEndpoints(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public boolean readInOrder() {
    return true;
  }

  @Override
  public SingleOutputStreamOperator<Object[]> source(SourceNode node, SourceContext context) {
    context.reader().prepare();
    return connector(node.connector()).asSource().orElseThrow().source(context);
  }

  @Override
  public DataStreamSink<?> sink(SinkNode node, SinkContext context, DataStream<Object[]> rows) {
    context.encoder().ifPresent(RowEncoder::prepare);
    return connector(node.connector()).asSink().orElseThrow().sink(context, rows);
  }

  @Override
  public RowLookup lookup(LookupNode node, LookupContext context) {
    context.decoder().ifPresent(RowDecoder::prepare);
    return connector(node.connector()).asLookup().orElseThrow().lookup(context);
  }

  private JobConnector connector(String name) {
    return catalog
        .connector(name)
        .map(JobConnector::of)
        .orElseThrow(() -> new IllegalArgumentException("no connector " + name));
  }
}
