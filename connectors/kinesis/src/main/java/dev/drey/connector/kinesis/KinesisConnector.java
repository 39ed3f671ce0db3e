// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import dev.drey.connector.Clash;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Course;
import dev.drey.connector.Finding;
import dev.drey.connector.JobConnector;
import dev.drey.connector.Permission;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SinkRole;
import dev.drey.connector.SourceContext;
import dev.drey.connector.SourceRole;
import dev.drey.diagnostic.code.DiagnosticCode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The connector {@code kinesis}. What it offers is in {@link KinesisDescriptor}, what is wrong with
 * a use in {@link KinesisChecks}; {@link KinesisSource} and {@link KinesisSink} build the job's
 * ends.
 */
public final class KinesisConnector implements JobConnector, SourceRole, SinkRole {
  private final ConnectorDescriptor descriptor = KinesisDescriptor.descriptor();

  @Override
  public ConnectorDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Optional<SourceRole> asSource() {
    return Optional.of(this);
  }

  @Override
  public Optional<SinkRole> asSink() {
    return Optional.of(this);
  }

  @Override
  public List<DiagnosticCode> diagnostics() {
    return KinesisCodes.all();
  }

  @Override
  public List<Finding> check(ConnectorUsage usage) {
    return new KinesisChecks(Clock.systemUTC()).check(usage);
  }

  @Override
  public List<Clash> checkTogether(List<ConnectorUsage> usages) {
    return StreamLoops.of(usages);
  }

  @Override
  public List<Permission> permissions(ConnectorUsage usage) {
    return KinesisActions.of(usage);
  }

  @Override
  public String place(ConnectorUsage usage) {
    return StreamAddress.of(usage.options()).text();
  }

  @Override
  public Course course(ConnectorUsage usage) {
    return KinesisSource.course(usage.options());
  }

  @Override
  public SingleOutputStreamOperator<Object[]> source(SourceContext context) {
    return KinesisSource.add(context);
  }

  @Override
  public DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows) {
    return KinesisSink.add(context, rows);
  }
}
