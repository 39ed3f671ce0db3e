// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.connector.Catalog;
import dev.drey.connector.LookupContext;
import dev.drey.connector.RowLookup;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SourceContext;
import dev.drey.plan.LookupNode;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The ends of a graph. {@link GraphBuilder} uses the catalog's connectors; the runner of spec tests
 * puts its own in their place, so that sources and sinks are never contacted.
 */
public interface Endpoints {
  /** The real ends: the connectors that the spec names. */
  static Endpoints of(Catalog catalog) {
    return new CatalogEndpoints(catalog);
  }

  /** Whether sources are read in the order that they have, where that matters. */
  default boolean readInOrder() {
    return false;
  }

  /**
   * Whether rows may wait for others, so that something is done for them together; where a test
   * looks after each row, none does.
   */
  default boolean rowsWait() {
    return true;
  }

  SingleOutputStreamOperator<Object[]> source(SourceNode node, SourceContext context);

  /** What the tasks of a lookup ask. */
  RowLookup lookup(LookupNode node, LookupContext context);

  DataStreamSink<?> sink(SinkNode node, SinkContext context, DataStream<Object[]> rows);
}
