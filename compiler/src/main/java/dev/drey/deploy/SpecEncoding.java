// SPDX-License-Identifier: Apache-2.0
package dev.drey.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Text to what property values can hold, and back. */
final class SpecEncoding {
  /** A compressed spec may not grow beyond this many bytes. */
  static final int MAX_UNPACKED = 16 << 20;

  private SpecEncoding() {}

  /** In lower-case hexadecimal. */
  static String sha256(byte[] bytes) {
    try {
      StringBuilder hex = new StringBuilder();
      for (byte b : MessageDigest.getInstance("SHA-256").digest(bytes)) {
        hex.append(Character.forDigit((b >> 4) & 0xF, 16)).append(Character.forDigit(b & 0xF, 16));
      }
      return hex.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Pieces of at most {@code max} UTF-16 units; no piece ends inside a surrogate pair. */
  static List<String> chunks(String text, int max) {
    List<String> chunks = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(from + max, text.length());
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--;
      }
      chunks.add(text.substring(from, to));
      from = to;
    }
    return chunks;
  }

  /** UTF-8, gzip, base64. The same text always gives the same result on one Java version. */
  static String pack(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /**
   * @throws IOException where the text is not base64 of gzip of UTF-8, or too large; the message is
   *     for the application's owner
   */
  static String unpack(String packed) throws IOException {
    byte[] zipped;
    try {
      zipped = Base64.getDecoder().decode(packed);
    } catch (IllegalArgumentException e) {
      throw new IOException("the chunks together are not base64", e);
    }
    byte[] bytes;
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      bytes = gzip.readNBytes(MAX_UNPACKED + 1);
    } catch (IOException e) {
      throw new IOException("the chunks together are base64, but not of gzip data", e);
    }
    if (bytes.length > MAX_UNPACKED) {
      throw new IOException("the spec is larger than " + (MAX_UNPACKED >> 20) + " MB unpacked");
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("the unpacked spec is not UTF-8", e);
    }
  }
}
