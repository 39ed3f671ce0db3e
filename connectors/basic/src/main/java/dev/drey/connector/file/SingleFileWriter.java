package dev.drey.connector.file;

import dev.drey.format.RowEncoder;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter.CommitRecoverable;
import org.apache.flink.core.fs.RecoverableWriter.ResumeRecoverable;
import org.jspecify.annotations.Nullable;

/** Writes the rows of {@link SingleFileSink}; the file is handed over at the end of the input. */
final class SingleFileWriter
    implements StatefulSinkWriter<Object[], ResumeRecoverable>,
        CommittingSinkWriter<Object[], CommitRecoverable> {
  private final String path;
  private final RowEncoder encoder;
  private @Nullable RecoverableFsDataOutputStream stream;
  private boolean ended;

  private SingleFileWriter(
      String path, RowEncoder encoder, @Nullable RecoverableFsDataOutputStream stream) {
    this.path = path;
    this.encoder = encoder;
    this.stream = stream;
  }

  /** The first of a file: with the format's header, also where no row follows. */
  static SingleFileWriter started(
      String path, RowEncoder encoder, RecoverableFsDataOutputStream stream) throws IOException {
    byte[] header = encoder.fileHeader();
    if (header.length > 0) {
      stream.write(header);
      stream.write('\n');
    }
    return new SingleFileWriter(path, encoder, stream);
  }

  static SingleFileWriter resumed(
      String path, RowEncoder encoder, RecoverableFsDataOutputStream stream) {
    return new SingleFileWriter(path, encoder, stream);
  }

  /** Of a subtask that gets no rows. */
  static SingleFileWriter idle(String path, RowEncoder encoder) {
    return new SingleFileWriter(path, encoder, null);
  }

  @Override
  public void write(Object[] row, Context context) {
    if (stream == null) {
      throw new IllegalStateException("a row in a subtask that does not write");
    }
    try {
      stream.write(encoder.encode(row));
      stream.write('\n');
    } catch (IOException e) {
      throw SingleFileSink.cannotWrite(path, e);
    }
  }

  @Override
  public void flush(boolean endOfInput) {
    ended |= endOfInput;
  }

  @Override
  public Collection<CommitRecoverable> prepareCommit() {
    if (!ended || stream == null) {
      return List.of();
    }
    try {
      CommitRecoverable finished = stream.closeForCommit().getRecoverable();
      stream = null;
      return List.of(finished);
    } catch (IOException e) {
      throw SingleFileSink.cannotWrite(path, e);
    }
  }

  @Override
  public List<ResumeRecoverable> snapshotState(long checkpointId) {
    if (stream == null) {
      return List.of();
    }
    try {
      return List.of(stream.persist());
    } catch (IOException e) {
      throw SingleFileSink.cannotWrite(path, e);
    }
  }

  @Override
  public void close() throws IOException {
    if (stream != null) {
      stream.close();
    }
  }
}
