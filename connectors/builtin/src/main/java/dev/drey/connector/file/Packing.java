// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.ConnectorException;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.flink.core.fs.Path;

/** Packed files, read and written. A file that is not what its name says is refused by name. */
final class Packing {
  private static final int BUFFER_BYTES = 64 << 10;

  private Packing() {}

  /** The content of a file, unpacked where its name says that it is packed. */
  static InputStream open(Path path) throws IOException {
    String name = RecordFileReader.displayPath(path);
    PackedNames.unknown(name)
        .ifPresent(
            packing -> {
              throw new ConnectorException(
                  "`" + name + "` is packed with " + packing + ", which is not read: use gzip");
            });
    InputStream in = path.getFileSystem().open(path);
    if (!PackedNames.isGzip(name)) {
      return in;
    }
    try {
      // Java's own stops without a word at damage between the parts of which a file may consist.
      return new GzipCompressorInputStream(in, true);
    } catch (EOFException e) {
      in.close();
      throw new ConnectorException("`" + name + "` is packed but ends in the middle", e);
    } catch (IOException e) {
      in.close();
      throw new ConnectorException(
          "`" + name + "` is not gzip, though its name ends in .gz: rename it, or pack it", e);
    }
  }

  /** Refuses the first bytes of a file that is packed though its name does not say so. */
  static void checkPlain(String path, byte[] first) {
    String packing =
        startsWith(first, 0x1F, 0x8B)
            ? "gzip, but its name does not end in .gz: rename it"
            : startsWith(first, 0x28, 0xB5, 0x2F, 0xFD)
                ? "packed with Zstandard, which is not read: use gzip"
                : startsWith(first, 'P', 'K', 3, 4) ? "a zip archive: unpack it" : "";
    if (!packing.isEmpty()) {
      throw new ConnectorException("`" + path + "` is " + packing);
    }
  }

  private static boolean startsWith(byte[] bytes, int... expected) {
    byte[] start = new byte[expected.length];
    for (int i = 0; i < start.length; i++) {
      start[i] = (byte) expected[i];
    }
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  /**
   * A part of a gzip file; closing it ends the part and leaves the file open. A file may consist of
   * many parts, and every reader of gzip reads them as one.
   */
  static OutputStream gzipPart(OutputStream file) throws IOException {
    return new GZIPOutputStream(new LeftOpen(file), BUFFER_BYTES);
  }

  private static final class LeftOpen extends FilterOutputStream {
    LeftOpen(OutputStream file) {
      super(file);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() {
      // Whoever opened the file closes it.
    }
  }
}
