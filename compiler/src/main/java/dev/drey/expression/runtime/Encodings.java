package dev.drey.expression.runtime;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Hashes of a text's UTF-8 bytes, in hexadecimal, and encodings. */
public final class Encodings {
  private static final String HEX = "0123456789abcdef";

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

  /** A part of a URL, or null: HOST, PATH, QUERY, REF, PROTOCOL, FILE, AUTHORITY, USERINFO. */
  public static @Nullable String parseUrl(String url, String part) {
    try {
      URI uri = new URI(url);
      switch (part) {
        case "HOST":
          return uri.getHost();
        case "PATH":
          return uri.getRawPath();
        case "QUERY":
          return uri.getRawQuery();
        case "REF":
          return uri.getRawFragment();
        case "PROTOCOL":
          return uri.getScheme();
        case "FILE":
          String query = uri.getRawQuery();
          return query == null ? uri.getRawPath() : uri.getRawPath() + "?" + query;
        case "AUTHORITY":
          return uri.getRawAuthority();
        case "USERINFO":
          return uri.getRawUserInfo();
        default:
          return null;
      }
    } catch (URISyntaxException e) {
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
