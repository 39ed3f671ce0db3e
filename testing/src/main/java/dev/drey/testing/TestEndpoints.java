// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.LookupContext;
import dev.drey.connector.RowLookup;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SourceContext;
import dev.drey.flink.Endpoints;
import dev.drey.plan.LookupNode;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The ends of a graph under test: sources that hold a place only, for their rows come from the
 * test, sinks whose input is looked at, and the test's rows in the place of what lookups ask.
 * Nothing is ever contacted.
 */
final class TestEndpoints implements Endpoints {
  private final Map<String, RowLookup> answers;
  private final Map<String, TestSource> sources = new LinkedHashMap<>();
  private final Map<String, TestSink> sinks = new LinkedHashMap<>();

  /**
   * @param answers what answers the lookup of each stream that has one
   */
  TestEndpoints(Map<String, RowLookup> answers) {
    this.answers = answers;
  }

  @Override
  public boolean rowsWait() {
    return false;
  }

  @Override
  public RowLookup lookup(LookupNode node, LookupContext context) {
    return requireNonNull(answers.get(node.name()), "a test without a table was refused");
  }

  @Override
  public SingleOutputStreamOperator<Object[]> source(SourceNode node, SourceContext context) {
    SingleOutputStreamOperator<Object[]> placeholder =
        context.environment().fromData(List.of(), context.typeInformation());
    sources.put(node.name(), new TestSource(node, context, placeholder.getTransformation()));
    return placeholder;
  }

  @Override
  public DataStreamSink<?> sink(SinkNode node, SinkContext context, DataStream<Object[]> rows) {
    sinks.put(node.name(), new TestSink(node, rows.getTransformation()));
    return rows.sinkTo(new DiscardingSink<>());
  }

  /** By name in the spec. */
  Map<String, TestSource> sources() {
    return sources;
  }

  /** By name in the spec. */
  Map<String, TestSink> sinks() {
    return sinks;
  }

  /** A source of the graph and what its reader needs. */
  static final class TestSource {
    private final SourceNode node;
    private final SourceContext context;
    private final Transformation<Object[]> transformation;

    TestSource(SourceNode node, SourceContext context, Transformation<Object[]> transformation) {
      this.node = node;
      this.context = context;
      this.transformation = transformation;
    }

    SourceNode node() {
      return node;
    }

    SourceContext context() {
      return context;
    }

    Transformation<Object[]> transformation() {
      return transformation;
    }
  }

  /** A sink of the graph and where its rows come from. */
  static final class TestSink {
    private final SinkNode node;
    private final Transformation<Object[]> input;

    TestSink(SinkNode node, Transformation<Object[]> input) {
      this.node = node;
      this.input = input;
    }

    SinkNode node() {
      return node;
    }

    Transformation<Object[]> input() {
      return input;
    }
  }
}
