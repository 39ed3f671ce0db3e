// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import dev.drey.benchmarks.HandWritten.Fee;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;

/** A system that a job writes its results to: by Drey's connector, and by Flink's own by hand. */
interface Target extends AutoCloseable {
  /** Makes an empty place for what the next job writes. */
  void empty() throws Exception;

  /** Connector and format of a Drey spec's sink. */
  String sink();

  /** Ends a job in Flink's connector. */
  void byHand(DataStream<Fee> fees);

  /** What the last job wrote, each record as JSON. */
  List<byte[]> written() throws Exception;

  @Override
  void close();
}
