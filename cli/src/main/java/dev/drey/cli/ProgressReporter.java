// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static java.util.Objects.requireNonNull;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.Scheduled;
import org.jspecify.annotations.Nullable;

/**
 * Brings Flink's metrics to the {@link RunFigures} of a run, and shows its {@link ProgressLine}
 * each second where it has one. Flink makes it from the configuration.
 */
public final class ProgressReporter implements MetricReporter, Scheduled {
  private static final String PREFIX = "metrics.reporter.progress.";
  private static final String RUN = "run";

  private @Nullable RunFigures figures;

  /** Makes a Flink started with this configuration report to the figures. */
  static void addTo(Configuration configuration, RunFigures figures) {
    configuration.setString(PREFIX + "factory.class", ProgressReporterFactory.class.getName());
    configuration.setString(PREFIX + "interval", "1 s");
    configuration.setString(PREFIX + RUN, figures.number());
  }

  @Override
  public void open(MetricConfig config) {
    figures = RunFigures.find(config.getString(RUN, ""));
  }

  @Override
  public void close() {
    // The figures are the run's: it reads them when Flink is gone.
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    requireNonNull(figures)
        .added(metric, name, group.getAllVariables().getOrDefault("<operator_name>", ""));
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    requireNonNull(figures).removed(metric);
  }

  @Override
  public void report() {
    requireNonNull(figures).report();
  }
}
