// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.connector.SourceContext;
import dev.drey.expression.Expressions;
import dev.drey.operator.EventTimeStrategy;
import dev.drey.operator.ExpressionFunction;
import dev.drey.plan.Port;
import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectClusterClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A whole job, stopped with a savepoint and started again with more subtasks. */
class SavepointTest {
  @RegisterExtension static final MiniClusterExtension CLUSTER = EmbeddedFlink.ofTwoSlots();

  private static final int ROWS = 3000;
  private static final long DISORDER = 20;

  @TempDir Path savepoints;

  @Test
  void theResultsAreThoseOfAJobThatNeverStopped(@InjectClusterClient ClusterClient<?> cluster)
      throws Exception {
    WindowShape shape = sliding(60);
    WindowModel model = new WindowModel(shape, 0);
    for (long i = 0; i < ROWS; i++) {
      Object[] row = row(i);
      model.row((Long) row[2], row);
    }
    model.watermark(Long.MAX_VALUE);
    CollectedRows results = new CollectedRows();

    JobID first = cluster.submitJob(job(shape, 1, results, 1000)).get(1, TimeUnit.MINUTES);
    results.await(50);
    String savepoint =
        cluster
            .stopWithSavepoint(
                first, false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(1, TimeUnit.MINUTES);
    int before = byWindow(results.rows()).size();
    JobGraph again = job(shape, 2, results, 1_000_000);
    again.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint, false));
    JobID second = cluster.submitJob(again).get(1, TimeUnit.MINUTES);
    cluster
        .requestJobResult(second)
        .get(1, TimeUnit.MINUTES)
        .toJobExecutionResult(getClass().getClassLoader());

    assertThat(before).isPositive().isLessThan(model.results.size());
    assertThat(byWindow(results.rows())).isEqualTo(model.results);
  }

  /** On a cluster the spec before is not at hand: its words are in the savepoint. */
  @Test
  void windowsOfAnotherSizeDoNotGoOn(@InjectClusterClient ClusterClient<?> cluster)
      throws Exception {
    CollectedRows results = new CollectedRows();
    JobID first = cluster.submitJob(job(sliding(60), 1, results, 1000)).get(1, TimeUnit.MINUTES);
    results.await(50);
    String savepoint =
        cluster
            .stopWithSavepoint(
                first, false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(1, TimeUnit.MINUTES);
    JobGraph wider = job(sliding(80), 2, results, 1_000_000);
    wider.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint, false));
    JobID second = cluster.submitJob(wider).get(1, TimeUnit.MINUTES);

    assertThatThrownBy(
            () ->
                cluster
                    .requestJobResult(second)
                    .get(1, TimeUnit.MINUTES)
                    .toJobExecutionResult(getClass().getClassLoader()))
        .hasStackTraceContaining(
            "the window was sliding 60ms every 20ms of event time and is sliding 80ms every 20ms of"
                + " event time");
  }

  private static WindowShape sliding(int size) {
    return WindowShape.sliding(
        Duration.ofMillis(size), Duration.ofMillis(20), Duration.ZERO, false);
  }

  /** The same for the same number; never further behind than the watermark waits. */
  private static Object[] row(long number) {
    long time = number * 2 - number * 7919 % DISORDER;
    return new Object[] {"k" + number % 5, number % 7 == 0 ? null : (int) (number % 11), time};
  }

  private static JobGraph job(
      WindowShape shape, int parallelism, CollectedRows collected, double rowsPerSecond) {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(parallelism);
    WindowNode window = WindowPlans.window(shape, Duration.ZERO, WindowPlans.CALLS);
    Map<Port, DataStream<Object[]>> streams =
        new GraphBuilder(
                TestConnector.catalog(),
                new TestEndpoints(context -> numbered(context, rowsPerSecond)))
            .build(WindowPlans.plan(window).withShapes(Expressions.standard()), environment, true);
    DataStream<Object[]> results = streams.get(Port.out(window.id()));
    if (results == null) {
      throw new AssertionError("no stream of results");
    }
    results.sinkTo(collected).uid("results");
    return environment.getStreamGraph().getJobGraph();
  }

  private static SingleOutputStreamOperator<Object[]> numbered(
      SourceContext context, double rowsPerSecond) {
    DataGeneratorSource<Object[]> source =
        new DataGeneratorSource<>(
            SavepointTest::row,
            ROWS,
            RateLimiterStrategy.perSecond(rowsPerSecond),
            context.typeInformation());
    return context
        .environment()
        .fromSource(
            source,
            EventTimeStrategy.builder("in", ExpressionFunction.column(2))
                .outOfOrderness(Duration.ofMillis(DISORDER))
                .build(),
            "in")
        .setParallelism(1);
  }

  private static Map<String, List<String>> byWindow(Queue<Object[]> results) {
    Map<String, List<String>> byWindow = new TreeMap<>();
    for (Object[] row : results) {
      List<Object> calls = new ArrayList<>(Arrays.asList(row).subList(3, row.length));
      int last = calls.size() - 1;
      List<Integer> sorted = new ArrayList<>();
      if (calls.get(last) != null) {
        ((List<?>) calls.get(last)).forEach(each -> sorted.add((Integer) each));
        sorted.sort(null);
        calls.set(last, sorted);
      }
      byWindow
          .computeIfAbsent(row[0] + " " + row[1] + " " + row[2], window -> new ArrayList<>())
          .add(calls + " @" + ((Long) row[2] - 1));
    }
    return byWindow;
  }
}
