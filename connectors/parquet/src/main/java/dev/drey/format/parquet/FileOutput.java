// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A stream that is written from its start, as Parquet wants files. It is left open. */
final class FileOutput implements OutputFile {
  private final OutputStream file;

  FileOutput(OutputStream file) {
    this.file = file;
  }

  @Override
  public PositionOutputStream create(long blockSize) {
    return new Counting(file);
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSize) {
    return create(blockSize);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  private static final class Counting extends PositionOutputStream {
    private final OutputStream out;
    private long position;

    Counting(OutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int each) throws IOException {
      out.write(each);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void close() {
      // Whoever opened the file closes it.
    }
  }
}
