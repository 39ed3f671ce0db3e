// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.connector.SourceContext;
import dev.drey.operator.EventTimeStrategy;
import dev.drey.operator.ExpressionFunction;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.Port;
import dev.drey.source.SourceFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectClusterClient;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole jobs of specs whose windows have two phases, stopped with a savepoint and gone on with in
 * another number of subtasks. Nine of ten records are of one key.
 */
class TwoPhasesJobTest {
  @RegisterExtension static final MiniClusterExtension CLUSTER = EmbeddedFlink.ofTwoSlots();

  private static final Catalog CATALOG = Catalog.load(TwoPhasesJobTest.class.getClassLoader());

  private static final int ROWS = 4000;
  private static final int DISORDER = 20;

  private static final String SPEC =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "name: skewed",
          "sources:",
          "  sales:",
          "    file: {path: sales, watch: 1m}",
          "    type: {shop: STRING NOT NULL, amount: INT, at: TIMESTAMP_LTZ(3) NOT NULL}",
          "    eventTime: {field: at, watermark: {maxOutOfOrderness: 20ms}}",
          "streams:",
          "  shops:",
          "    from: sales",
          "    keyBy: [shop]",
          "    window: {tumbling: 1s}",
          "    skew: {salt: 2}",
          "    late: {to: late}",
          "    aggregate: {n: COUNT(*), total: SUM(amount)}",
          "  all:",
          "    from: sales",
          "    window: {sliding: {size: 2s, every: 1s}}",
          "    aggregate: {n: COUNT(*), total: SUM(amount)}",
          "sinks:",
          "  shops_out: {from: shops, print: {}}",
          "  all_out: {from: all, print: {}}",
          "  late_out: {from: late, print: {}}");

  private static final String ONE_PHASE = SPEC.replace("    skew: {salt: 2}\n", "");

  @TempDir Path savepoints;

  private final CollectedRows shops = new CollectedRows();
  private final CollectedRows all = new CollectedRows();
  private final CollectedRows late = new CollectedRows();

  /** Behind each other by less than the watermark waits. */
  private static Object[] inTime(long number) {
    return row(number, number * 2 - number * 7919 % DISORDER);
  }

  /** Each tenth is late by far. */
  private static Object[] partlyLate(long number) {
    return row(number, number * 2 - (number % 10 == 5 ? 2500 : 0));
  }

  private static Object[] row(long number, long time) {
    return new Object[] {number % 10 == 0 ? "cold" : "hot", (int) (number % 11), time};
  }

  private interface Sales extends java.io.Serializable {
    Object[] of(long number);
  }

  @Test
  void hotKeysAndWindowsWithoutKeysGoOnInFewerSubtasks(
      @InjectClusterClient ClusterClient<?> cluster) throws Exception {
    Map<String, long[]> ofShops = new TreeMap<>();
    Map<String, long[]> ofAll = new TreeMap<>();
    for (long i = 0; i < ROWS; i++) {
      Object[] sale = inTime(i);
      long second = Math.floorDiv((Long) sale[2], 1000L) * 1000;
      count(ofShops, sale[0] + " " + second + " " + (second + 1000), (Integer) sale[1]);
      count(ofAll, second - 1000 + " " + (second + 1000), (Integer) sale[1]);
      count(ofAll, second + " " + (second + 2000), (Integer) sale[1]);
    }

    String savepoint = first(cluster, SPEC, 2, TwoPhasesJobTest::inTime);
    int before = shops.rows().size();
    goOn(cluster, SPEC, 1, TwoPhasesJobTest::inTime, savepoint);

    assertThat(before).isPositive().isLessThan(ofShops.size());
    assertThat(results(shops, 3)).isEqualTo(shown(ofShops));
    assertThat(results(all, 2)).isEqualTo(shown(ofAll));
    assertThat(late.rows()).isEmpty();
  }

  private static void count(Map<String, long[]> windows, String window, int amount) {
    long[] counted = windows.computeIfAbsent(window, absent -> new long[2]);
    counted[0]++;
    counted[1] += amount;
  }

  private static Map<String, String> shown(Map<String, long[]> windows) {
    Map<String, String> shown = new TreeMap<>();
    windows.forEach((window, counted) -> shown.put(window, counted[0] + " " + counted[1]));
    return shown;
  }

  private static Map<String, String> results(CollectedRows rows, int names) {
    Map<String, String> results = new TreeMap<>();
    for (Object[] row : rows.rows()) {
      String window = joined(row, 0, names);
      assertThat(results.put(window, joined(row, names, row.length))).as(window).isNull();
    }
    return results;
  }

  private static String joined(Object[] row, int from, int to) {
    return String.join(
        " ", Arrays.stream(row, from, to).map(String::valueOf).toArray(String[]::new));
  }

  /** Where keys are spread from now on, what was late for the one phase is late, and not lost. */
  @Test
  void whatIsLateWhereKeysAreSpreadFromNowOnIsGiven(@InjectClusterClient ClusterClient<?> cluster)
      throws Exception {
    String savepoint = first(cluster, ONE_PHASE, 2, TwoPhasesJobTest::partlyLate);
    int before = late.rows().size();
    goOn(cluster, SPEC, 2, TwoPhasesJobTest::partlyLate, savepoint);

    long counted = shops.rows().stream().mapToLong(row -> (Long) row[3]).sum();
    assertThat(late.rows()).hasSizeGreaterThan(before);
    assertThat(counted + late.rows().size()).isEqualTo(ROWS);
  }

  /** A source may have nothing more for one subtask long before it ends in another. */
  @Test
  void checkpointsGoOnWhereTheSourceHasEndedInPart(
      @InjectClusterClient ClusterClient<?> cluster, @InjectMiniCluster MiniCluster server)
      throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.enableCheckpointing(50);
    JobID job =
        cluster
            .submitJob(graph(environment, SPEC, 2, TwoPhasesJobTest::uneven))
            .get(1, TimeUnit.MINUTES);
    cluster
        .requestJobResult(job)
        .get(1, TimeUnit.MINUTES)
        .toJobExecutionResult(getClass().getClassLoader());

    CheckpointStatsSnapshot checkpoints =
        requireNonNull(server.getExecutionGraph(job).get().getCheckpointStatsSnapshot());
    assertThat(checkpoints.getCounts().getNumberOfCompletedCheckpoints()).isGreaterThan(5);
    long counted = all.rows().stream().mapToLong(row -> (Long) row[2]).sum();
    assertThat(counted).as("each row is in two windows").isEqualTo(2 * ROWS);
  }

  /** The first half is there at once, the other one takes seconds. */
  private static SingleOutputStreamOperator<Object[]> uneven(SourceContext context) {
    return context
        .environment()
        .fromSource(
            new DataGeneratorSource<>(
                number -> {
                  TimeUnit.MICROSECONDS.sleep(number < ROWS / 2 ? 0 : 1000);
                  return inTime(number);
                },
                ROWS,
                context.typeInformation()),
            EventTimeStrategy.builder("sales", ExpressionFunction.column(2))
                .outOfOrderness(Duration.ofMillis(2L * ROWS))
                .build(),
            "sales")
        .uid("numbers");
  }

  private String first(ClusterClient<?> cluster, String spec, int parallelism, Sales sales)
      throws Exception {
    JobID job = cluster.submitJob(job(spec, parallelism, sales, 2500)).get(1, TimeUnit.MINUTES);
    shops.await(3);
    return cluster
        .stopWithSavepoint(job, false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
        .get(1, TimeUnit.MINUTES);
  }

  private void goOn(
      ClusterClient<?> cluster, String spec, int parallelism, Sales sales, String savepoint)
      throws Exception {
    JobGraph again = job(spec, parallelism, sales, 5000);
    again.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint, true));
    cluster
        .requestJobResult(cluster.submitJob(again).get(1, TimeUnit.MINUTES))
        .get(1, TimeUnit.MINUTES)
        .toJobExecutionResult(getClass().getClassLoader());
  }

  private JobGraph job(String spec, int parallelism, Sales sales, double rowsPerSecond) {
    JobGraph graph =
        graph(
            StreamExecutionEnvironment.getExecutionEnvironment(),
            spec,
            parallelism,
            context -> sold(context, sales, rowsPerSecond));
    assertThat(graph.getVertices().toString().contains("shops.window.partial"))
        .isEqualTo(spec.contains("salt"));
    return graph;
  }

  private JobGraph graph(
      StreamExecutionEnvironment environment,
      String spec,
      int parallelism,
      Function<SourceContext, SingleOutputStreamOperator<Object[]>> source) {
    CompileResult compiled =
        new PipelineCompiler(CATALOG)
            .compile(SourceFile.of("spec.yaml", spec), CompilerOptions.builder().build());
    LogicalPlan plan =
        compiled.plan().orElseThrow(() -> new AssertionError(compiled.diagnostics()));
    environment.setParallelism(parallelism);
    Map<Port, DataStream<Object[]>> streams =
        new GraphBuilder(CATALOG, new TestEndpoints(source)).build(plan, environment, true);
    Map.of("shops", shops, "all", all, "late", late)
        .forEach(
            (name, rows) ->
                requireNonNull(streams.get(plan.streams().get(name))).sinkTo(rows).uid(name));
    return environment.getStreamGraph().getJobGraph();
  }

  private static SingleOutputStreamOperator<Object[]> sold(
      SourceContext context, Sales sales, double rowsPerSecond) {
    DataGeneratorSource<Object[]> source =
        new DataGeneratorSource<>(
            sales::of,
            ROWS,
            RateLimiterStrategy.perSecond(rowsPerSecond),
            context.typeInformation());
    return context
        .environment()
        .fromSource(
            source,
            EventTimeStrategy.builder("sales", ExpressionFunction.column(2))
                .outOfOrderness(Duration.ofMillis(DISORDER))
                .build(),
            "sales")
        .uid("numbers")
        .setParallelism(1)
        .rebalance()
        .map(row -> row, context.typeInformation())
        .uid("sales");
  }
}
