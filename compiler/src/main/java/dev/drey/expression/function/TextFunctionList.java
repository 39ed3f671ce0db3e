package dev.drey.expression.function;

import dev.drey.expression.runtime.Texts;
import dev.drey.function.FunctionDescriptor.Example;
import dev.drey.function.FunctionDescriptor.Group;
import java.util.List;

/** Functions over texts. */
final class TextFunctionList {
  private TextFunctionList() {}

  private static RuntimeFunction text(String name, String doc, String example, String result) {
    return RuntimeFunction.of(name, Group.TEXT, Texts.class, doc, Example.of(example, result));
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
            .seesNull("STRING, STRING... -> STRING", "concatWs"),
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
        text("REPEAT", "The text, several times.", "REPEAT('ab', 3)", "'ababab'")
            .strict("STRING, INT -> STRING", "repeat"),
        text("REVERSE", "The text backwards.", "REVERSE('abc')", "'cba'")
            .strict("STRING -> STRING", "reverse"),
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
            .strict("STRING, STRING, INT, INT -> STRING", "overlay"),
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

  private static RuntimeFunction length(String name) {
    return text(name, "The number of characters.", name + "('abc')", "3")
        .strict("STRING -> INT", "length");
  }

  private static RuntimeFunction substring(String name) {
    return text(
            name,
            "The text from a position, from 1, on, or so many characters of it; a negative position"
                + " counts from the end, a negative number gives NULL.",
            name + "('abcdef', 2, 3)",
            "'bcd'")
        .strict("STRING, INT -> STRING NULL", "substring")
        .strict("STRING, INT, INT -> STRING NULL", "substring");
  }
}
