// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file, in its order. Where it is has two numbers: a place in the file at which
 * something begins that can be read anew, and how many rows behind it have been taken.
 */
interface FileRows extends Closeable {
  /** Passes over what lies before a place that {@link #offset} and {@link #taken} said. */
  void skipTo(long offset, long taken) throws IOException;

  /** Goes on to what comes next; false at the end of the file. */
  boolean advance() throws IOException;

  /** The row that {@link #advance} went to; null where it has none. Called once. */
  Object @Nullable [] row();

  /** As {@link #row}, for a look before its turn. */
  Object @Nullable [] glance();

  long offset();

  long taken();

  /** Of what {@link #advance} went to, in bytes, as far as that is known. */
  int length();
}
