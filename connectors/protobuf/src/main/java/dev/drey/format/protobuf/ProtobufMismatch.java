// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

/** A schema that is none, or that does not fit the columns; the message says why. */
final class ProtobufMismatch extends Exception {
  private static final long serialVersionUID = 1;

  ProtobufMismatch(String message) {
    super(message);
  }
}
