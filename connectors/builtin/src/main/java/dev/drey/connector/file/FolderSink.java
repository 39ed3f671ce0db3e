// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.connector.file.sink.writer.FileWriter;
import org.apache.flink.connector.file.sink.writer.FileWriterBucketState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Flink's file sink, of which each failure is told with the sink's name, its path and what to do:
 * Flink's own message of a full disk names neither. State and files are those of Flink's sink.
 */
class FolderSink
    implements Sink<Object[]>,
        SupportsWriterState<Object[], FileWriterBucketState>,
        SupportsCommitter<FileSinkCommittable> {
  private static final long serialVersionUID = 1;

  private final FileSink<Object[]> sink;
  private final FileTrouble trouble;

  FolderSink(FileSink<Object[]> sink, FileTrouble trouble) {
    this.sink = sink;
    this.trouble = trouble;
  }

  @Override
  @Deprecated
  public SinkWriter<Object[]> createWriter(InitContext context) {
    throw new IllegalStateException("Flink calls createWriter(WriterInitContext)");
  }

  @Override
  public SinkWriter<Object[]> createWriter(WriterInitContext context) {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<Object[], FileWriterBucketState> restoreWriter(
      WriterInitContext context, Collection<FileWriterBucketState> state) {
    return told(() -> new Writer(sink.restoreWriter(context, state)));
  }

  @Override
  @SuppressWarnings("try") // Flink's close() may be interrupted, and so may this one.
  public Committer<FileSinkCommittable> createCommitter(CommitterInitContext context) {
    Committer<FileSinkCommittable> committer = told(() -> sink.createCommitter(context));
    return new Committer<>() {
      @Override
      public void commit(Collection<CommitRequest<FileSinkCommittable>> requests)
          throws InterruptedException {
        try {
          committer.commit(requests);
        } catch (IOException e) {
          throw trouble.cannotWrite(e);
        }
      }

      @Override
      public void close() throws Exception {
        committer.close();
      }
    };
  }

  @Override
  public SimpleVersionedSerializer<FileSinkCommittable> getCommittableSerializer() {
    return told(sink::getCommittableSerializer);
  }

  @Override
  public SimpleVersionedSerializer<FileWriterBucketState> getWriterStateSerializer() {
    return told(sink::getWriterStateSerializer);
  }

  /** Work on files that gives something. */
  private interface Work<T> {
    T done() throws IOException;
  }

  private <T> T told(Work<T> work) {
    try {
      return work.done();
    } catch (IOException e) {
      throw trouble.cannotWrite(e);
    }
  }

  private final class Writer
      implements StatefulSinkWriter<Object[], FileWriterBucketState>,
          CommittingSinkWriter<Object[], FileSinkCommittable> {
    private final FileWriter<Object[]> writer;

    Writer(FileWriter<Object[]> writer) {
      this.writer = writer;
    }

    @Override
    public void write(Object[] row, Context context) throws InterruptedException {
      try {
        writer.write(row, context);
      } catch (IOException e) {
        throw trouble.cannotWrite(e);
      }
    }

    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
      try {
        writer.flush(endOfInput);
      } catch (IOException e) {
        throw trouble.cannotWrite(e);
      }
    }

    @Override
    public List<FileWriterBucketState> snapshotState(long checkpointId) {
      return told(() -> writer.snapshotState(checkpointId));
    }

    @Override
    public Collection<FileSinkCommittable> prepareCommit() {
      return told(writer::prepareCommit);
    }

    @Override
    public void close() {
      writer.close();
    }
  }
}
