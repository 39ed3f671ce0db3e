// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testkit.SeedFor;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Beside Java's own decoder, which refuses what RFC 3629 does. */
class Utf8Test {
  @Test
  void saysWhatJavasDecoderSays() {
    Random random = new Random(SeedFor.test("Utf8Test"));
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[random.nextInt(24)];
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : 'a');
      }
      if (random.nextBoolean() && bytes.length > 8) {
        byte[] whole = new String(bytes, UTF_8).getBytes(UTF_8);
        whole[random.nextInt(whole.length)] ^= (byte) random.nextInt(2);
        bytes = whole;
      }
      int offset = random.nextInt(bytes.length + 1);
      check(bytes, offset, random.nextInt(bytes.length - offset + 1));
    }
  }

  @Test
  void knowsEveryCodePointAndEveryPairOfBytes() {
    for (int point = 0; point <= 0x10FFFF; point += point < 0x10000 ? 1 : 97) {
      if (point < 0xD800 || point > 0xDFFF) {
        byte[] bytes = new String(Character.toChars(point)).getBytes(UTF_8);
        assertThat(Utf8.firstInvalid(bytes, 0, bytes.length)).isEqualTo(-1);
      }
    }
    for (int pair = 0; pair < 0x10000; pair++) {
      check(new byte[] {(byte) (pair >> 8), (byte) pair, (byte) 0x80, (byte) 0xBF}, 0, 4);
      check(new byte[] {(byte) (pair >> 8), (byte) pair, (byte) 0xBF}, 0, 3);
    }
  }

  private static void check(byte[] bytes, int offset, int length) {
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
    CoderResult result = UTF_8.newDecoder().decode(in, CharBuffer.allocate(128), true);
    int expected = result.isError() ? in.position() : -1;
    assertThat(Utf8.firstInvalid(bytes, offset, length)).isEqualTo(expected);
  }
}
