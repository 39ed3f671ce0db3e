// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.shards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.RecordPublisher;
import org.jspecify.annotations.Nullable;

/** Reads a shard when those that it came from have been read to their end, and says so of it. */
final class AfterParents implements RecordPublisher {
  private static final long PAUSE_MILLIS = 250;

  private final EndedShards ended;
  private final String shard;
  private final List<String> parents;
  private final Reading reading;
  private @Nullable RecordPublisher records;

  /** What begins to read. */
  interface Reading {
    RecordPublisher start() throws InterruptedException;
  }

  /**
   * @param parents none: it is read from now on
   */
  AfterParents(EndedShards ended, String shard, List<String> parents, Reading reading)
      throws InterruptedException {
    this.ended = ended;
    this.shard = shard;
    this.parents = parents;
    this.reading = reading;
    if (parents.isEmpty()) {
      records = reading.start();
    }
  }

  @Override
  public RecordPublisherRunResult run(RecordBatchConsumer consumer) throws InterruptedException {
    try {
      if (records == null) {
        if (!ended.haveAllEnded(parents)) {
          Thread.sleep(PAUSE_MILLIS);
          return RecordPublisherRunResult.INCOMPLETE;
        }
        records = reading.start();
      }
      RecordPublisherRunResult result = records.run(consumer);
      if (result == RecordPublisherRunResult.COMPLETE) {
        ended.say(List.of(shard));
      }
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException("the job manager does not say which shards have ended", e);
    }
  }
}
