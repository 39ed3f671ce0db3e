// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.PhysicalTransformation;

/**
 * A sink that is an operator with an output: the {@link RefusedRows}. Flink's own sinks end a
 * graph, so that nothing can follow them.
 */
public final class RefusingSink extends DataStreamSink<Object[]> {
  private final StreamExecutionEnvironment environment;

  private RefusingSink(
      StreamExecutionEnvironment environment, PhysicalTransformation<Object[]> writer) {
    super(writer);
    this.environment = environment;
  }

  /**
   * @param writer that emits what is refused, which is nothing unless the context says {@link
   *     Refusal#TO}
   */
  public static RefusingSink of(SingleOutputStreamOperator<Object[]> writer) {
    return new RefusingSink(
        writer.getExecutionEnvironment(),
        (PhysicalTransformation<Object[]>) writer.getTransformation());
  }

  /** What its system refused. */
  public DataStream<Object[]> refused() {
    return new DataStream<>(environment, getTransformation());
  }
}
