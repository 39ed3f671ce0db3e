// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.format.RowEncoder;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Records with their line ends; in front of a file's first one the format's file header. */
final class RecordFileEncoder implements Encoder<Object[]> {
  private static final long serialVersionUID = 1;

  private final FileTrouble trouble;
  private final RowEncoder encoder;
  private transient boolean open;

  RecordFileEncoder(FileTrouble trouble, RowEncoder encoder) {
    this.trouble = trouble;
    this.encoder = encoder;
  }

  @Override
  public void encode(Object[] row, OutputStream stream) {
    try {
      write(row, stream);
    } catch (IOException e) {
      throw trouble.cannotWrite(e);
    }
  }

  private void write(Object[] row, OutputStream stream) throws IOException {
    if (!open) {
      encoder.open();
      open = true;
    }
    byte[] record = encoder.encode(row);
    // Flink's part writers pass their file system's stream, which knows how far it is; a file that
    // a restarted job goes on writing is past its start.
    if (stream instanceof FSDataOutputStream && ((FSDataOutputStream) stream).getPos() == 0) {
      start(encoder, record, stream);
    }
    stream.write(record);
    stream.write('\n');
  }

  /** Writes what stands before the first record of a file. */
  static void start(RowEncoder encoder, byte[] first, OutputStream file) throws IOException {
    byte[] header = encoder.fileHeader();
    if (header.length > 0) {
      file.write(header);
      file.write('\n');
    } else if (encoder.isText()) {
      ByteOrderMark.writeBefore(first, file);
    }
  }
}
