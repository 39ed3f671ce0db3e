// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

/** A file's schema and the columns do not fit. */
final class ParquetMismatch extends Exception {
  private static final long serialVersionUID = 1;

  ParquetMismatch(String message) {
    super(message);
  }
}
