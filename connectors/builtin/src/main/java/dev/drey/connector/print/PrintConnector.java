// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.print;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.JobConnector;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SinkRole;
import dev.drey.connector.StandIn;
import dev.drey.shape.Option;
import dev.drey.shape.Shape;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** {@code print: {label}}: rows as lines on standard output. */
public final class PrintConnector implements JobConnector, SinkRole {
  static final Option<String> LABEL =
      Option.text(
              "label",
              "Text in front of every line, followed by a colon and a blank; tells the"
                  + " lines of several sinks apart.")
          .example("alerts");

  @Override
  public ConnectorDescriptor descriptor() {
    return ConnectorDescriptor.builder()
        .name("print")
        .testedAgainst("itself")
        .description(
            "Writes every row as one line, in the sink's format, to standard output: of the command"
                + " in a local run, of the task managers on a cluster. Lines of several sinks and"
                + " subtasks never run into each other. Where rows change each other, `+` stands"
                + " before a row that holds from now on and `-` before one that does not any"
                + " more.")
        .sinkOptions(Shape.object(LABEL))
        .sourceFormat(false)
        .sinkChanges(Set.of(ChangeMode.values()))
        .standIn(StandIn.CONSOLE)
        .sinkExample("shown:\n  from: alerts\n  print: {label: alerts}\n  format: json\n")
        .build();
  }

  @Override
  public Optional<SinkRole> asSink() {
    return Optional.of(this);
  }

  @Override
  public String place(ConnectorUsage usage) {
    return "standard output";
  }

  @Override
  public DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows) {
    return PrintSink.add(context, rows);
  }
}
