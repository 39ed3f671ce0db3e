// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.discard;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Flink's discarding sink, apart from the connector so that this one loads without Flink. */
final class DiscardSink {
  private DiscardSink() {}

  static DataStreamSink<?> add(DataStream<Object[]> rows) {
    return rows.sinkTo(new DiscardingSink<>());
  }
}
