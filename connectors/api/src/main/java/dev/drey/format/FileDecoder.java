// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Files to rows. Made on the job manager and serialized to the task managers, where it opens many
 * files.
 */
public interface FileDecoder extends Serializable {
  /**
   * The rows of a file, from the first.
   *
   * @throws BadRecordException where the file is not one of this format
   */
  Rows open(SeekableInput file) throws IOException, BadRecordException;

  /** The rows of one file, in its order. */
  interface Rows extends Closeable {
    /**
     * The next row, which is the caller's; null behind the last.
     *
     * @throws BadRecordException where it is not of the declared type; the one behind it can be
     *     read
     */
    Object @Nullable [] next() throws IOException, BadRecordException;
  }
}
