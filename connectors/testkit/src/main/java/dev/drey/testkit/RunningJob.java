// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.CloseableIterator;

/** A job on the test's cluster and what it emits; {@link #close} cancels it. */
public final class RunningJob<T> implements AutoCloseable {
  private final CloseableIterator<T> emitted;

  private RunningJob(CloseableIterator<T> emitted) {
    this.emitted = emitted;
  }

  public static <T> RunningJob<T> of(DataStream<T> stream) throws Exception {
    return new RunningJob<>(stream.executeAndCollect());
  }

  /** All that a job emits that ends by itself, in order. */
  public static <T> List<T> all(DataStream<T> stream) throws Exception {
    try (RunningJob<T> job = of(stream)) {
      return job.rest();
    }
  }

  /** Waits for what is emitted next. */
  public T next() {
    return emitted.next();
  }

  /** All that is still emitted, of a bounded job. */
  public List<T> rest() {
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
