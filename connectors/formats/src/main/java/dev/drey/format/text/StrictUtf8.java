// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drey.format.BadRecordException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Bytes to characters in an array that is used again for every record. For one thread. */
public final class StrictUtf8 {
  private final CharsetDecoder decoder =
      UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private CharBuffer chars = CharBuffer.allocate(512);

  /**
   * Fills {@link #chars} and gives the count of characters.
   *
   * @throws BadRecordException where the bytes are not UTF-8; nothing is replaced silently
   */
  public int decode(byte[] bytes, int offset, int length) throws BadRecordException {
    // UTF-8 has no fewer bytes than characters.
    if (chars.capacity() < length) {
      chars = CharBuffer.allocate(length + length / 2);
    }
    chars.clear();
    decoder.reset();
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes, offset, length), chars, true);
    if (result.isError()) {
      throw new BadRecordException("the record's bytes are not UTF-8 text");
    }
    decoder.flush(chars);
    return chars.position();
  }

  /** The characters, from the first on. Writing into them is allowed. */
  public char[] chars() {
    return chars.array();
  }
}
