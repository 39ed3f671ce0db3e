// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import dev.drey.expression.text.Characters;
import dev.drey.expression.text.Regex;
import dev.drey.function.FunctionDescriptor.Group;
import dev.drey.function.ScalarFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts taken apart at delimiters. */
public final class Parts {
  private static final int LAST_CODE = 255;

  private Parts() {}

  private static ScalarFunction parts(String name, String doc, String example, String result) {
    return ScalarFunction.of(name, Group.TEXT, Parts.class, doc, example, result);
  }

  public static List<ScalarFunction> functions() {
    return List.of(
        parts(
                "SPLIT_INDEX",
                "The part at an index, from 0, of a text parted by a delimiter or by the character"
                    + " of a code; an empty delimiter is white space. NULL where there is none.",
                "SPLIT_INDEX('a,b,c', ',', 1)",
                "'b'")
            .strict("STRING, STRING, INT -> STRING NULL", "splitIndex")
            .strict("STRING, INT, INT -> STRING NULL", "splitIndex"),
        parts(
                "SPLIT",
                "The parts of a text between delimiters; none of an empty text, each character"
                    + " where the delimiter is empty.",
                "SPLIT('a b', ' ')",
                "ARRAY['a', 'b']")
            .strict("STRING, STRING -> ARRAY<STRING NOT NULL>", "split"),
        parts(
                "STR_TO_MAP",
                "A map of pairs parted by `,`, each by `=`; or by two regular expressions.",
                "STR_TO_MAP('a=1,b=2')",
                "MAP['a', '1', 'b', '2']")
            .strict("STRING -> MAP<STRING, STRING> NULL", "strToMap")
            .strict("STRING, STRING, STRING -> MAP<STRING, STRING> NULL", "strToMap")
            .checked(1, PatternProblems::regex)
            .checked(2, PatternProblems::regex));
  }

  /** The part at an index, counted from 0, or null; without a delimiter white space parts. */
  public static @Nullable String splitIndex(String text, String delimiter, int index) {
    return at(delimiter.isEmpty() ? atSpaces(text) : split(text, delimiter), index);
  }

  /** The delimiter is the character of a code from 1 to 255. */
  public static @Nullable String splitIndex(String text, int delimiterCode, int index) {
    return delimiterCode < 1 || delimiterCode > LAST_CODE
        ? null
        : at(split(text, Character.toString(delimiterCode)), index);
  }

  private static @Nullable String at(List<Object> parts, int index) {
    return index < 0 || index >= parts.size() ? null : (String) parts.get(index);
  }

  private static List<Object> atSpaces(String text) {
    List<Object> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() ? i > 0 : Character.isWhitespace(text.charAt(i))) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    return parts;
  }

  /** The parts between delimiters; an empty delimiter parts every character. */
  public static List<Object> split(String text, String delimiter) {
    if (text.isEmpty() || delimiter.isEmpty()) {
      return Characters.list(text);
    }
    List<Object> parts = new ArrayList<>();
    int from = 0;
    int at = Characters.indexOf(text, delimiter, 0);
    while (at >= 0) {
      parts.add(text.substring(from, at));
      from = at + delimiter.length();
      at = Characters.indexOf(text, delimiter, from);
    }
    parts.add(text.substring(from));
    return parts;
  }

  public static Map<Object, @Nullable Object> strToMap(String text) {
    return strToMap(text, ",", "=");
  }

  /** Pairs parted by one regular expression, key and value by another. */
  public static Map<Object, @Nullable Object> strToMap(
      String text, String pairDelimiter, String keyDelimiter) {
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    if (text.isEmpty()) {
      return map;
    }
    Regex pairs = Regex.of(pairDelimiter);
    Regex keys = Regex.of(keyDelimiter);
    for (String pair : pairs.split(text, Integer.MAX_VALUE)) {
      List<String> entry = keys.split(pair, 2);
      map.put(entry.get(0), entry.size() < 2 ? null : entry.get(1));
    }
    return map;
  }
}
