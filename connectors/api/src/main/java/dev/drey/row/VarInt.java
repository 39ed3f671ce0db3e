// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Integers in as few bytes as they need: seven bits a byte, least significant first, a set top bit
 * where more follows. Signed ones are zigzag-coded first, so that small negative numbers are short
 * too.
 */
final class VarInt {
  private VarInt() {}

  static void writeSigned(long value, DataOutputView out) throws IOException {
    writeUnsigned((value << 1) ^ (value >> 63), out);
  }

  static long readSigned(DataInputView in) throws IOException {
    long coded = readUnsigned(in);
    return (coded >>> 1) ^ -(coded & 1);
  }

  static void writeUnsigned(long value, DataOutputView out) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  static long readUnsigned(DataInputView in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.readByte();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IOException("a length or number that is longer than ten bytes");
  }

  static int readSize(DataInputView in) throws IOException {
    long size = readUnsigned(in);
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw new IOException("a size of " + size);
    }
    return (int) size;
  }
}
