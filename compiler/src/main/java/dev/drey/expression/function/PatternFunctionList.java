package dev.drey.expression.function;

import dev.drey.expression.runtime.Parts;
import dev.drey.expression.runtime.Regexes;
import dev.drey.function.FunctionDescriptor.Example;
import dev.drey.function.FunctionDescriptor.Group;
import java.util.List;

/** Functions that part texts and those of regular expressions, in Java's syntax. */
final class PatternFunctionList {
  private PatternFunctionList() {}

  private static RuntimeFunction regex(String name, String doc, String example, String result) {
    return RuntimeFunction.of(name, Group.TEXT, Regexes.class, doc, Example.of(example, result))
        .checked(1, ArgumentCheck::regex);
  }

  private static RuntimeFunction parts(String name, String doc, String example, String result) {
    return RuntimeFunction.of(name, Group.TEXT, Parts.class, doc, Example.of(example, result));
  }

  static List<RuntimeFunction> all() {
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
            .checked(1, ArgumentCheck::regex)
            .checked(2, ArgumentCheck::regex),
        regex(
                "REGEXP",
                "Whether a part of the text matches a regular expression; FALSE where the"
                    + " expression is empty, or comes from a row and is none.",
                "REGEXP('abc123', '[0-9]+')",
                "TRUE")
            .strict("STRING, STRING -> BOOLEAN", "find"),
        regex(
                "REGEXP_REPLACE",
                "The text with each match of a regular expression replaced by a text, in which"
                    + " nothing is special: `$1` is `$1`. NULL where the expression comes from a"
                    + " row and is none.",
                "REGEXP_REPLACE('a1b22', '[0-9]+', '#')",
                "'a#b#'")
            .strict("STRING, STRING, STRING -> STRING NULL", "replace"),
        regex(
                "REGEXP_EXTRACT",
                "What a group of the first match holds, without a group the whole match; NULL where"
                    + " there is none.",
                "REGEXP_EXTRACT('id=42;', 'id=([0-9]+)', 1)",
                "'42'")
            .strict("STRING, STRING -> STRING NULL", "extract")
            .strict("STRING, STRING, INT -> STRING NULL", "extract"));
  }
}
