package dev.drey.connector.kafka;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/** A job on the test's cluster and what it emits; {@link #close} cancels it. */
final class RunningJob<T> implements AutoCloseable {
  private final CloseableIterator<T> emitted;

  private RunningJob(CloseableIterator<T> emitted) {
    this.emitted = emitted;
  }

  static <T> RunningJob<T> of(DataStream<T> stream) throws Exception {
    return new RunningJob<>(stream.executeAndCollect());
  }

  /** An environment whose jobs fail where a type would go through Kryo. */
  static StreamExecutionEnvironment environment() {
    return environment(new Configuration());
  }

  static StreamExecutionEnvironment environment(Configuration more) {
    Configuration configuration = new Configuration(more);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(1);
    return environment;
  }

  /** Waits for what is emitted next. */
  T next() {
    return emitted.next();
  }

  /** All that is still emitted, of a bounded job. */
  List<T> rest() {
    List<T> rest = new ArrayList<>();
    emitted.forEachRemaining(rest::add);
    return rest;
  }

  @Override
  public void close() {
    try {
      emitted.close();
    } catch (Exception e) {
      throw new AssertionError("cannot end the job", e);
    }
  }
}
