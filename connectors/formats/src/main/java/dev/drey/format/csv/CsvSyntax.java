package dev.drey.format.csv;

import dev.drey.format.text.TruncateTimes;
import dev.drey.shape.OptionProblem;
import dev.drey.shape.OptionValues;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** How fields are separated, quoted and left empty: the options of {@code format: {csv: ...}}. */
final class CsvSyntax implements Serializable {
  private static final long serialVersionUID = 1;

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

  static CsvSyntax of(OptionValues options) {
    return new CsvSyntax(
        options.bool("header", false),
        options.string("delimiter", ",").charAt(0),
        options.string("quote", "\"").charAt(0),
        options.string("nullValue", ""),
        options.bool(TruncateTimes.OPTION, false));
  }

  /** What would make records that cannot be read back. */
  List<OptionProblem> problems() {
    List<OptionProblem> problems = new ArrayList<>();
    if (delimiter == quote) {
      problems.add(
          OptionProblem.of(
              "delimiter",
              "the delimiter and the quote are both `" + quote + "`",
              "write another character, such as `delimiter: \";\"`"));
    }
    if (nullValue.indexOf(delimiter) >= 0 || nullValue.indexOf(quote) >= 0) {
      problems.add(
          OptionProblem.of(
              "nullValue",
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
