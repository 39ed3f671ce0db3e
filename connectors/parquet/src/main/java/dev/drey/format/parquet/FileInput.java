// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import dev.drey.format.SeekableInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file as Parquet wants it. A failure of the file system is kept, so that it is told from a file
 * that is damaged.
 */
final class FileInput implements InputFile {
  private final SeekableInput file;
  private @Nullable IOException failure;

  FileInput(SeekableInput file) {
    this.file = file;
  }

  /** Fails where the file system has. */
  void check() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  private IOException failed(IOException e) {
    failure = e;
    return e;
  }

  /** As Parquet's messages call it. */
  @Override
  public String toString() {
    return "the file";
  }

  @Override
  public long getLength() throws IOException {
    try {
      return file.length();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public SeekableInputStream newStream() {
    return new Stream(new Counted());
  }

  /** The file's bytes, with the place where the next one is. */
  private final class Counted extends InputStream {
    private long position;

    void seek(long to) throws IOException {
      try {
        file.seek(to);
        position = to;
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        int read = file.read(bytes, offset, length);
        position += Math.max(read, 0);
        return read;
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private static final class Stream extends DelegatingSeekableInputStream {
    private final Counted bytes;

    Stream(Counted bytes) {
      super(bytes);
      this.bytes = bytes;
    }

    @Override
    public long getPos() {
      return bytes.position;
    }

    @Override
    public void seek(long to) throws IOException {
      if (to < 0) {
        throw new EOFException("a place before the file");
      }
      bytes.seek(to);
    }
  }
}
