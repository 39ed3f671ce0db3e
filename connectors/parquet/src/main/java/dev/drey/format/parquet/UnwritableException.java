// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import java.io.IOException;

/** A row that cannot be written, on its way through Parquet's writer. */
final class UnwritableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final IOException reason;

  UnwritableException(IOException reason) {
    super(reason);
    this.reason = reason;
  }

  IOException reason() {
    return reason;
  }
}
