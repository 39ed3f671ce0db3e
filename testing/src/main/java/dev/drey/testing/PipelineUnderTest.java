// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static java.util.Objects.requireNonNull;

import dev.drey.CompileResult;
import dev.drey.connector.Catalog;
import dev.drey.connector.RowLookup;
import dev.drey.flink.GraphBuilder;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.LookupNode;
import dev.drey.plan.Port;
import dev.drey.plan.SourceNode;
import dev.drey.shape.PathOptions;
import dev.drey.testing.TestEndpoints.TestSink;
import dev.drey.testing.TestEndpoints.TestSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * A pipeline's graph, built once for all tests of a file, or for each where lookups have the rows
 * of the test; each test runs operators of its own.
 */
final class PipelineUnderTest {
  private final Path folder;
  private final PipelineNames names;
  private final LogicalPlan plan;
  private final Catalog catalog;
  private Map<Port, DataStream<Object[]>> ports;
  private TestEndpoints endpoints;

  /**
   * @param folder that of the file of tests, from which it names files of records
   */
  PipelineUnderTest(CompileResult compiled, Catalog catalog, Path folder) {
    this.folder = folder;
    this.catalog = catalog;
    this.names = PipelineNames.of(compiled);
    this.plan = compiled.plan().orElseThrow();
    this.endpoints = new TestEndpoints(Map.of());
    this.ports = names.lookups().isEmpty() ? graph() : Map.of();
  }

  private Map<Port, DataStream<Object[]>> graph() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    // More than one, so that an operator of one subtask is told from one of as many as there are.
    environment.setParallelism(2);
    return new GraphBuilder(catalog, endpoints).build(plan, environment, true);
  }

  private boolean isFile(SourceNode source) {
    return catalog
        .connector(source.connector())
        .flatMap(connector -> connector.descriptor().sourceOptions())
        .flatMap(PathOptions::of)
        .isPresent();
  }

  PipelineNames names() {
    return names;
  }

  private void answerWith(List<TestTable> tables) {
    Map<String, RowLookup> answers = new HashMap<>();
    for (TestTable table : tables) {
      LookupNode lookup = names.lookups().get(table.name().text());
      if (lookup != null) {
        answers.put(lookup.name(), new TestAnswers(lookup, table));
      }
    }
    endpoints = new TestEndpoints(answers);
    ports = graph();
  }

  /**
   * Fresh operators for a test.
   *
   * @param tables what its lookups answer with
   * @param backend where they keep their state
   */
  Running start(List<TestTable> tables, StateBackend backend) throws Exception {
    Running running = new Running(new OperatorNetwork(sources(tables), backend));
    connect(running);
    return running;
  }

  private List<Transformation<Object[]>> sources(List<TestTable> tables) {
    if (!names.lookups().isEmpty()) {
      answerWith(tables);
    }
    return endpoints.sources().values().stream()
        .map(TestSource::transformation)
        .collect(Collectors.toList());
  }

  private void connect(Running running) throws Exception {
    try {
      for (TestSink sink : endpoints.sinks().values()) {
        running.observe(sink.node().name(), new Observation(sink.node().rowType()), sink.input());
      }
      for (Map.Entry<String, Port> stream : plan.streams().entrySet()) {
        Port port = stream.getValue();
        DataStream<Object[]> rows = ports.get(port);
        if (rows == null) {
          throw new IllegalStateException("the graph has no port " + port);
        }
        Observation observation = new Observation(plan.node(port.node()).rowType(port.port()));
        running.observe(stream.getKey(), observation, rows.getTransformation());
      }
      for (Map.Entry<String, TestSource> source : endpoints.sources().entrySet()) {
        boolean isFile = isFile(source.getValue().node());
        Receiver output = running.way(source.getValue().transformation());
        running.feeds.put(
            source.getKey(), new SourceFeed(source.getValue(), isFile, output, folder));
      }
    } catch (Exception e) {
      running.network.close();
      throw e;
    }
  }

  /** The operators of one test, the sources to feed and the places to look at. */
  static final class Running {
    private final Map<String, Observation> observations = new LinkedHashMap<>();
    private final Map<String, Transformation<Object[]>> observed = new LinkedHashMap<>();
    private final Map<String, SourceFeed> feeds = new LinkedHashMap<>();
    private OperatorNetwork network;

    private Running(OperatorNetwork network) {
      this.network = network;
    }

    private void observe(
        String name, Observation observation, Transformation<Object[]> transformation)
        throws Exception {
      observations.put(name, observation);
      observed.put(name, transformation);
      network.observe(transformation, observation);
    }

    /** Into the operators that run, whichever they are by then. */
    private Receiver way(Transformation<Object[]> source) {
      return new Receiver() {
        @Override
        public void row(StreamRecord<Object> row) throws Exception {
          network.source(source).row(row);
        }

        @Override
        public void watermark(long time) throws Exception {
          network.source(source).watermark(time);
        }

        @Override
        public void idle() throws Exception {
          network.source(source).idle();
        }

        @Override
        public void active() throws Exception {
          network.source(source).active();
        }
      };
    }

    /** Stops with a savepoint and goes on with it; what waits to be looked at still waits. */
    void restart(OptionalInt parallelism) throws Exception {
      network = network.restart(parallelism.orElse(network.parallelism()));
      for (Map.Entry<String, Transformation<Object[]>> place : observed.entrySet()) {
        network.observe(place.getValue(), requireNonNull(observations.get(place.getKey())));
      }
    }

    /**
     * Stops with a savepoint, with which another pipeline goes on. What waits to be looked at is
     * gone.
     *
     * @param tables what its lookups answer with
     */
    void restart(PipelineUnderTest next, List<TestTable> tables, OptionalInt parallelism)
        throws Exception {
      network = network.restart(next.sources(tables), parallelism.orElse(network.parallelism()));
      observations.clear();
      observed.clear();
      feeds.clear();
      next.connect(this);
    }

    OperatorNetwork network() {
      return network;
    }

    /** By the name of a stream or sink. */
    Map<String, Observation> observations() {
      return observations;
    }

    /** By the name of a source. */
    Map<String, SourceFeed> feeds() {
      return feeds;
    }
  }
}
