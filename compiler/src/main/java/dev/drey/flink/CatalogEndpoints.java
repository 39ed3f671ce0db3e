package dev.drey.flink;

import dev.drey.connector.Catalog;
import dev.drey.connector.Connector;
import dev.drey.connector.SinkConnector;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SourceConnector;
import dev.drey.connector.SourceContext;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The real ends: the connectors that the spec names. */
public final class CatalogEndpoints implements Endpoints {
  private final Catalog catalog;

  public CatalogEndpoints(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public boolean readInOrder() {
    return true;
  }

  @Override
  public SingleOutputStreamOperator<Object[]> source(SourceNode node, SourceContext context) {
    return ((SourceConnector) connector(node.connector())).source(context);
  }

  @Override
  public DataStreamSink<?> sink(SinkNode node, SinkContext context, DataStream<Object[]> rows) {
    return ((SinkConnector) connector(node.connector())).sink(context, rows);
  }

  private Connector connector(String name) {
    return catalog
        .connector(name)
        .orElseThrow(() -> new IllegalArgumentException("no connector " + name));
  }
}
