// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import dev.drey.format.BadRecordException;
import org.jspecify.annotations.Nullable;

/** The first value of a record that does not fit its column: the record is read to its end. */
final class Failures {
  private @Nullable BadRecordException first;

  void add(BadRecordException failure) {
    if (first == null) {
      first = failure;
    }
  }

  /** Fails where a value has, and forgets it. */
  void check() throws BadRecordException {
    BadRecordException failure = first;
    first = null;
    if (failure != null) {
      throw failure;
    }
  }
}
