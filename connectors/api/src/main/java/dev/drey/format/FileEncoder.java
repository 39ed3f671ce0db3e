// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Optional;

/** Rows to files. Made on the job manager and serialized to the task managers. */
public interface FileEncoder extends Serializable {
  /** Starts a file. The stream is not closed here. */
  Rows start(OutputStream file) throws IOException;

  /** How the names of such files end, such as {@code .parquet}; empty for no such habit. */
  default String fileSuffix() {
    return "";
  }

  /**
   * What reads all columns of such files again, so that several can go into one; empty where they
   * cannot.
   */
  default Optional<FileDecoder> decoder() {
    return Optional.empty();
  }

  /** One file that is being written. */
  interface Rows {
    void row(Object[] row) throws IOException;

    /** Writes what stands at the end of the file. Called once. */
    void finish() throws IOException;
  }
}
