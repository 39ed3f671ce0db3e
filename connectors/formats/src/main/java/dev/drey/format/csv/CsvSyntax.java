package dev.drey.format.csv;

import dev.drey.shape.OptionValues;
import java.io.Serializable;

/** How fields are separated, quoted and left empty: the options of {@code format: {csv: ...}}. */
final class CsvSyntax implements Serializable {
  private static final long serialVersionUID = 1;

  private final boolean header;
  private final char delimiter;
  private final char quote;
  private final String nullValue;

  private CsvSyntax(boolean header, char delimiter, char quote, String nullValue) {
    this.header = header;
    this.delimiter = delimiter;
    this.quote = quote;
    this.nullValue = nullValue;
  }

  static CsvSyntax of(OptionValues options) {
    return new CsvSyntax(
        options.bool("header", false),
        options.string("delimiter", ",").charAt(0),
        options.string("quote", "\"").charAt(0),
        options.string("nullValue", ""));
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
}
