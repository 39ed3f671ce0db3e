package dev.drey.expression.runtime;

import dev.drey.function.Limits;
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
