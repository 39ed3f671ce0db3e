// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async;

import java.util.OptionalLong;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.groups.InternalSinkWriterMetricGroup;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** What Flink's writer sees of the operator that it works in. */
final class WriterContext implements WriterInitContext {
  private final StreamingRuntimeContext runtime;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService times;
  private final SinkWriterMetricGroup metrics;

  WriterContext(
      StreamingRuntimeContext runtime, MailboxExecutor mailbox, ProcessingTimeService times) {
    this.runtime = runtime;
    this.mailbox = mailbox;
    this.times = times;
    this.metrics = InternalSinkWriterMetricGroup.wrap(runtime.getMetricGroup());
  }

  @Override
  public MailboxExecutor getMailboxExecutor() {
    return mailbox;
  }

  @Override
  public ProcessingTimeService getProcessingTimeService() {
    return times;
  }

  @Override
  public SinkWriterMetricGroup metricGroup() {
    return metrics;
  }

  @Override
  public OptionalLong getRestoredCheckpointId() {
    return OptionalLong.empty();
  }

  @Override
  public JobInfo getJobInfo() {
    return runtime.getJobInfo();
  }

  @Override
  public TaskInfo getTaskInfo() {
    return runtime.getTaskInfo();
  }

  @Override
  public boolean isObjectReuseEnabled() {
    return runtime.isObjectReuseEnabled();
  }

  @Override
  public UserCodeClassLoader getUserCodeClassLoader() {
    return SimpleUserCodeClassLoader.create(runtime.getUserCodeClassLoader());
  }

  @Override
  public SerializationSchema.InitializationContext asSerializationSchemaInitializationContext() {
    return new SerializationSchema.InitializationContext() {
      @Override
      public MetricGroup getMetricGroup() {
        return metrics;
      }

      @Override
      public UserCodeClassLoader getUserCodeClassLoader() {
        return WriterContext.this.getUserCodeClassLoader();
      }
    };
  }

  @Override
  public <T> TypeSerializer<T> createInputSerializer() {
    throw new UnsupportedOperationException("rows are sent as they are");
  }
}
