// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Puts rows into a queue of this JVM, in which tasks find it by its number. */
final class CollectedRows implements Sink<Object[]> {
  private static final long serialVersionUID = 1;

  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final Map<Integer, Queue<Object[]>> QUEUES = new ConcurrentHashMap<>();

  private final int number = NEXT.incrementAndGet();

  CollectedRows() {
    QUEUES.put(number, new ConcurrentLinkedQueue<>());
  }

  /** What has come so far. */
  Queue<Object[]> rows() {
    Queue<Object[]> queue = QUEUES.get(number);
    if (queue == null) {
      throw new IllegalStateException("no queue " + number);
    }
    return queue;
  }

  void await(int size) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (rows().size() < size) {
      assertThat(System.nanoTime()).as("no results yet").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  @Override
  public SinkWriter<Object[]> createWriter(WriterInitContext context) {
    return new Writer(rows());
  }

  @Deprecated
  @Override
  public SinkWriter<Object[]> createWriter(InitContext context) throws IOException {
    return new Writer(rows());
  }

  private static final class Writer implements SinkWriter<Object[]> {
    private final Queue<Object[]> queue;

    Writer(Queue<Object[]> queue) {
      this.queue = queue;
    }

    @Override
    public void write(Object[] row, Context context) {
      queue.add(row);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
