// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

import java.io.IOException;
import java.io.InputStream;

/** A file in which a reader can go anywhere, as formats need that have an index at the end. */
public abstract class SeekableInput extends InputStream {
  /** Bytes. */
  public abstract long length() throws IOException;

  /** Where the next byte is read from, from the start of the file. */
  public abstract void seek(long position) throws IOException;
}
