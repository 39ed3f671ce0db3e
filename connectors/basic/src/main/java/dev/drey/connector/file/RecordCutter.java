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
 * format has them. A byte order mark at the start is passed over; the last record needs no line
 * end. Positions count the bytes of the content, unpacked where the file is packed.
 */
final class RecordCutter implements Closeable {
  /** Beyond this a file is taken to be something else than records. */
  static final int LONGEST_RECORD_BYTES = 32 << 20;

  private static final int FIRST_BUFFER_BYTES = 64 << 10;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final String path;
  private final InputStream in;
  private final @Nullable Quoting quoting;
  private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
  private int filled;
  private int next;
  private long bufferPosition;
  private int offset;
  private int length;
  private long line;
  private long nextLine = 1;
  private boolean started;

  RecordCutter(String path, InputStream in, @Nullable Quoting quoting) {
    this.path = path;
    this.in = in;
    this.quoting = quoting;
  }

  /** Goes to the next record; false at the end of the file. */
  boolean advance() throws IOException {
    if (!started) {
      started = true;
      skipByteOrderMark();
    }
    line = nextLine;
    boolean quoted = false;
    boolean fieldStart = true;
    int at = next;
    while (true) {
      if (at == filled) {
        at -= next;
        boolean more = fill();
        at += next;
        if (!more) {
          return take(filled, filled);
        }
      }
      byte b = buffer[at++];
      if (b == '\n') {
        nextLine++;
        if (!quoted) {
          return take(at - 1, at);
        }
      } else if (quoting != null) {
        if (b == quoting.quote() && (quoted || fieldStart)) {
          quoted = !quoted;
          // The same quote again, before the field ends, stands for itself and reopens.
          fieldStart = !quoted;
        } else {
          fieldStart = b == quoting.delimiter() && !quoted;
        }
      }
    }
  }

  private boolean take(int end, int following) {
    if (following == next) {
      return false;
    }
    offset = next;
    length = end - next;
    if (length > 0 && end < following && buffer[end - 1] == '\r') {
      length--;
    }
    next = following;
    return true;
  }

  /** Reads more bytes behind what is there; false at the end of the file. */
  private boolean fill() throws IOException {
    if (next > 0) {
      System.arraycopy(buffer, next, buffer, 0, filled - next);
      bufferPosition += next;
      filled -= next;
      next = 0;
    }
    if (filled > LONGEST_RECORD_BYTES) {
      throw new ConnectorException(
          "`"
              + path
              + "` has a record of more than 32 MB in line "
              + line
              + (quoting == null ? "" : ": is a quote left open there?"));
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int count = read(buffer, filled, buffer.length - filled);
    filled += Math.max(count, 0);
    return count > 0;
  }

  private int read(byte[] target, int from, int count) throws IOException {
    try {
      return in.read(target, from, count);
    } catch (EOFException e) {
      throw new ConnectorException("`" + path + "` is packed but ends in the middle", e);
    }
  }

  private void skipByteOrderMark() throws IOException {
    boolean more = true;
    while (more && filled < BYTE_ORDER_MARK.length) {
      more = fill();
    }
    if (filled >= BYTE_ORDER_MARK.length
        && Arrays.equals(buffer, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, 3)) {
      next = BYTE_ORDER_MARK.length;
    }
  }

  /** The array that holds the record until the next {@link #advance}. */
  byte[] bytes() {
    return buffer;
  }

  int offset() {
    return offset;
  }

  /** The record's bytes without its line end. */
  int length() {
    return length;
  }

  /** The record's first line, counted from 1. */
  long line() {
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
