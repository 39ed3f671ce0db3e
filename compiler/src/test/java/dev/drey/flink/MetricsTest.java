// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.source.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a job shows of its rows is what arithmetic says of them. */
class MetricsTest {
  private static final InMemoryReporter REPORTER = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(REPORTER.addToConfiguration(new Configuration()))
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final String SPEC =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "name: seen",
          "sources:",
          "  s:",
          "    file: {path: FOLDER}",
          "    type: {speed: DOUBLE, ms: \"DECIMAL(9, 1)\", car: STRING}",
          "streams:",
          "  NAME:",
          "    from: s",
          "    select: {kmh: speed * 2, ms: , car: }",
          "    metrics:",
          "      fast: {count: kmh > 100}",
          "      top: {gauge: kmh}",
          "      usual: {gauge: {mean: kmh, decay: 0.25}}",
          "      plain: {gauge: {mean: kmh}}",
          "      latency: {histogram: ms}",
          "sinks:",
          "  out: {from: NAME, discard: {}}",
          "");

  @TempDir Path folder;

  @Test
  void oneSubtaskShowsAllRows() throws Exception {
    List<Double> speeds = new ArrayList<>();
    Random random = new Random(7);
    List<Long> latencies = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      double speed = random.nextInt(140) / 2.0;
      int tenths = random.nextInt(5_000);
      boolean without = i % 7 == 3;
      lines.append(
          without
              ? "{\"car\": \"a\"}\n"
              : String.format(
                  "{\"speed\": %s, \"ms\": %d.%d, \"car\": \"a\"}\n",
                  speed, tenths / 10, tenths % 10));
      if (!without) {
        speeds.add(speed * 2);
        latencies.add((long) tenths / 10);
      }
    }
    Files.writeString(folder.resolve("a.jsonl"), lines);

    run("one_task", 1);

    double usual = speeds.get(0);
    double plain = speeds.get(0);
    for (double speed : speeds.subList(1, speeds.size())) {
      usual = 0.75 * usual + 0.25 * speed;
      plain = 0.9 * plain + 0.1 * speed;
    }
    assertThat(count("one_task"))
        .isEqualTo(speeds.stream().filter(speed -> speed > 100).count())
        .isPositive();
    assertThat(gauge("one_task", "top")).isEqualTo(speeds.get(speeds.size() - 1));
    assertThat(gauge("one_task", "usual")).isCloseTo(usual, within(1e-9));
    assertThat(gauge("one_task", "plain")).isCloseTo(plain, within(1e-9));
    Histogram histogram = (Histogram) metrics("one_task", "latency").get(0);
    HistogramStatistics statistics = histogram.getStatistics();
    assertThat(histogram.getCount()).isEqualTo(latencies.size());
    assertThat(Arrays.stream(statistics.getValues()).boxed().collect(Collectors.toList()))
        .containsExactlyInAnyOrderElementsOf(latencies);
  }

  @Test
  void theCountsOfSubtasksAddUp() throws Exception {
    for (int file = 0; file < 4; file++) {
      Files.writeString(
          folder.resolve(file + ".jsonl"), "{\"speed\": 60}\n{\"speed\": 40}\n".repeat(10 + file));
    }

    run("two_tasks", 2);

    assertThat(metrics("two_tasks", "fast")).hasSize(2);
    assertThat(count("two_tasks")).isEqualTo(10 + 11 + 12 + 13);
  }

  @Test
  void aGaugeIsNoNumberBeforeItsFirstValue() throws Exception {
    Files.writeString(folder.resolve("a.jsonl"), "{\"car\": \"a\"}\n");

    run("nothing", 1);

    assertThat(gauge("nothing", "top")).isNaN();
    assertThat(count("nothing")).isZero();
  }

  /** The group is what the service looks for, and the stream a variable of it. */
  @ParameterizedTest
  @ValueSource(strings = {"fast", "top", "latency"})
  void theServiceFindsThem(String metric) throws Exception {
    Files.writeString(folder.resolve("a.jsonl"), "{\"speed\": 60, \"ms\": 1}\n");
    String name = "found_" + metric;

    run(name, 1);

    MetricGroup group = groups(name, metric).get(0);
    assertThat(group.getAllVariables()).containsEntry("<stream>", name);
    assertThat(group.getScopeComponents()).containsSubsequence("kinesisanalytics", "stream", name);
  }

  private void run(String name, int parallelism) throws Exception {
    Catalog catalog = Catalog.load(MetricsTest.class.getClassLoader());
    CompileResult compiled =
        new PipelineCompiler(catalog)
            .compile(
                SourceFile.of(
                    "spec.yaml", SPEC.replace("FOLDER", folder.toString()).replace("NAME", name)),
                CompilerOptions.builder().build());
    assertThat(compiled.diagnostics()).isEmpty();
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(parallelism);
    new GraphBuilder(catalog).build(compiled.plan().orElseThrow(), environment, true);
    environment.execute(name);
  }

  private static List<MetricGroup> groups(String stream, String metric) {
    List<MetricGroup> found = new ArrayList<>();
    for (Map.Entry<MetricGroup, Map<String, Metric>> group :
        REPORTER.getMetricsByGroup().entrySet()) {
      if (stream.equals(group.getKey().getAllVariables().get("<stream>"))
          && group.getValue().containsKey(metric)) {
        found.add(group.getKey());
      }
    }
    assertThat(found).as(stream + "." + metric).isNotEmpty();
    return found;
  }

  private static List<Metric> metrics(String stream, String metric) {
    Map<MetricGroup, Map<String, Metric>> all = REPORTER.getMetricsByGroup();
    return groups(stream, metric).stream()
        .map(group -> Objects.requireNonNull(Objects.requireNonNull(all.get(group)).get(metric)))
        .collect(Collectors.toList());
  }

  private static long count(String stream) {
    return metrics(stream, "fast").stream()
        .mapToLong(metric -> ((Counter) metric).getCount())
        .sum();
  }

  private static double gauge(String stream, String metric) {
    return (Double) ((Gauge<?>) metrics(stream, metric).get(0)).getValue();
  }
}
