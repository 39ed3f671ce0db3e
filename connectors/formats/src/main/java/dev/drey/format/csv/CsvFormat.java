package dev.drey.format.csv;

import dev.drey.format.DecoderContext;
import dev.drey.format.Format;
import dev.drey.format.FormatDescriptor;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.shape.Key;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Set;

/** {@code format: csv}: a record is one line of fields, as in RFC 4180. */
public final class CsvFormat implements Format {
  // One character of ASCII, for it is looked for among bytes.
  private static final String ONE_CHARACTER = "^[\\t -~]$";

  @Override
  public FormatDescriptor descriptor() {
    return FormatDescriptor.builder()
        .name("csv")
        .description(
            "One record of fields a line, as in RFC 4180, in UTF-8. Without a header the fields are"
                + " the columns in their order; with one, a column is found by its name and fields"
                + " that no column wants are passed over. A field in quotes may hold delimiters and"
                + " line ends, a quote in it is written twice. Times are ISO-8601, BYTES are"
                + " base64. Blank lines are no records.")
        .options(
            List.of(
                Key.of(
                        "header",
                        Shape.bool(),
                        "Whether the first record of a file names the columns. Messages of topics"
                            + " and streams have no header.")
                    .withDefault("false")
                    .withExample("true"),
                Key.of(
                        "delimiter",
                        Shape.string(ONE_CHARACTER),
                        "The character between two fields.")
                    .withDefault("\",\"")
                    .withExample("\";\""),
                Key.of(
                        "quote",
                        Shape.string(ONE_CHARACTER),
                        "The character around a field that holds delimiters, quotes or line ends.")
                    .withDefault("'\"'")
                    .withExample("\"'\""),
                Key.of(
                        "nullValue",
                        Shape.string("^[^\\r\\n]*$"),
                        "The text that means NULL when it stands without quotes. With the default,"
                            + " a field with nothing in it is NULL and \"\" is an empty text.")
                    .withDefault("\"\"")
                    .withExample("\\N")))
        .framing(FormatDescriptor.Framing.CSV_RECORDS)
        .unsupportedKinds(
            Set.of(
                TypeKind.ARRAY,
                TypeKind.MAP,
                TypeKind.ROW,
                TypeKind.INTERVAL_DAY_TIME,
                TypeKind.INTERVAL_YEAR_MONTH))
        .example("format: {csv: {header: true, delimiter: \";\"}}")
        .build();
  }

  @Override
  public RowDecoder decoder(DecoderContext context) {
    return CsvDecoder.of(context);
  }

  @Override
  public RowEncoder encoder(RowType rowType, OptionValues options) {
    return CsvEncoder.of(CsvSyntax.of(options), rowType);
  }
}
