// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

/** A schema and a column that do not fit. The message says which and why. */
final class AvroMismatch extends Exception {
  private static final long serialVersionUID = 1;

  AvroMismatch(String message) {
    super(message);
  }
}
