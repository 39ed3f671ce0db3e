package dev.drey.cli;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.flink.GraphBuilder;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.Port;
import dev.drey.source.SourceFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** Runs specs as jobs on a Flink inside this process, and keeps what their streams carry. */
final class GraphRun implements AutoCloseable {
  private static final Catalog CATALOG = Catalog.load(GraphRun.class.getClassLoader());
  private static final Map<String, Queue<Object[]>> KEPT = new ConcurrentHashMap<>();

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
    CompileResult compiled =
        new PipelineCompiler(CATALOG)
            .compile(SourceFile.of("spec.yaml", spec), CompilerOptions.builder().build());
    LogicalPlan plan =
        compiled.plan().orElseThrow(() -> new AssertionError(compiled.diagnostics().toString()));
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(new Configuration());
    environment.setParallelism(parallelism);
    Map<Port, DataStream<Object[]>> ports =
        new GraphBuilder(CATALOG).build(plan, environment, true);
    String run = System.identityHashCode(this) + "-" + runs++ + "-";
    for (String stream : streams) {
      Port port = plan.streams().get(stream);
      DataStream<Object[]> rows = port == null ? null : ports.get(port);
      if (rows == null) {
        throw new AssertionError("no stream " + stream + " in " + plan.streams());
      }
      KEPT.put(run + stream, new ConcurrentLinkedQueue<>());
      rows.process(new Keep(run + stream), rows.getType()).sinkTo(new DiscardingSink<>());
    }
    // Not through the REST client, which asks ever more seldom whether a job is over.
    cluster.executeJobBlocking(environment.getStreamGraph().getJobGraph());
    Map<String, List<Object[]>> rows = new LinkedHashMap<>();
    for (String stream : streams) {
      Queue<Object[]> kept = KEPT.remove(run + stream);
      rows.put(stream, kept == null ? List.of() : List.copyOf(kept));
    }
    return rows;
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }

  /** Puts rows where the test, which is in the same process, finds them. */
  private static final class Keep extends ProcessFunction<Object[], Object[]> {
    private static final long serialVersionUID = 1;

    private final String where;

    Keep(String where) {
      this.where = where;
    }

    @Override
    public void processElement(Object[] row, Context context, Collector<Object[]> out) {
      Queue<Object[]> kept = KEPT.get(where);
      if (kept == null) {
        throw new IllegalStateException("the run `" + where + "` is over");
      }
      kept.add(row);
    }
  }
}
