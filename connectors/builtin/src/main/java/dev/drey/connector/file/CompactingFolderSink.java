// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/** A {@link FolderSink} whose small files go together between writing and committing. */
final class CompactingFolderSink extends FolderSink
    implements SupportsPreCommitTopology<FileSinkCommittable, FileSinkCommittable> {
  private static final long serialVersionUID = 1;

  private final FileSink<Object[]> compacting;

  CompactingFolderSink(FileSink<Object[]> sink, FileTrouble trouble) {
    super(sink, trouble);
    this.compacting = sink;
  }

  @Override
  public DataStream<CommittableMessage<FileSinkCommittable>> addPreCommitTopology(
      DataStream<CommittableMessage<FileSinkCommittable>> files) {
    return compacting.addPreCommitTopology(files);
  }

  @Override
  public SimpleVersionedSerializer<FileSinkCommittable> getWriteResultSerializer() {
    return getCommittableSerializer();
  }
}
