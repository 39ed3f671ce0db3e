// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.format.RowEncoder;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.core.fs.RecoverableWriter.CommitRecoverable;
import org.apache.flink.core.fs.RecoverableWriter.ResumeRecoverable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreWriteTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * All rows in one file, which appears under its name when the pipeline ends well, and never
 * otherwise: until then it grows under a hidden name beside it. On Flink's recoverable writers, so
 * a restarted job goes on where the last checkpoint was. Whatever its parallelism, the first
 * subtask writes everything.
 */
final class SingleFileSink
    implements Sink<Object[]>,
        SupportsWriterState<Object[], ResumeRecoverable>,
        SupportsCommitter<CommitRecoverable>,
        SupportsPreWriteTopology<Object[]> {
  private static final long serialVersionUID = 1;

  private final FileTrouble trouble;
  private final String path;
  private final RowEncoder encoder;

  SingleFileSink(FileTrouble trouble, RowEncoder encoder) {
    this.trouble = trouble;
    this.path = trouble.path();
    this.encoder = encoder;
  }

  @Override
  public DataStream<Object[]> addPreWriteTopology(DataStream<Object[]> rows) {
    return rows.global();
  }

  @Override
  @Deprecated
  public SinkWriter<Object[]> createWriter(InitContext context) {
    throw new IllegalStateException("Flink calls createWriter(WriterInitContext)");
  }

  @Override
  public SinkWriter<Object[]> createWriter(WriterInitContext context) throws IOException {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<Object[], ResumeRecoverable> restoreWriter(
      WriterInitContext context, Collection<ResumeRecoverable> state) throws IOException {
    encoder.open();
    boolean writes = context.getTaskInfo().getIndexOfThisSubtask() == 0;
    try {
      if (!state.isEmpty()) {
        return SingleFileWriter.resumed(
            trouble, encoder, writer().recover(state.iterator().next()));
      }
      return writes
          ? SingleFileWriter.started(trouble, encoder, writer().open(new Path(path)))
          : SingleFileWriter.idle(trouble, encoder);
    } catch (IOException e) {
      throw trouble.cannotWrite(e);
    }
  }

  private RecoverableWriter writer() throws IOException {
    return new Path(path).getFileSystem().createRecoverableWriter();
  }

  @Override
  public Committer<CommitRecoverable> createCommitter(CommitterInitContext context) {
    return new Rename(trouble);
  }

  @Override
  public SimpleVersionedSerializer<CommitRecoverable> getCommittableSerializer() {
    return ofFileSystem().getCommitRecoverableSerializer();
  }

  @Override
  public SimpleVersionedSerializer<ResumeRecoverable> getWriterStateSerializer() {
    return ofFileSystem().getResumeRecoverableSerializer();
  }

  private RecoverableWriter ofFileSystem() {
    try {
      return writer();
    } catch (IOException e) {
      throw trouble.cannotWrite(e);
    }
  }

  /** Gives the finished file its name. */
  private static final class Rename implements Committer<CommitRecoverable> {
    private final FileTrouble trouble;

    Rename(FileTrouble trouble) {
      this.trouble = trouble;
    }

    @Override
    public void commit(Collection<CommitRequest<CommitRecoverable>> requests) {
      for (CommitRequest<CommitRecoverable> request : requests) {
        try {
          new Path(trouble.path())
              .getFileSystem()
              .createRecoverableWriter()
              .recoverForCommit(request.getCommittable())
              .commitAfterRecovery();
        } catch (IOException e) {
          throw trouble.cannotWrite(e);
        }
      }
    }

    @Override
    public void close() {}
  }
}
