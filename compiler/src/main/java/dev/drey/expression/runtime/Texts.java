package dev.drey.expression.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts. Positions count from 1, in UTF-16 characters. */
public final class Texts {
  private Texts() {}

  /** Order by code points, which is the order of the UTF-8 bytes. */
  public static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char c = a.charAt(i);
      char d = b.charAt(i);
      if (c != d) {
        boolean surrogates = Character.isSurrogate(c) != Character.isSurrogate(d);
        return surrogates ? (Character.isSurrogate(c) ? 1 : -1) : c - d;
      }
    }
    return a.length() - b.length();
  }

  /** Takes characters of a set away from the ends. */
  public static String trim(String characters, String text, boolean left, boolean right) {
    int from = 0;
    int to = text.length();
    while (left && from < to && characters.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (right && to > from && characters.indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }

  public static String btrim(String text) {
    return trim(" ", text, true, true);
  }

  public static String btrim(String text, String characters) {
    return trim(characters, text, true, true);
  }

  public static String ltrim(String text) {
    return trim(" ", text, true, false);
  }

  public static String ltrim(String text, String characters) {
    return trim(characters, text, true, false);
  }

  public static String rtrim(String text) {
    return trim(" ", text, false, true);
  }

  public static String rtrim(String text, String characters) {
    return trim(characters, text, false, true);
  }

  public static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  public static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** The first letter of each word large, the others small. */
  public static String initcap(String text) {
    StringBuilder result = new StringBuilder(text.length());
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      result.append(inWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
      inWord = Character.isLetterOrDigit(c);
    }
    return result.toString();
  }

  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  public static int bytes(byte[] bytes) {
    return bytes.length;
  }

  /** From a position; a negative one counts from the end. */
  public static String substring(String text, int from) {
    return substring(text, from, Integer.MAX_VALUE);
  }

  public static String substring(String text, int from, int length) {
    long start = from > 0 ? from - 1L : from < 0 ? text.length() + (long) from : 0;
    long end = Math.min(text.length(), start + length);
    return start >= text.length() || start < 0 || end <= start
        ? ""
        : text.substring((int) start, (int) end);
  }

  public static String left(String text, int length) {
    return length <= 0 ? "" : text.substring(0, Math.min(length, text.length()));
  }

  public static String right(String text, int length) {
    return length <= 0 ? "" : text.substring(Math.max(0, text.length() - length));
  }

  /** The position of the first part in the second, or 0. */
  public static int position(String part, String text) {
    return text.indexOf(part) + 1;
  }

  public static int locate(String part, String text, int from) {
    return from < 1 ? 0 : text.indexOf(part, from - 1) + 1;
  }

  public static int instr(String text, String part) {
    return text.indexOf(part) + 1;
  }

  public static String replace(String text, String part, String with) {
    return part.isEmpty() ? text : text.replace(part, with);
  }

  public static @Nullable String lpad(String text, int length, String pad) {
    return padded(text, length, pad, true);
  }

  public static @Nullable String rpad(String text, int length, String pad) {
    return padded(text, length, pad, false);
  }

  private static @Nullable String padded(String text, int length, String pad, boolean left) {
    if (length < 0 || (pad.isEmpty() && length > text.length())) {
      return null;
    }
    if (text.length() >= length) {
      return text.substring(0, length);
    }
    StringBuilder filled = new StringBuilder(length);
    while (filled.length() < length - text.length()) {
      filled.append(pad);
    }
    filled.setLength(length - text.length());
    return left ? filled.append(text).toString() : text + filled;
  }

  public static String repeat(String text, int times) {
    return times <= 0 ? "" : text.repeat(times);
  }

  public static String reverse(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  public static boolean startsWith(String text, String part) {
    return text.startsWith(part);
  }

  public static boolean endsWith(String text, String part) {
    return text.endsWith(part);
  }

  public static int ascii(String text) {
    return text.isEmpty() ? 0 : text.charAt(0);
  }

  public static String chr(long code) {
    return code < 0 ? "" : String.valueOf((char) (code & 0xff));
  }

  /** All texts as one; null where one is. */
  public static @Nullable String concat(@Nullable Object[] texts) {
    StringBuilder joined = new StringBuilder();
    for (Object text : texts) {
      if (text == null) {
        return null;
      }
      joined.append((String) text);
    }
    return joined.toString();
  }

  /** The texts that are not NULL with the first between them; null where the first is. */
  public static @Nullable String concatWs(@Nullable Object[] texts) {
    if (texts[0] == null) {
      return null;
    }
    StringBuilder joined = new StringBuilder();
    boolean any = false;
    for (int i = 1; i < texts.length; i++) {
      if (texts[i] != null) {
        joined.append(any ? (String) texts[0] : "").append((String) texts[i]);
        any = true;
      }
    }
    return joined.toString();
  }

  /** The part at an index, counted from 0, or null. */
  public static @Nullable String splitIndex(String text, String delimiter, int index) {
    if (index < 0 || text.isEmpty()) {
      return null;
    }
    List<Object> parts = split(text, delimiter);
    return index >= parts.size() ? null : (String) parts.get(index);
  }

  public static @Nullable String splitIndex(String text, int delimiterCode, int index) {
    return splitIndex(text, String.valueOf((char) delimiterCode), index);
  }

  /** The parts between delimiters; an empty delimiter parts every character. */
  public static List<Object> split(String text, String delimiter) {
    List<Object> parts = new ArrayList<>();
    if (delimiter.isEmpty()) {
      text.codePoints().forEach(c -> parts.add(new String(Character.toChars(c))));
      return parts;
    }
    int from = 0;
    for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, from)) {
      parts.add(text.substring(from, at));
      from = at + delimiter.length();
    }
    parts.add(text.substring(from));
    return parts;
  }

  public static Map<Object, @Nullable Object> strToMap(String text) {
    return strToMap(text, ",", "=");
  }

  /** Pairs parted by the second text, key and value by the third. */
  public static Map<Object, @Nullable Object> strToMap(
      String text, String pairDelimiter, String keyDelimiter) {
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    if (text.isEmpty()) {
      return map;
    }
    for (Object pair : split(text, pairDelimiter)) {
      String entry = (String) pair;
      int at = entry.indexOf(keyDelimiter);
      if (at < 0) {
        map.put(entry, null);
      } else {
        map.put(entry.substring(0, at), entry.substring(at + keyDelimiter.length()));
      }
    }
    return map;
  }
}
