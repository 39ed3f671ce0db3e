// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.ConnectorException;
import dev.drey.format.Quoting;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of a file into records at LF or CR LF, but not inside of quoted fields where the
 * format has them. Quotes that are broken, or never closed, hold no line end: such a record is its
 * first line, so that a stray quote costs one record and not those behind it. Of a line that is
 * longer than a record may be the beginning is kept and the rest passed over. A byte order mark at
 * the start of a file of text is passed over; the last record needs no line end. Positions count
 * the bytes of the content, unpacked where the file is packed.
 */
public final class RecordCutter implements Closeable {
  /** What a record may have at most. */
  static final int LONGEST_RECORD_BYTES = 32 << 20;

  /** What is kept of a longer one. */
  static final int KEPT_BYTES = 64 << 10;

  private static final int FIRST_BUFFER_BYTES = 64 << 10;

  private final String path;
  private final InputStream in;
  private final @Nullable Quoting quoting;
  private final boolean text;
  private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
  private int filled;
  private int next;
  private long bufferPosition;
  private int offset;
  private int length;
  private long wholeLength;
  private long line;
  private long nextLine = 1;
  private boolean started;

  /**
   * A file of text.
   *
   * @param path what messages call the file
   */
  public RecordCutter(String path, InputStream in, @Nullable Quoting quoting) {
    this(path, in, quoting, true);
  }

  RecordCutter(String path, InputStream in, @Nullable Quoting quoting, boolean text) {
    this.path = path;
    this.in = in;
    this.quoting = quoting;
    this.text = text;
  }

  /** Goes to the next record; false at the end of the file. */
  public boolean advance() throws IOException {
    if (!started) {
      started = true;
      start();
    }
    line = nextLine;
    return quoting == null ? advanceLine() : advanceQuoted(new QuoteState(quoting));
  }

  private boolean advanceLine() throws IOException {
    int at = next;
    while (true) {
      if (at == filled) {
        if (isTooLong()) {
          return passLongLine();
        }
        at -= next;
        boolean more = fill();
        at += next;
        if (!more) {
          return take(filled, filled, 1);
        }
      }
      if (buffer[at++] == '\n') {
        return take(at - 1, at, 1);
      }
    }
  }

  private boolean advanceQuoted(QuoteState state) throws IOException {
    int at = next;
    int lines = 0;
    int firstLine = -1;
    while (true) {
      if (at == filled) {
        if (isTooLong()) {
          return firstLine < 0 ? passLongLine() : takeFirst(firstLine);
        }
        at -= next;
        boolean more = fill();
        at += next;
        if (!more) {
          boolean open = firstLine >= 0 && state.isOpen();
          return open ? takeFirst(firstLine) : take(filled, filled, lines + 1);
        }
      }
      byte b = buffer[at++];
      if (b == '\n' && !state.isOpen()) {
        return take(at - 1, at, lines + 1);
      }
      if (b == '\n') {
        lines++;
        firstLine = firstLine < 0 ? at - 1 - next : firstLine;
      } else {
        state.pass(b);
        if (firstLine >= 0 && state.isBroken()) {
          return takeFirst(firstLine);
        }
      }
    }
  }

  private boolean takeFirst(int lineLength) {
    return take(next + lineLength, next + lineLength + 1, 1);
  }

  private boolean take(int end, int following, int lines) {
    if (following == next) {
      return false;
    }
    offset = next;
    length = end - next;
    if (length > 0 && end < following && buffer[end - 1] == '\r') {
      length--;
    }
    wholeLength = length;
    length = length > LONGEST_RECORD_BYTES ? KEPT_BYTES : length;
    next = following;
    nextLine = line + lines;
    return true;
  }

  private boolean isTooLong() {
    return filled - next > LONGEST_RECORD_BYTES;
  }

  /** The record is the beginning of this line; what follows is read over to the line's end. */
  private boolean passLongLine() throws IOException {
    long start = bufferPosition + next;
    long size = (long) filled - next;
    System.arraycopy(buffer, next, buffer, 0, KEPT_BYTES);
    offset = 0;
    length = KEPT_BYTES;
    nextLine = line + 1;
    while (true) {
      filled = KEPT_BYTES + Math.max(0, read(buffer, KEPT_BYTES, buffer.length - KEPT_BYTES));
      next = KEPT_BYTES;
      while (next < filled && buffer[next] != '\n') {
        next++;
      }
      size += next - KEPT_BYTES;
      if (next < filled || filled == KEPT_BYTES) {
        wholeLength = size;
        next = Math.min(next + 1, filled);
        bufferPosition = start + size + (filled == KEPT_BYTES ? 0 : 1) - next;
        return true;
      }
    }
  }

  /** Reads more bytes behind what is there; false at the end of the file. */
  private boolean fill() throws IOException {
    if (next > 0) {
      System.arraycopy(buffer, next, buffer, 0, filled - next);
      bufferPosition += next;
      filled -= next;
      next = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int count = read(buffer, filled, buffer.length - filled);
    filled += Math.max(count, 0);
    return count > 0;
  }

  private int read(byte[] target, int from, int count) {
    try {
      return in.read(target, from, count);
    } catch (EOFException e) {
      throw new ConnectorException("`" + path + "` is packed but ends in the middle", e);
    } catch (IOException e) {
      throw new ConnectorException("cannot read `" + path + "`: " + FileTrouble.reason(e), e);
    }
  }

  private void start() throws IOException {
    boolean more = true;
    while (more && filled < 4) {
      more = fill();
    }
    if (text) {
      Packing.checkPlain(path, Arrays.copyOf(buffer, Math.min(filled, 4)));
    }
    if (text && ByteOrderMark.begins(buffer, filled)) {
      next = ByteOrderMark.length();
    }
  }

  /** The array that holds the record until the next {@link #advance}. */
  public byte[] bytes() {
    return buffer;
  }

  public int offset() {
    return offset;
  }

  /** The record's bytes without its line end. */
  public int length() {
    return length;
  }

  /** How many bytes the record has in the file: more than {@link #length} where it is too long. */
  long wholeLength() {
    return wholeLength;
  }

  /** The record's first line, counted from 1. */
  public long line() {
    return line;
  }

  /** How many bytes of the content are behind us: where the next record starts. */
  long position() {
    return bufferPosition + next;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
