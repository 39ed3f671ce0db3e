// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Whether bytes are UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing beyond
 * U+10FFFF. Text that is mostly ASCII is passed over eight bytes at a time.
 */
public final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private Utf8() {}

  /** The index of the first byte that belongs to no character, or -1 where all do. */
  public static int firstInvalid(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      if (bytes[at] >= 0) {
        at++;
        while (at <= end - Long.BYTES && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
          at += Long.BYTES;
        }
      } else {
        int size = size(bytes, at, end);
        if (size == 0) {
          return at;
        }
        at += size;
      }
    }
    return -1;
  }

  /** How many bytes the character has that begins here with a byte beyond ASCII; 0 for none. */
  public static int size(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xFF;
    int size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (first < 0xC2 || first > 0xF4 || size > end - at) {
      return 0;
    }
    // The second byte is what keeps overlong forms, surrogates and too large code points out.
    int second = bytes[at + 1] & 0xFF;
    int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    boolean valid = second >= least && second <= most;
    for (int i = 2; i < size; i++) {
      valid &= (bytes[at + i] & 0xC0) == 0x80;
    }
    return valid ? size : 0;
  }
}
