// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.transformations.PhysicalTransformation;

/**
 * A sink that tells which rows are refused: an operator whose output is the {@link RefusedRows}, or
 * one of Flink's own sinks, which end a graph, behind an operator that has them aside.
 */
public final class RefusingSink extends DataStreamSink<Object[]> {
  private final DataStream<Object[]> refused;

  private RefusingSink(PhysicalTransformation<Object[]> writer, DataStream<Object[]> refused) {
    super(writer);
    this.refused = refused;
  }

  /**
   * @param writer that emits what is refused, which is nothing unless the context says {@link
   *     Refusal#TO}
   */
  public static RefusingSink of(SingleOutputStreamOperator<Object[]> writer) {
    return new RefusingSink((PhysicalTransformation<Object[]>) writer.getTransformation(), writer);
  }

  /**
   * @param sink that is given what is not refused
   * @param refused what is refused before it
   */
  @SuppressWarnings("unchecked")
  public static RefusingSink of(DataStreamSink<?> sink, DataStream<Object[]> refused) {
    // What a sink emits to itself, such as what is to be committed, concerns nobody else.
    return new RefusingSink(
        (PhysicalTransformation<Object[]>) (PhysicalTransformation<?>) sink.getTransformation(),
        refused);
  }

  /** What its system refused. */
  public DataStream<Object[]> refused() {
    return refused;
  }
}
