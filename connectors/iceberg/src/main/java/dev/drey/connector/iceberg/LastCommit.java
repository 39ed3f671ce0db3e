// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreWriteTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.transformations.SinkTransformation;

/**
 * Iceberg's sink, of which what is written behind the last checkpoint is committed, too. Iceberg
 * gives that the number that meant the end of all input until Flink 1.20.1; the Flink of today
 * waits for a checkpoint of that number, which never comes, so that rows of a job that ends would
 * be lost.
 *
 * @param <I> the rows
 * @param <W> what a writer makes of rows
 * @param <C> what is committed
 */
final class LastCommit<I, W, C>
    implements Sink<I>,
        SupportsPreWriteTopology<I>,
        SupportsCommitter<C>,
        SupportsPreCommitTopology<W, C> {
  private static final long serialVersionUID = 1;

  private final Sink<I> sink;
  private final boolean atTheEnd;

  private LastCommit(Sink<I> sink, boolean atTheEnd) {
    this.sink = sink;
    this.atTheEnd = atTheEnd;
  }

  /**
   * @param atTheEnd whether all is committed when the input ends, at once
   */
  static <I> Sink<I> of(SinkTransformation<I, ?> icebergs, boolean atTheEnd) {
    return new LastCommit<I, Object, Object>(icebergs.getSink(), atTheEnd);
  }

  @Deprecated
  @Override
  public SinkWriter<I> createWriter(InitContext context) throws IOException {
    return sink.createWriter(context);
  }

  @Override
  public SinkWriter<I> createWriter(WriterInitContext context) throws IOException {
    return sink.createWriter(context);
  }

  @SuppressWarnings("unchecked")
  private SupportsCommitter<C> committing() {
    return (SupportsCommitter<C>) sink;
  }

  @SuppressWarnings("unchecked")
  private SupportsPreCommitTopology<W, C> collecting() {
    return (SupportsPreCommitTopology<W, C>) sink;
  }

  @SuppressWarnings("unchecked")
  private SupportsPreWriteTopology<I> distributing() {
    return (SupportsPreWriteTopology<I>) sink;
  }

  @Override
  public Committer<C> createCommitter(CommitterInitContext context) throws IOException {
    return committing().createCommitter(context);
  }

  @Override
  public SimpleVersionedSerializer<C> getCommittableSerializer() {
    return committing().getCommittableSerializer();
  }

  @Override
  public SimpleVersionedSerializer<W> getWriteResultSerializer() {
    return collecting().getWriteResultSerializer();
  }

  @Override
  public DataStream<I> addPreWriteTopology(DataStream<I> rows) {
    return distributing().addPreWriteTopology(rows);
  }

  @Override
  public DataStream<CommittableMessage<C>> addPreCommitTopology(
      DataStream<CommittableMessage<W>> results) {
    DataStream<CommittableMessage<C>> collected = collecting().addPreCommitTopology(results);
    TypeInformation<CommittableMessage<C>> type = collected.getType();
    return collected
        .transform(
            "last commit",
            type,
            atTheEnd ? new CommitAtTheEnd<C>(committing()) : new CommitWithCheckpoints<C>())
        .uid(collected.getTransformation().getUid() + "-last")
        .setParallelism(1)
        .setMaxParallelism(1)
        .global();
  }
}
