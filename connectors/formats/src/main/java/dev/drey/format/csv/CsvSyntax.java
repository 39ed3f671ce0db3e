// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.csv;

import static dev.drey.shape.Option.flag;
import static dev.drey.shape.Option.text;

import dev.drey.format.text.TruncateTimes;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.OptionProblem;
import dev.drey.shape.OptionValues;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** How fields are separated, quoted and left empty: the options of {@code format: {csv: ...}}. */
final class CsvSyntax implements Serializable {
  private static final long serialVersionUID = 1;

  // One character of ASCII, for it is looked for among bytes.
  private static final String ONE_CHARACTER = "^[\\t -~]$";

  static final Option<Boolean> HEADER =
      flag(
              "header",
              "Whether the first record of a file names the columns. Messages of topics"
                  + " and streams have no header.")
          .orElse(false)
          .example("true");

  static final Option<String> DELIMITER =
      text("delimiter", ONE_CHARACTER, "The character between two fields.")
          .orElse(",")
          .example("\";\"");

  private static final Option<String> QUOTE =
      text(
              "quote",
              ONE_CHARACTER,
              "The character around a field that holds delimiters, quotes or line ends.")
          .orElse("\"")
          .example("\"'\"");

  private static final Option<String> NULL_VALUE =
      text(
              "nullValue",
              "^[^\\r\\n]*$",
              "The text that means NULL when it stands without quotes. With the default,"
                  + " a field with nothing in it is NULL and \"\" is an empty text. It"
                  + " has neither the delimiter nor the quote in it.")
          .orElse("")
          .example("\\N");

  private final boolean header;
  private final char delimiter;
  private final char quote;
  private final String nullValue;
  private final boolean truncateTimes;

  private CsvSyntax(
      boolean header, char delimiter, char quote, String nullValue, boolean truncateTimes) {
    this.header = header;
    this.delimiter = delimiter;
    this.quote = quote;
    this.nullValue = nullValue;
    this.truncateTimes = truncateTimes;
  }

  static List<Key> keys() {
    return Option.keys(HEADER, DELIMITER, QUOTE, NULL_VALUE, TruncateTimes.OPTION);
  }

  static CsvSyntax of(OptionValues options) {
    return new CsvSyntax(
        options.get(HEADER),
        options.get(DELIMITER).charAt(0),
        options.get(QUOTE).charAt(0),
        options.get(NULL_VALUE),
        options.get(TruncateTimes.OPTION));
  }

  /** What would make records that cannot be read back. */
  List<OptionProblem> problems() {
    List<OptionProblem> problems = new ArrayList<>();
    if (delimiter == quote) {
      problems.add(
          OptionProblem.of(
              DELIMITER.name(),
              "the delimiter and the quote are both `" + quote + "`",
              "write another character, such as `delimiter: \";\"`"));
    }
    if (nullValue.indexOf(delimiter) >= 0 || nullValue.indexOf(quote) >= 0) {
      problems.add(
          OptionProblem.of(
              NULL_VALUE.name(),
              "the text that means NULL has the delimiter or the quote in it and would be read as"
                  + " something else",
              "write a text without `" + delimiter + "` and `" + quote + "`, such as \\N"));
    }
    return problems;
  }

  /** Whether a file's first record names the columns. */
  boolean header() {
    return header;
  }

  char delimiter() {
    return delimiter;
  }

  char quote() {
    return quote;
  }

  /** The text that, without quotes, means NULL. */
  String nullValue() {
    return nullValue;
  }

  /** Whether digits of a second that a column has no place for are cut off. */
  boolean truncateTimes() {
    return truncateTimes;
  }
}
