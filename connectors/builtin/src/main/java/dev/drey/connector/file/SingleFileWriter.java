// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.format.RowEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter.CommitRecoverable;
import org.apache.flink.core.fs.RecoverableWriter.ResumeRecoverable;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of {@link SingleFileSink}; the file is handed over at the end of the input. A
 * packed file has a part of its own from each checkpoint to the next, so that what a checkpoint
 * keeps is whole.
 */
final class SingleFileWriter
    implements StatefulSinkWriter<Object[], ResumeRecoverable>,
        CommittingSinkWriter<Object[], CommitRecoverable> {
  private final FileTrouble trouble;
  private final boolean packed;
  private final RowEncoder encoder;
  private @Nullable RecoverableFsDataOutputStream stream;
  private @Nullable OutputStream part;
  private boolean ended;

  private SingleFileWriter(
      FileTrouble trouble, RowEncoder encoder, @Nullable RecoverableFsDataOutputStream stream) {
    this.trouble = trouble;
    this.packed = PackedNames.isGzip(trouble.path());
    this.encoder = encoder;
    this.stream = stream;
  }

  /** The first of a file: with the format's header, also where no row follows. */
  static SingleFileWriter started(
      FileTrouble trouble, RowEncoder encoder, RecoverableFsDataOutputStream stream)
      throws IOException {
    SingleFileWriter writer = new SingleFileWriter(trouble, encoder, stream);
    byte[] header = encoder.fileHeader();
    if (header.length > 0) {
      writer.writeLine(header);
    }
    return writer;
  }

  static SingleFileWriter resumed(
      FileTrouble trouble, RowEncoder encoder, RecoverableFsDataOutputStream stream) {
    return new SingleFileWriter(trouble, encoder, stream);
  }

  /** Of a subtask that gets no rows. */
  static SingleFileWriter idle(FileTrouble trouble, RowEncoder encoder) {
    return new SingleFileWriter(trouble, encoder, null);
  }

  @Override
  public void write(Object[] row, Context context) {
    try {
      writeLine(encoder.encode(row));
    } catch (IOException e) {
      throw trouble.cannotWrite(e);
    }
  }

  private void writeLine(byte[] record) throws IOException {
    RecoverableFsDataOutputStream file = stream;
    if (file == null) {
      throw new IllegalStateException("a row in a subtask that does not write");
    }
    boolean first = file.getPos() == 0 && part == null;
    OutputStream out = packed ? openPart(file) : file;
    if (first && encoder.isText()) {
      ByteOrderMark.writeBefore(record, out);
    }
    out.write(record);
    out.write('\n');
  }

  private OutputStream openPart(RecoverableFsDataOutputStream file) throws IOException {
    OutputStream open = part;
    if (open == null) {
      open = Packing.gzipPart(file);
      part = open;
    }
    return open;
  }

  private void endPart() throws IOException {
    OutputStream open = part;
    part = null;
    if (open != null) {
      open.close();
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
      if (packed && stream.getPos() == 0) {
        // A file of no rows is gzip all the same.
        openPart(stream);
      }
      endPart();
      CommitRecoverable finished = stream.closeForCommit().getRecoverable();
      stream = null;
      return List.of(finished);
    } catch (IOException e) {
      throw trouble.cannotWrite(e);
    }
  }

  @Override
  public List<ResumeRecoverable> snapshotState(long checkpointId) {
    if (stream == null) {
      return List.of();
    }
    try {
      endPart();
      return List.of(stream.persist());
    } catch (IOException e) {
      throw trouble.cannotWrite(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (stream != null) {
      stream.close();
    }
  }
}
