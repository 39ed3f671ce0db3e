package dev.drey.expression.runtime;

import dev.drey.expression.text.Characters;
import dev.drey.function.Limits;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts. Positions count from 1, in characters; a result has a greatest length. */
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
    while (left && from < to) {
      int c = text.codePointAt(from);
      if (characters.indexOf(c) < 0) {
        break;
      }
      from += Character.charCount(c);
    }
    while (right && to > from) {
      int c = text.codePointBefore(to);
      if (characters.indexOf(c) < 0) {
        break;
      }
      to -= Character.charCount(c);
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
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      result.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
      inWord = Character.isLetterOrDigit(c);
      i += Character.charCount(c);
    }
    return result.toString();
  }

  public static int length(String text) {
    return Characters.count(text);
  }

  public static int bytes(byte[] bytes) {
    return bytes.length;
  }

  /** From a position; a negative one counts from the end. */
  public static @Nullable String substring(String text, int from) {
    return substring(text, from, Integer.MAX_VALUE);
  }

  /** Null where the length is negative. */
  public static @Nullable String substring(String text, int from, int length) {
    if (length < 0) {
      return null;
    }
    long start = from > 0 ? from - 1L : from < 0 ? Characters.count(text) + (long) from : 0;
    return start < 0 ? "" : Characters.between(text, start, start + length);
  }

  public static String left(String text, int length) {
    return length <= 0 ? "" : Characters.between(text, 0, length);
  }

  public static String right(String text, int length) {
    long from = length <= 0 ? text.length() : Characters.count(text) - (long) length;
    return text.substring(Characters.offset(text, Math.max(0, from)));
  }

  /** The position of the first part in the second, or 0. */
  public static int position(String part, String text) {
    return locate(part, text, 1);
  }

  /** An empty part stands at the start of any text. */
  public static int locate(String part, String text, int from) {
    if (part.isEmpty()) {
      return 1;
    }
    int at = Characters.indexOf(text, part, Characters.offset(text, Math.max(0, from - 1L)));
    return at < 0 ? 0 : text.codePointCount(0, at) + 1;
  }

  public static int instr(String text, String part) {
    return locate(part, text, 1);
  }

  /** An empty part stands before each character and at the end. */
  public static String replace(String text, String part, String with) {
    StringBuilder result = new StringBuilder(text.length());
    int from = 0;
    int at = Characters.indexOf(text, part, 0);
    while (at >= 0) {
      Limits.text((long) result.length() + at - from + with.length(), "REPLACE");
      result.append(text, from, at).append(with);
      from = at + part.length();
      int next = part.isEmpty() ? at + 1 : from;
      at = next > text.length() ? -1 : Characters.indexOf(text, part, next);
    }
    return result.append(text, from, text.length()).toString();
  }

  public static @Nullable String lpad(String text, int length, String pad) {
    return padded(text, length, pad, true);
  }

  public static @Nullable String rpad(String text, int length, String pad) {
    return padded(text, length, pad, false);
  }

  /** Null where the length is negative or there is nothing to fill up with. */
  private static @Nullable String padded(String text, int length, String pad, boolean left) {
    if (length < 0 || pad.isEmpty()) {
      return null;
    }
    int missing = length - Characters.count(text);
    if (missing <= 0) {
      return Characters.between(text, 0, length);
    }
    Limits.text(length, left ? "LPAD" : "RPAD");
    int size = Characters.count(pad);
    String filled = pad.repeat(missing / size) + Characters.between(pad, 0, missing % size);
    return left ? filled + text : text + filled;
  }

  public static String repeat(String text, int times) {
    if (times <= 0) {
      return "";
    }
    Limits.text((long) text.length() * times, "REPEAT");
    return text.repeat(times);
  }

  public static String reverse(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  /** The text with another one in the place of as many characters as that has. */
  public static String overlay(String text, String with, int from) {
    return overlay(text, with, from, Characters.count(with));
  }

  /** What stands behind the replaced part is kept where the length is positive. */
  public static String overlay(String text, String with, int from, int length) {
    if (from < 1 || from > Characters.count(text)) {
      return text;
    }
    String behind = length > 0 ? text.substring(Characters.offset(text, from - 1L + length)) : "";
    return joined(Characters.between(text, 0, from - 1L) + with, behind);
  }

  public static boolean startsWith(String text, String part) {
    return Characters.startsWith(text, part);
  }

  public static boolean endsWith(String text, String part) {
    return Characters.endsWith(text, part);
  }

  public static int ascii(String text) {
    return text.isEmpty() ? 0 : text.codePointAt(0);
  }

  public static String chr(long code) {
    return code < 0 ? "" : String.valueOf((char) (code & 0xff));
  }

  /** Whether there are characters, and all are letters. */
  public static boolean isAlpha(@Nullable String text) {
    return text != null && !text.isEmpty() && text.codePoints().allMatch(Character::isLetter);
  }

  /** Whether there are characters, and all are digits. */
  public static boolean isDigit(@Nullable String text) {
    return text != null && !text.isEmpty() && text.codePoints().allMatch(Character::isDigit);
  }

  /** Whether the text can be read as a number. */
  public static boolean isDecimal(@Nullable String text) {
    return text != null && Casts.tryToDouble(text) != null;
  }

  public static String joined(String a, String b) {
    Limits.text((long) a.length() + b.length(), "||");
    return a.concat(b);
  }

  /** All texts as one; null where one is. */
  public static @Nullable String concat(@Nullable Object[] texts) {
    StringBuilder joined = new StringBuilder();
    for (Object text : texts) {
      if (text == null) {
        return null;
      }
      append(joined, (String) text, "CONCAT");
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
        append(joined, any ? (String) texts[0] : "", "CONCAT_WS");
        append(joined, (String) texts[i], "CONCAT_WS");
        any = true;
      }
    }
    return joined.toString();
  }

  public static void append(StringBuilder joined, String text, String function) {
    Limits.text((long) joined.length() + text.length(), function);
    joined.append(text);
  }
}
