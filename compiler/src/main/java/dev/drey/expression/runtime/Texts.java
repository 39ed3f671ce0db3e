// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import dev.drey.expression.text.Characters;
import dev.drey.function.FunctionDescriptor.Group;
import dev.drey.function.Limits;
import dev.drey.function.ScalarFunction;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts. Positions count from 1, in characters; a result has a greatest length. */
public final class Texts {
  private Texts() {}

  private static ScalarFunction text(String name, String doc, String example, String result) {
    return ScalarFunction.of(name, Group.TEXT, Texts.class, doc, example, result);
  }

  public static List<ScalarFunction> functions() {
    return List.of(
        text("UPPER", "The text in capital letters.", "UPPER('aBc')", "'ABC'")
            .strict("STRING -> STRING", "upper"),
        text("LOWER", "The text in small letters.", "LOWER('aBc')", "'abc'")
            .strict("STRING -> STRING", "lower"),
        text(
                "INITCAP",
                "The text with the first letter of each word in capitals.",
                "INITCAP('big RED fox')",
                "'Big Red Fox'")
            .strict("STRING -> STRING", "initcap"),
        charLength("CHAR_LENGTH"),
        charLength("CHARACTER_LENGTH"),
        charLength("LENGTH"),
        text("OCTET_LENGTH", "The number of bytes.", "OCTET_LENGTH(X'0102')", "2")
            .strict("BYTES -> INT", "bytes"),
        text(
                "CONCAT",
                "The texts joined; NULL where one is NULL.",
                "CONCAT('a', 'b', 'c')",
                "'abc'")
            .seesNull("STRING, STRING... -> STRING", "concat"),
        text(
                "CONCAT_WS",
                "The texts that are not NULL, with the first between them.",
                "CONCAT_WS('-', 'a', NULL, 'b')",
                "'a-b'")
            .seesNull("STRING, STRING... -> STRING", "concatWs"),
        text("REPEAT", "The text, several times.", "REPEAT('ab', 3)", "'ababab'")
            .strict("STRING, INT -> STRING", "repeat"),
        text("REVERSE", "The text backwards.", "REVERSE('abc')", "'cba'")
            .strict("STRING -> STRING", "reverse"),
        text(
                "IS_ALPHA",
                "Whether all characters, of at least one, are letters; never NULL.",
                "IS_ALPHA('abc')",
                "TRUE")
            .seesNull("STRING -> BOOLEAN NOT NULL", "isAlpha"),
        text(
                "IS_DIGIT",
                "Whether all characters, of at least one, are digits; never NULL.",
                "IS_DIGIT('1.5')",
                "FALSE")
            .seesNull("STRING -> BOOLEAN NOT NULL", "isDigit"),
        text(
                "IS_DECIMAL",
                "Whether the text can be read as a number; never NULL.",
                "IS_DECIMAL('1.5')",
                "TRUE")
            .seesNull("STRING -> BOOLEAN NOT NULL", "isDecimal"),
        text("ASCII", "The code of the first character; 0 for an empty text.", "ASCII('A')", "65")
            .strict("STRING -> INT", "ascii"),
        text("CHR", "The character of a code from 0 to 255.", "CHR(65)", "'A'")
            .strict("BIGINT -> STRING", "chr"));
  }

  private static ScalarFunction charLength(String name) {
    return text(name, "The number of characters.", name + "('abc')", "3")
        .strict("STRING -> INT", "length");
  }

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
