// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.discard;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.JobConnector;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SinkRole;
import dev.drey.shape.Shape;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** {@code discard: {}}: takes rows and writes nothing; Flink's own metrics count them. */
public final class DiscardConnector implements JobConnector, SinkRole {
  @Override
  public ConnectorDescriptor descriptor() {
    return ConnectorDescriptor.builder()
        .name("discard")
        .testedAgainst("itself")
        .description(
            "Takes every row and writes nothing. For measuring, and for a stream whose records are"
                + " let go on purpose: the rows are counted in the sink's numRecordsIn.")
        .sinkOptions(Shape.object())
        .sourceFormat(false)
        .sinkFormat(false)
        .sinkChanges(Set.of(ChangeMode.values()))
        .sinkDelivery(Set.of(Delivery.AT_LEAST_ONCE, Delivery.EXACTLY_ONCE))
        .sinkExample("nowhere:\n  from: events\n  discard: {}\n")
        .build();
  }

  @Override
  public Optional<SinkRole> asSink() {
    return Optional.of(this);
  }

  @Override
  public String place(ConnectorUsage usage) {
    return "nowhere";
  }

  @Override
  public DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows) {
    return DiscardSink.add(rows);
  }
}
