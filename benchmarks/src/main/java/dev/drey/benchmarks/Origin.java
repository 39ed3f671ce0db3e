// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import dev.drey.benchmarks.HandWritten.Fee;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A system that a job reads its input from: by Drey's connector, and by Flink's own by hand. */
interface Origin extends AutoCloseable {
  /** Puts the input there, before any job. */
  void fill(Records input) throws Exception;

  /** Connector and format of a Drey spec's source. */
  String source();

  /** The etl job that reads by Flink's connector. */
  DataStream<Fee> byHand(StreamExecutionEnvironment environment);

  /** Whether a job that reads from it ends by itself. */
  default boolean ends() {
    return true;
  }

  @Override
  void close();
}
