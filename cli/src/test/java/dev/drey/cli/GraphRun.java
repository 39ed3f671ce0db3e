// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static java.util.Objects.requireNonNull;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.flink.Endpoints;
import dev.drey.flink.GraphBuilder;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.Port;
import dev.drey.source.SourceFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Runs specs as jobs on a Flink inside this process, and keeps what their streams carry. */
final class GraphRun implements AutoCloseable {
  private static final Catalog CATALOG = Catalog.load(GraphRun.class.getClassLoader());
  private static final Map<String, Map<Integer, List<Object[]>>> KEPT = new ConcurrentHashMap<>();

  private final MiniCluster cluster;
  private int runs;

  GraphRun(int slots) throws Exception {
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .withRandomPorts()
                .build());
    cluster.start();
  }

  /** The rows of each named stream, in the order in which they came. */
  Map<String, List<Object[]>> run(String spec, List<String> streams, int parallelism)
      throws Exception {
    return run(spec, streams, parallelism, Endpoints.of(CATALOG), new Configuration());
  }

  /** The same of a job whose sources fail at a row, until it goes on from a checkpoint. */
  Map<String, List<Object[]>> runFailing(
      String spec, List<String> streams, int parallelism, int row) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(10));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1000);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    return run(spec, streams, parallelism, new FailingSources(CATALOG, row), configuration);
  }

  private Map<String, List<Object[]>> run(
      String spec,
      List<String> streams,
      int parallelism,
      Endpoints endpoints,
      Configuration configuration)
      throws Exception {
    CompileResult compiled =
        new PipelineCompiler(CATALOG)
            .compile(SourceFile.of("spec.yaml", spec), CompilerOptions.builder().build());
    LogicalPlan plan =
        compiled.plan().orElseThrow(() -> new AssertionError(compiled.diagnostics().toString()));
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    Map<Port, DataStream<Object[]>> ports =
        new GraphBuilder(CATALOG, endpoints).build(plan, environment, true);
    String run = System.identityHashCode(this) + "-" + runs++ + "-";
    for (String stream : streams) {
      Port port = plan.streams().get(stream);
      DataStream<Object[]> rows = port == null ? null : ports.get(port);
      if (rows == null) {
        throw new AssertionError("no stream " + stream + " in " + plan.streams());
      }
      KEPT.put(run + stream, new ConcurrentSkipListMap<>());
      rows.process(new Keep(run + stream, rows.getType()), rows.getType())
          .sinkTo(new DiscardingSink<>());
    }
    // Not through the REST client, which asks ever more seldom whether a job is over.
    cluster.executeJobBlocking(environment.getStreamGraph().getJobGraph());
    Map<String, List<Object[]>> rows = new LinkedHashMap<>();
    for (String stream : streams) {
      List<Object[]> kept = new ArrayList<>();
      requireNonNull(KEPT.remove(run + stream)).values().forEach(kept::addAll);
      rows.put(stream, kept);
    }
    return rows;
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }

  /**
   * Puts rows where the test, which is in the same process, finds them: of a job that starts again
   * each once.
   */
  private static final class Keep extends ProcessFunction<Object[], Object[]>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1;

    private final String where;
    private final TypeInformation<Object[]> type;
    private transient @Nullable ListState<Object[]> state;
    private transient List<Object[]> kept;

    Keep(String where, TypeInformation<Object[]> type) {
      this.where = where;
      this.type = type;
      this.kept = List.of();
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      ListState<Object[]> rows =
          context.getOperatorStateStore().getListState(new ListStateDescriptor<>("kept", type));
      state = rows;
      kept = new ArrayList<>();
      TypeSerializer<Object[]> serializer = type.createSerializer(new SerializerConfigImpl());
      rows.get().forEach(row -> kept.add(serializer.copy(row)));
      Map<Integer, List<Object[]>> all = KEPT.get(where);
      if (all == null) {
        throw new IllegalStateException("the run `" + where + "` is over");
      }
      all.put(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), kept);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      requireNonNull(state).update(kept);
    }

    @Override
    public void processElement(Object[] row, Context context, Collector<Object[]> out) {
      kept.add(row);
    }
  }
}
