package dev.drey.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.Scheduled;

/**
 * One line on standard error that says how a run gets on, written anew each second: records read
 * and written by the pipeline's ends, the least watermark, late records dropped, checkpoints. Flink
 * makes it from the configuration; it is there on a terminal only.
 */
public final class ProgressReporter implements MetricReporter, Scheduled {
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Map<Metric, String> operatorNames = new ConcurrentHashMap<>();
  private final Map<Metric, String> names = new ConcurrentHashMap<>();
  private final PrintStream out = System.err;
  private volatile boolean shown;

  /** Makes a Flink started with this configuration show the line. */
  static void addTo(Configuration configuration) {
    configuration.setString(
        "metrics.reporter.progress.factory.class", ProgressReporterFactory.class.getName());
    configuration.setString("metrics.reporter.progress.interval", "1 s");
  }

  @Override
  public void open(MetricConfig config) {
    // Nothing to open: the line is made from the metrics that Flink adds.
  }

  @Override
  public void close() {
    if (shown) {
      out.print(CLEAR_LINE);
      out.flush();
    }
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    names.put(metric, name);
    operatorNames.put(metric, group.getAllVariables().getOrDefault("<operator_name>", ""));
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    // Counters stay: a finished subtask's records still count.
    if (metric instanceof Gauge) {
      names.remove(metric);
    }
  }

  @Override
  public void report() {
    out.print(CLEAR_LINE + line());
    out.flush();
    shown = true;
  }

  private String line() {
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "in %,d", sum("numRecordsOut", "Source: .*")));
    line.append(String.format(Locale.ROOT, "  out %,d", sum("numRecordsIn", ".*: Writer")));
    gauges("currentOutputWatermark")
        .filter(time -> time > Long.MIN_VALUE && time < Long.MAX_VALUE)
        .min()
        .ifPresent(time -> line.append("  watermark ").append(Instant.ofEpochMilli(time)));
    long late = sum("numLateRecordsDropped", ".+");
    if (late > 0) {
      line.append(String.format(Locale.ROOT, "  late %,d", late));
    }
    gauges("numberOfCompletedCheckpoints")
        .max()
        .ifPresent(count -> line.append("  checkpoints ").append(count));
    return line.toString();
  }

  private long sum(String name, String operators) {
    long[] sum = new long[1];
    each(
        name,
        (metric, operator) -> {
          if (metric instanceof Counter && operator.matches(operators)) {
            sum[0] += ((Counter) metric).getCount();
          }
        });
    return sum[0];
  }

  private LongStream gauges(String name) {
    LongStream.Builder values = LongStream.builder();
    each(
        name,
        (metric, operator) -> {
          if (metric instanceof Gauge && ((Gauge<?>) metric).getValue() instanceof Number) {
            values.add(((Number) ((Gauge<?>) metric).getValue()).longValue());
          }
        });
    return values.build();
  }

  private void each(String name, BiConsumer<Metric, String> found) {
    names.forEach(
        (metric, called) -> {
          if (called.equals(name)) {
            found.accept(metric, operatorNames.getOrDefault(metric, ""));
          }
        });
  }
}
