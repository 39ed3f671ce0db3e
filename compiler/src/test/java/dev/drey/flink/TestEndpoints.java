// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.connector.LookupContext;
import dev.drey.connector.RowLookup;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SourceContext;
import dev.drey.plan.LookupNode;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import java.util.function.Function;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A test's own source; sinks discard, since tests read the graph's streams. */
final class TestEndpoints implements Endpoints {
  private final Function<SourceContext, SingleOutputStreamOperator<Object[]>> source;

  TestEndpoints(Function<SourceContext, SingleOutputStreamOperator<Object[]>> source) {
    this.source = source;
  }

  @Override
  public SingleOutputStreamOperator<Object[]> source(SourceNode node, SourceContext context) {
    return source.apply(context);
  }

  @Override
  public RowLookup lookup(LookupNode node, LookupContext context) {
    throw new IllegalStateException("nobody answers " + node.id());
  }

  @Override
  public DataStreamSink<?> sink(SinkNode node, SinkContext context, DataStream<Object[]> rows) {
    return rows.sinkTo(new DiscardingSink<>());
  }
}
