// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What a lookup counts: rows answered from memory ({@code lookupHits}) or by a request that was
 * under way ({@code lookupShared}), keys asked for ({@code lookupMisses}), attempts that failed
 * ({@code lookupFailures}), rows without an answer ({@code lookupMissing}), rows for which nobody
 * could be asked ({@code lookupErrors}), and how long each attempt took in milliseconds ({@code
 * lookupLatency}).
 */
final class LookupMetrics {
  /** As many of the last attempts as the histogram tells of. */
  private static final int ATTEMPTS = 1000;

  private final Counter hits;
  private final Counter shared;
  private final Counter misses;
  private final Counter missing;
  private final Counter errors;
  private final Counter failures;
  private final Histogram latency;

  LookupMetrics(MetricGroup group) {
    hits = group.counter("lookupHits");
    shared = group.counter("lookupShared");
    misses = group.counter("lookupMisses");
    missing = group.counter("lookupMissing", new ThreadSafeSimpleCounter());
    errors = group.counter("lookupErrors", new ThreadSafeSimpleCounter());
    failures = group.counter("lookupFailures", new ThreadSafeSimpleCounter());
    latency = group.histogram("lookupLatency", new DescriptiveStatisticsHistogram(ATTEMPTS));
  }

  void hit() {
    hits.inc();
  }

  void shared() {
    shared.inc();
  }

  void asked() {
    misses.inc();
  }

  void missing() {
    missing.inc();
  }

  void error() {
    errors.inc();
  }

  void failed() {
    failures.inc();
  }

  void answered(long nanos) {
    latency.update(nanos / 1_000_000);
  }
}
