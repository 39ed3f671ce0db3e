// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import java.io.IOException;
import java.io.OutputStream;

/** The mark that a file of text may begin with, and that readers take for no part of the text. */
final class ByteOrderMark {
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private ByteOrderMark() {}

  static boolean begins(byte[] bytes, int length) {
    return length >= MARK.length
        && bytes[0] == MARK[0]
        && bytes[1] == MARK[1]
        && bytes[2] == MARK[2];
  }

  /** How many bytes the mark has. */
  static int length() {
    return MARK.length;
  }

  /** Before a file's first record that itself begins like one: readers take the first away. */
  static void writeBefore(byte[] record, OutputStream out) throws IOException {
    if (begins(record, record.length)) {
      out.write(MARK);
    }
  }
}
