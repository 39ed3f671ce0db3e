package dev.drey.connector;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** A connector that can be written to. */
public interface SinkConnector extends Connector {
  /** Ends the stream in this sink. Name, uid and parallelism are set by the caller. */
  DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows);
}
