// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What scoring counts: rows that a model scored ({@code inferRows}) in how many runs of it ({@code
 * inferBatches}), rows that were not for an input was NULL ({@code inferSkipped}), rows that it
 * failed on ({@code inferErrors}), and how long each run took in microseconds ({@code
 * inferLatency}).
 */
final class InferMetrics {
  /** As many of the last runs as the histogram tells of. */
  private static final int RUNS = 1000;

  private final Counter rows;
  private final Counter batches;
  private final Counter skipped;
  private final Counter errors;
  private final Histogram latency;

  InferMetrics(MetricGroup group) {
    rows = group.counter("inferRows");
    batches = group.counter("inferBatches");
    skipped = group.counter("inferSkipped");
    errors = group.counter("inferErrors");
    latency = group.histogram("inferLatency", new DescriptiveStatisticsHistogram(RUNS));
  }

  void scored(int together, long nanos) {
    rows.inc(together);
    batches.inc();
    latency.update(nanos / 1_000);
  }

  void skipped() {
    skipped.inc();
  }

  void error() {
    errors.inc();
  }
}
