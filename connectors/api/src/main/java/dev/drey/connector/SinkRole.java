// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** A connector as something that can be written to. */
public interface SinkRole {
  /**
   * What a run beside the deployed pipeline takes in the system under its own name, in words for
   * the person who starts it; empty for nothing. See {@link SinkContext#besideAs}.
   */
  default Optional<String> takesBeside(ConnectorUsage usage, String run) {
    return Optional.empty();
  }

  /** Ends the stream in this sink. Name, uid and parallelism are set by the caller. */
  DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows);
}
