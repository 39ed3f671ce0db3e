// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.format.RowEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.flink.connector.file.sink.compactor.OutputStreamBasedFileCompactor;
import org.apache.flink.core.fs.Path;

/** Files of records to one file: one behind the other, with one header. */
final class RecordCompactor extends OutputStreamBasedFileCompactor {
  private static final long serialVersionUID = 1;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final FileTrouble trouble;
  private final byte[] start;
  private final boolean packed;

  RecordCompactor(FileTrouble trouble, RowEncoder encoder, boolean packed) {
    this.trouble = trouble;
    this.packed = packed;
    byte[] header = encoder.fileHeader();
    if (header.length > 0) {
      this.start = Arrays.copyOf(header, header.length + 1);
      this.start[header.length] = '\n';
    } else {
      this.start = encoder.isText() ? BYTE_ORDER_MARK : new byte[0];
    }
  }

  @Override
  protected void doCompact(List<Path> files, OutputStream file) {
    try {
      OutputStream out = packed ? Packing.gzipPart(file) : file;
      for (int i = 0; i < files.size(); i++) {
        append(files.get(i), i == 0, out);
      }
      if (packed) {
        out.close();
      }
    } catch (IOException e) {
      throw trouble.cannotWrite(e);
    }
  }

  private void append(Path file, boolean first, OutputStream out) throws IOException {
    try (InputStream bytes = file.getFileSystem().open(file);
        InputStream in = packed ? new GZIPInputStream(bytes) : bytes) {
      byte[] beginning = in.readNBytes(start.length);
      if (first || !Arrays.equals(beginning, start)) {
        out.write(beginning);
      }
      in.transferTo(out);
    }
  }
}
