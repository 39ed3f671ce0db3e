// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Where Flink finds {@link ProgressReporter}. */
public final class ProgressReporterFactory implements MetricReporterFactory {
  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new ProgressReporter();
  }
}
