// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.ConnectorException;
import dev.drey.format.SeekableInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Streams of many files, of which only so many are open at a time: one that has not been read for
 * longest is closed for one that is, and opened again where it was when its turn comes.
 */
final class OpenFiles {
  private final int limit;
  private final Map<Content, Boolean> open = new LinkedHashMap<>(16, 0.75f, true);

  OpenFiles(int limit) {
    this.limit = limit;
  }

  /** A file's content, unpacked where it is packed. */
  SeekableInput file(Path path) {
    return new Content(path);
  }

  private void touch(Content content) throws IOException {
    open.put(content, true);
    Iterator<Content> oldest = open.keySet().iterator();
    if (open.size() > limit) {
      Content least = oldest.next();
      oldest.remove();
      least.release();
    }
  }

  private final class Content extends SeekableInput {
    private final Path path;
    private long position;
    private @Nullable InputStream in;
    private boolean ended;

    Content(Path path) {
      this.path = path;
    }

    private InputStream in() throws IOException {
      InputStream there = in;
      if (there == null) {
        there = RecordFileFormat.open(path);
        if (there instanceof FSDataInputStream) {
          ((FSDataInputStream) there).seek(position);
        } else {
          skip(there, position);
        }
        in = there;
      }
      touch(this);
      return there;
    }

    private void skip(InputStream there, long count) throws IOException {
      byte[] passed = new byte[8192];
      for (long left = count; left > 0; ) {
        int read = there.read(passed, 0, (int) Math.min(passed.length, left));
        if (read < 0) {
          throw new ConnectorException("`" + path + "` became shorter while it was read");
        }
        left -= read;
      }
    }

    /** Of a packed file it is what it has packed. */
    @Override
    public long length() throws IOException {
      return path.getFileSystem().getFileStatus(path).getLen();
    }

    @Override
    public void seek(long to) throws IOException {
      ended = false;
      if (to == position) {
        return;
      }
      position = to;
      if (in instanceof FSDataInputStream) {
        ((FSDataInputStream) in).seek(to);
      } else {
        release();
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
      int read = ended ? -1 : in().read(target, from, count);
      if (read < 0) {
        ended = true;
        close();
      } else {
        position += read;
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      open.remove(this);
      release();
    }

    private void release() throws IOException {
      InputStream there = in;
      in = null;
      if (there != null) {
        there.close();
      }
    }
  }
}
