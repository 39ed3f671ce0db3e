package dev.drey.expression;

import dev.drey.expression.FunctionDescriptor.Example;
import dev.drey.expression.FunctionDescriptor.Group;
import dev.drey.expression.runtime.Regexes;
import dev.drey.expression.runtime.Texts;
import java.util.List;

/** Functions over texts. */
final class TextFunctionList {
  private TextFunctionList() {}

  private static RuntimeFunction text(String name, String doc, String example, String result) {
    return RuntimeFunction.of(name, Group.TEXT, Texts.class, doc, Example.of(example, result));
  }

  private static RuntimeFunction regex(String name, String doc, String example, String result) {
    return RuntimeFunction.of(name, Group.TEXT, Regexes.class, doc, Example.of(example, result));
  }

  static List<RuntimeFunction> all() {
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
        length("CHAR_LENGTH"),
        length("CHARACTER_LENGTH"),
        length("LENGTH"),
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
            .seesNull("STRING, STRING... -> STRING NULL", "concatWs"),
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
                "Where the first text stands in the second, from 1, or 0.",
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
                "The text with each place of the second text replaced by the third.",
                "REPLACE('a-b-c', '-', '+')",
                "'a+b+c'")
            .strict("STRING, STRING, STRING -> STRING", "replace"),
        text(
                "LPAD",
                "The text, filled up on the left or cut, of a given length.",
                "LPAD('hi', 4, '?')",
                "'??hi'")
            .strict("STRING, INT, STRING -> STRING NULL", "lpad"),
        text(
                "RPAD",
                "The text, filled up on the right or cut, of a given length.",
                "RPAD('hi', 4, '?')",
                "'hi??'")
            .strict("STRING, INT, STRING -> STRING NULL", "rpad"),
        text("REPEAT", "The text, several times.", "REPEAT('ab', 3)", "'ababab'")
            .strict("STRING, INT -> STRING", "repeat"),
        text("REVERSE", "The text backwards.", "REVERSE('abc')", "'cba'")
            .strict("STRING -> STRING", "reverse"),
        text("STARTSWITH", "Whether it starts so.", "STARTSWITH('abc', 'ab')", "TRUE")
            .strict("STRING, STRING -> BOOLEAN", "startsWith"),
        text("ENDSWITH", "Whether it ends so.", "ENDSWITH('abc', 'ab')", "FALSE")
            .strict("STRING, STRING -> BOOLEAN", "endsWith"),
        text("ASCII", "The code of the first character.", "ASCII('A')", "65")
            .strict("STRING -> INT", "ascii"),
        text("CHR", "The character of a code from 0 to 255.", "CHR(65)", "'A'")
            .strict("BIGINT -> STRING", "chr"),
        text(
                "SPLIT_INDEX",
                "The part at an index, from 0, of a text parted by a delimiter.",
                "SPLIT_INDEX('a,b,c', ',', 1)",
                "'b'")
            .strict("STRING, STRING, INT -> STRING NULL", "splitIndex")
            .strict("STRING, INT, INT -> STRING NULL", "splitIndex"),
        text(
                "SPLIT",
                "The parts of a text between delimiters.",
                "SPLIT('a b', ' ')",
                "ARRAY['a', 'b']")
            .strict("STRING, STRING -> ARRAY<STRING NOT NULL>", "split"),
        text(
                "STR_TO_MAP",
                "A map of pairs parted by `,` (or the second text), each by `=` (or the third).",
                "STR_TO_MAP('a=1,b=2')",
                "MAP['a', '1', 'b', '2']")
            .strict("STRING -> MAP<STRING, STRING>", "strToMap")
            .strict("STRING, STRING, STRING -> MAP<STRING, STRING>", "strToMap"),
        regex(
                "REGEXP",
                "Whether a part of the text matches a regular expression.",
                "REGEXP('abc123', '[0-9]+')",
                "TRUE")
            .strict("STRING, STRING -> BOOLEAN", "find"),
        regex(
                "REGEXP_REPLACE",
                "The text with each match replaced; `$1` is the first group.",
                "REGEXP_REPLACE('a1b22', '[0-9]+', '#')",
                "'a#b#'")
            .strict("STRING, STRING, STRING -> STRING", "replace"),
        regex(
                "REGEXP_EXTRACT",
                "What a group of the first match holds; without a group the whole match.",
                "REGEXP_EXTRACT('id=42;', 'id=([0-9]+)', 1)",
                "'42'")
            .strict("STRING, STRING -> STRING NULL", "extract")
            .strict("STRING, STRING, INT -> STRING NULL", "extract"));
  }

  private static RuntimeFunction length(String name) {
    return text(name, "The number of characters.", name + "('abc')", "3")
        .strict("STRING -> INT", "length");
  }

  private static RuntimeFunction substring(String name) {
    return text(
            name,
            "The text from a position, from 1, on; or so many characters of it.",
            name + "('abcdef', 2, 3)",
            "'bcd'")
        .strict("STRING, INT -> STRING", "substring")
        .strict("STRING, INT, INT -> STRING", "substring");
  }
}
