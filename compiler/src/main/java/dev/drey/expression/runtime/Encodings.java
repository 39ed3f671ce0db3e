// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import dev.drey.function.ArgumentCheck;
import dev.drey.function.FunctionDescriptor.Group;
import dev.drey.function.Limits;
import dev.drey.function.ScalarFunction;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hashes of a text's UTF-8 bytes, in hexadecimal, and encodings. */
public final class Encodings {
  private static final String HEX = "0123456789abcdef";

  /** The lengths of hashes of SHA-2. */
  public static final Set<String> SHA2 = Set.of("224", "256", "384", "512");

  /** The sets of characters that every Java has. */
  public static final Set<String> CHARSETS =
      Set.of("US-ASCII", "ISO-8859-1", "UTF-8", "UTF-16BE", "UTF-16LE", "UTF-16");

  /** The parts of a URL. */
  public static final Set<String> URL_PARTS =
      Set.of("HOST", "PATH", "QUERY", "REF", "PROTOCOL", "FILE", "AUTHORITY", "USERINFO");

  private Encodings() {}

  private static ScalarFunction encoding(String name, String doc, String example, String result) {
    return ScalarFunction.of(name, Group.ENCODING, Encodings.class, doc, example, result);
  }

  public static List<ScalarFunction> functions() {
    return List.of(
        encoding(
                "MD5",
                "The MD5 hash of the text, 32 hexadecimal digits.",
                "MD5('a')",
                "'0cc175b9c0f1b6a831c399e269772661'")
            .strict("STRING -> STRING", "md5"),
        encoding(
                "SHA1",
                "The SHA-1 hash of the text, 40 hexadecimal digits.",
                "SHA1('a')",
                "'86f7e437faa5a7fce15d1ddcb9eaeaea377667b8'")
            .strict("STRING -> STRING", "sha1"),
        encoding(
                "SHA256",
                "The SHA-256 hash of the text, 64 hexadecimal digits.",
                "SHA256('a')",
                "'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'")
            .strict("STRING -> STRING", "sha256"),
        encoding(
                "SHA512",
                "The SHA-512 hash of the text, 128 hexadecimal digits.",
                "CHAR_LENGTH(SHA512('a'))",
                "128")
            .strict("STRING -> STRING", "sha512"),
        encoding(
                "SHA224",
                "The SHA-224 hash of the text, 56 hexadecimal digits.",
                "SHA224('a')",
                "'abd37534c7d9a2efb9465de931cd7055ffdb8879563ae98078d6d6d5'")
            .strict("STRING -> STRING", "sha224"),
        encoding(
                "SHA384",
                "The SHA-384 hash of the text, 96 hexadecimal digits.",
                "CHAR_LENGTH(SHA384('a'))",
                "96")
            .strict("STRING -> STRING", "sha384"),
        encoding(
                "SHA2",
                "The SHA-2 hash of the text of 224, 256, 384 or 512 bits, in hexadecimal digits.",
                "SHA2('a', 256) = SHA256('a')",
                "TRUE")
            .strict("STRING, INT -> STRING", "sha2")
            .checked(1, ArgumentCheck.oneOf(Encodings.SHA2, "a length of SHA-2")),
        encoding(
                "HEX",
                "The number, or the UTF-8 bytes of the text, in hexadecimal digits; a negative"
                    + " number has 16.",
                "HEX(255)",
                "'FF'")
            .strict("BIGINT -> STRING", "hexOf")
            .strict("STRING -> STRING", "hexOf"),
        encoding(
                "ENCODE",
                "The bytes of the text in US-ASCII, ISO-8859-1, UTF-8, UTF-16BE, UTF-16LE or"
                    + " UTF-16.",
                "ENCODE('hi', 'UTF-8')",
                "X'6869'")
            .strict("STRING, STRING -> BYTES NULL", "encode")
            .checked(1, PatternProblems::charset),
        encoding(
                "DECODE",
                "The text that bytes hold in US-ASCII, ISO-8859-1, UTF-8, UTF-16BE, UTF-16LE or"
                    + " UTF-16.",
                "DECODE(X'6869', 'UTF-8')",
                "'hi'")
            .strict("BYTES, STRING -> STRING NULL", "decode")
            .checked(1, PatternProblems::charset),
        encoding(
                "TO_BASE64",
                "The text, or the bytes, in base64.",
                "TO_BASE64('hello')",
                "'aGVsbG8='")
            .strict("STRING -> STRING", "toBase64")
            .strict("BYTES -> STRING", "toBase64"),
        encoding(
                "FROM_BASE64",
                "The text that a base64 text holds; NULL where it is none.",
                "FROM_BASE64('aGVsbG8=')",
                "'hello'")
            .strict("STRING -> STRING NULL", "fromBase64"),
        encoding("URL_ENCODE", "The text as a URL holds it.", "URL_ENCODE('a b&c')", "'a+b%26c'")
            .strict("STRING -> STRING", "urlEncode"),
        encoding(
                "URL_DECODE",
                "The text that a URL holds; NULL where it cannot be read.",
                "URL_DECODE('a+b%26c')",
                "'a b&c'")
            .strict("STRING -> STRING NULL", "urlDecode"),
        encoding(
                "PARSE_URL",
                "A part of a URL: HOST, PATH, QUERY, REF, PROTOCOL, FILE, AUTHORITY, USERINFO; or"
                    + " the value of a key of its QUERY.",
                "PARSE_URL('http://x.org/p?k=v', 'QUERY', 'k')",
                "'v'")
            .strict("STRING, STRING -> STRING NULL", "parseUrl")
            .strict("STRING, STRING, STRING -> STRING NULL", "parseUrl")
            .checked(1, ArgumentCheck.oneOf(Encodings.URL_PARTS, "a part of a URL")));
  }

