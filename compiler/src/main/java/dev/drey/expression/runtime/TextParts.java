// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import dev.drey.expression.text.Characters;
import dev.drey.function.FunctionDescriptor.Group;
import dev.drey.function.Limits;
import dev.drey.function.ScalarFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of a text, by position or by what they are. Positions count from 1, in characters. */
public final class TextParts {
  private TextParts() {}

  private static ScalarFunction text(String name, String doc, String example, String result) {
    return ScalarFunction.of(name, Group.TEXT, TextParts.class, doc, example, result);
  }

  public static List<ScalarFunction> functions() {
    return List.of(
        substring("SUBSTRING"),
        substring("SUBSTR"),
        text("LEFT", "The first characters.", "LEFT('abcde', 2)", "'ab'")
            .strict("STRING, INT -> STRING", "left"),
        text("RIGHT", "The last characters.", "RIGHT('abcde', 2)", "'de'")
            .strict("STRING, INT -> STRING", "right"),
        text(
                "LTRIM",
                "The text without spaces, or without these characters, at its start.",
                "LTRIM('  a ')",
                "'a '")
            .strict("STRING -> STRING", "ltrim")
            .strict("STRING, STRING -> STRING", "ltrim"),
        text(
                "RTRIM",
                "The text without spaces, or without these characters, at its end.",
                "RTRIM(' a  ')",
                "' a'")
            .strict("STRING -> STRING", "rtrim")
            .strict("STRING, STRING -> STRING", "rtrim"),
        text(
                "BTRIM",
                "The text without spaces, or without these characters, at both ends.",
                "BTRIM('xxaxx', 'x')",
                "'a'")
            .strict("STRING -> STRING", "btrim")
            .strict("STRING, STRING -> STRING", "btrim"),
        text(
                "POSITION",
                "Where the first text stands in the second, from 1, or 0; an empty one stands at"
                    + " 1.",
                "POSITION('c' IN 'abc')",
                "3")
            .strict("STRING, STRING -> INT", "position"),
        text(
                "LOCATE",
                "Where the first text stands in the second, from 1, looking from a position on, or"
                    + " 0.",
                "LOCATE('a', 'banana', 3)",
                "4")
            .strict("STRING, STRING -> INT", "position")
            .strict("STRING, STRING, INT -> INT", "locate"),
        text(
                "INSTR",
                "Where the second text stands in the first, from 1, or 0.",
                "INSTR('banana', 'nan')",
                "3")
            .strict("STRING, STRING -> INT", "instr"),
        text(
                "REPLACE",
                "The text with each place of the second text replaced by the third; an empty one"
                    + " stands around each character.",
                "REPLACE('a-b-c', '-', '+')",
                "'a+b+c'")
            .strict("STRING, STRING, STRING -> STRING", "replace"),
        text(
                "LPAD",
                "The text, filled up on the left or cut, of a given length; NULL where that is"
                    + " negative or the text to fill up with is empty.",
                "LPAD('hi', 4, '?')",
                "'??hi'")
            .strict("STRING, INT, STRING -> STRING NULL", "lpad"),
        text(
                "RPAD",
                "The text, filled up on the right or cut, of a given length; NULL where that is"
                    + " negative or the text to fill up with is empty.",
                "RPAD('hi', 4, '?')",
                "'hi??'")
            .strict("STRING, INT, STRING -> STRING NULL", "rpad"),
        text("STARTSWITH", "Whether it starts so.", "STARTSWITH('abc', 'ab')", "TRUE")
            .strict("STRING, STRING -> BOOLEAN", "startsWith"),
        text("ENDSWITH", "Whether it ends so.", "ENDSWITH('abc', 'ab')", "FALSE")
            .strict("STRING, STRING -> BOOLEAN", "endsWith"),
        text(
                "OVERLAY",
                "The text with another one in the place of its characters from a position on: of as"
                    + " many as the other has, or of so many.",
                "OVERLAY('abcdef' PLACING 'XY' FROM 3 FOR 2)",
                "'abXYef'")
            .strict("STRING, STRING, INT -> STRING", "overlay")
            .strict("STRING, STRING, INT, INT -> STRING", "overlay"));
  }

  private static ScalarFunction substring(String name) {
    return text(
            name,
            "The text from a position, from 1, on, or so many characters of it; a negative position"
                + " counts from the end, a negative number gives NULL.",
            name + "('abcdef', 2, 3)",
            "'bcd'")
        .strict("STRING, INT -> STRING NULL", "substring")
        .strict("STRING, INT, INT -> STRING NULL", "substring");
  }

  public static String btrim(String text) {
    return Texts.trim(" ", text, true, true);
  }

  public static String btrim(String text, String characters) {
    return Texts.trim(characters, text, true, true);
  }

  public static String ltrim(String text) {
    return Texts.trim(" ", text, true, false);
  }

  public static String ltrim(String text, String characters) {
    return Texts.trim(characters, text, true, false);
  }

  public static String rtrim(String text) {
    return Texts.trim(" ", text, false, true);
  }

  public static String rtrim(String text, String characters) {
    return Texts.trim(characters, text, false, true);
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
    return Texts.joined(Characters.between(text, 0, from - 1L) + with, behind);
  }

  public static boolean startsWith(String text, String part) {
    return Characters.startsWith(text, part);
  }

  public static boolean endsWith(String text, String part) {
    return Characters.endsWith(text, part);
  }
}
