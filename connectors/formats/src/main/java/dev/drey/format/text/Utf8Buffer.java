// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Growing bytes that hold UTF-8 text. It is cleared and filled again for every record, so that
 * writing a record makes no object but the record. For one thread.
 */
public final class Utf8Buffer {
  private static final int FIRST_CAPACITY = 512;

  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int length;

  public void clear() {
    length = 0;
  }

  public int length() {
    return length;
  }

  /** The byte at this place; from 0 to {@link #length}. */
  public byte byteAt(int index) {
    return bytes[index];
  }

  /** Forgets what was appended after the buffer had this length. */
  public void truncate(int shorterLength) {
    length = shorterLength;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** One character of ASCII, or one byte of a longer sequence. */
  public void append(int oneByte) {
    reserve(1);
    bytes[length++] = (byte) oneByte;
  }

  public void append(byte[] more) {
    append(more, 0, more.length);
  }

  public void append(byte[] more, int offset, int count) {
    reserve(count);
    System.arraycopy(more, offset, bytes, length, count);
    length += count;
  }

  /** Text of ASCII characters only. */
  public void appendAscii(String text) {
    int count = text.length();
    reserve(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  /** Any text; an unpaired surrogate becomes a question mark, as in Java's own encoder. */
  public void appendText(String text) {
    int count = text.length();
    reserve(3 * count);
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        append(text.substring(i).getBytes(UTF_8));
        return;
      }
      bytes[length++] = (byte) c;
    }
  }

  /**
   * The characters from here on that JSON has as they are: those of ASCII but quotes, backslashes
   * and control characters. Gives the index of the first other one, or the length of the text.
   */
  public int appendPlain(String text, int from) {
    int end = text.length();
    reserve(end - from);
    byte[] to = bytes;
    int shift = length - from;
    int i = from;
    for (; i < end; i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || c < ' ' || c == '"' || c == '\\') {
        break;
      }
      to[i + shift] = (byte) c;
    }
    length = i + shift;
    return i;
  }

  /** One code point that is no surrogate. */
  public void appendCodePoint(int codePoint) {
    reserve(4);
    if (codePoint < 0x80) {
      bytes[length++] = (byte) codePoint;
    } else if (codePoint < 0x800) {
      bytes[length++] = (byte) (0xC0 | (codePoint >> 6));
      bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
      bytes[length++] = (byte) (0xE0 | (codePoint >> 12));
      bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
      bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
    } else {
      bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
      bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
      bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
      bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
    }
  }

  /** A whole number in decimal digits. */
  public void appendLong(long value) {
    if (value == Long.MIN_VALUE) {
      appendAscii("-9223372036854775808");
      return;
    }
    reserve(20);
    long rest = withoutSign(value);
    int digits = digits(rest);
    length += digits;
    for (int at = length - 1; digits > 0; at--, digits--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /**
   * A number with digits behind its point.
   *
   * @param unscaled its digits, at most 18
   * @param scale how many of them stand behind the point, one at least
   */
  public void appendDecimal(long unscaled, int scale) {
    reserve(22 + scale);
    long rest = withoutSign(unscaled);
    int before = Math.max(1, digits(rest) - scale);
    length += before + 1 + scale;
    int at = length - 1;
    for (int i = 0; i < scale; i++, rest /= 10) {
      bytes[at--] = (byte) ('0' + rest % 10);
    }
    bytes[at--] = '.';
    for (int i = 0; i < before; i++, rest /= 10) {
      bytes[at--] = (byte) ('0' + rest % 10);
    }
  }

  private long withoutSign(long value) {
    if (value >= 0) {
      return value;
    }
    bytes[length++] = '-';
    return -value;
  }

  private static int digits(long value) {
    int digits = 1;
    for (long ten = 10; digits < 19 && value >= ten; ten *= 10) {
      digits++;
    }
    return digits;
  }

  /** A number that is not negative, with zeros in front up to this many digits. */
  public void appendPadded(int value, int digits) {
    reserve(digits);
    length += digits;
    int rest = value;
    for (int at = length - 1; at >= length - digits; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private void reserve(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, 1L << 30)));
    }
  }
}