  public static byte[] unhex(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }

  static String hex(byte[] bytes) {
    StringBuilder hex = new StringBuilder(2 * bytes.length);
    for (byte b : bytes) {
      hex.append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
    }
    return hex.toString();
  }

  public static byte[] joined(byte[] a, byte[] b) {
    Limits.text((long) a.length + b.length, "||");
    byte[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }

  private static String hash(String algorithm, String text) {
    try {
      return hex(
          MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + algorithm, e);
    }
  }

  public static String md5(String text) {
    return hash("MD5", text);
  }

  public static String sha1(String text) {
    return hash("SHA-1", text);
  }

  public static String sha256(String text) {
    return hash("SHA-256", text);
  }

  public static String sha512(String text) {
    return hash("SHA-512", text);
  }

  public static String sha224(String text) {
    return hash("SHA-224", text);
  }

  public static String sha384(String text) {
    return hash("SHA-384", text);
  }

  /** SHA-2 of 224, 256, 384 or 512 bits. */
  public static String sha2(String text, int bits) {
    if (!SHA2.contains(String.valueOf(bits))) {
      throw new IllegalArgumentException("SHA2 has no hash of " + bits + " bits");
    }
    return hash("SHA-" + bits, text);
  }

  /** The number in hexadecimal, a negative one as 64 bits. */
  public static String hexOf(long value) {
    return Long.toHexString(value).toUpperCase(Locale.ROOT);
  }

  /** The UTF-8 bytes of the text in hexadecimal. */
  public static String hexOf(String text) {
    Limits.text(2L * text.length(), "HEX");
    return hex(text.getBytes(StandardCharsets.UTF_8)).toUpperCase(Locale.ROOT);
  }

  public static byte[] encode(String text, String charset) {
    return text.getBytes(charset(charset));
  }

  public static String decode(byte[] bytes, String charset) {
    return new String(bytes, charset(charset));
  }

  private static Charset charset(String name) {
    if (!CHARSETS.contains(name.toUpperCase(Locale.ROOT))) {
      throw new IllegalArgumentException("'" + name + "' is not a set of characters");
    }
    return Charset.forName(name);
  }

  public static String toBase64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  public static String toBase64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Null where the text is not base64. */
  public static @Nullable String fromBase64(String text) {
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  public static String urlEncode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Null where the text is not URL-encoded. */
  public static @Nullable String urlDecode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * A part of a URL, or null: HOST, PATH, QUERY, REF, PROTOCOL, FILE, AUTHORITY, USERINFO. Read as
   * {@link URL} does, which Flink SQL asks too; no name is looked up.
   */
  public static @Nullable String parseUrl(String url, String part) {
    try {
      URL parsed = new URL(url);
      switch (part) {
        case "HOST":
          return parsed.getHost();
        case "PATH":
          return parsed.getPath();
        case "QUERY":
          return parsed.getQuery();
        case "REF":
          return parsed.getRef();
        case "PROTOCOL":
          return parsed.getProtocol();
        case "FILE":
          return parsed.getFile();
        case "AUTHORITY":
          return parsed.getAuthority();
        case "USERINFO":
          return parsed.getUserInfo();
        default:
          return null;
      }
    } catch (MalformedURLException e) {
      return null;
    }
  }

  /** The value of a key of the query, or null. */
  public static @Nullable String parseUrl(String url, String part, String key) {
    String query = part.equals("QUERY") ? parseUrl(url, part) : null;
    if (query == null) {
      return null;
    }
    for (String pair : query.split("&")) {
      if (pair.startsWith(key + "=")) {
        return pair.substring(key.length() + 1);
      }
    }
    return null;
  }
}
