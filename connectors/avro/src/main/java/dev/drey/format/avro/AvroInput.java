// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.format.BadRecordException;
import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.jspecify.annotations.Nullable;

/**
 * One record while it is read. A value that does not fit its column does not end the reading, for
 * the record behind it begins where this one ends: the first such is kept.
 */
final class AvroInput {
  /** Shorter lengths are not compared with what is left: they cost nothing to be wrong. */
  private static final int UNCHECKED_LENGTH = 1 << 16;

  private final BinaryDecoder decoder;
  private @Nullable BadRecordException failure;

  AvroInput(BinaryDecoder decoder) {
    this.decoder = decoder;
  }

  BinaryDecoder decoder() {
    return decoder;
  }

  void fail(BadRecordException reason) {
    failure = failure == null ? reason : failure;
  }

  /** To be asked when the record has been read. */
  void check() throws BadRecordException {
    if (failure != null) {
      throw failure;
    }
  }

  /** How many elements a block of a list or map has, each of which has a byte at least. */
  long count(long block) throws IOException {
    if (block > UNCHECKED_LENGTH && block > decoder.inputStream().available()) {
      throw new EOFException("a list of " + block + " elements");
    }
    return block;
  }

  /** Bytes or a string. What a damaged record says to be its length is not believed. */
  byte[] bytes() throws IOException {
    long length = decoder.readLong();
    if (length < 0 || (length > UNCHECKED_LENGTH && length > decoder.inputStream().available())) {
      throw new EOFException("a length of " + length + " bytes");
    }
    byte[] bytes = new byte[(int) length];
    decoder.readFixed(bytes);
    return bytes;
  }
}
