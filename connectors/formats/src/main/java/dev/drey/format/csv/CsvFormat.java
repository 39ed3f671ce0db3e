// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.csv;

import dev.drey.format.DecoderContext;
import dev.drey.format.Format;
import dev.drey.format.FormatDescriptor;
import dev.drey.format.RecordForm;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.format.TypeInference;
import dev.drey.format.packed.Packed;
import dev.drey.shape.OptionProblem;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code format: csv}: a record is one line of fields, as in RFC 4180. */
public final class CsvFormat implements Format {
  @Override
  public FormatDescriptor descriptor() {
    return FormatDescriptor.builder()
        .name("csv")
        .description(
            "One record of fields a line, as in RFC 4180, in UTF-8. Without a header the fields are"
                + " the columns in their order; with one, a column is found by its name and fields"
                + " that no column wants are passed over. A field in quotes may hold delimiters and"
                + " line ends, a quote in it is written twice. Names of columns are told apart by"
                + " upper and lower case. Numbers are exactly a number, an integer also as 1.0 or"
                + " 1e3; BOOLEAN is true or false in any case; times are ISO-8601, TIMESTAMP_LTZ"
                + " with Z or an offset; BYTES are base64. Blanks around what is not text are no"
                + " part of it. What does not fit makes a bad record, as in JSON. A line with"
                + " nothing in it is no record, except where a record is one field that may be"
                + " nothing: there it is NULL, or with another nullValue the empty text; writing"
                + " does the same. A broken record ends at its first line end, also within quotes."
                + " An unpaired surrogate, which UTF-8 cannot carry, is written as ?.")
        .options(Packed.with(CsvSyntax.keys()))
        .framing(FormatDescriptor.Framing.CSV_RECORDS)
        .unsupportedKinds(
            Set.of(
                TypeKind.ARRAY,
                TypeKind.MAP,
                TypeKind.ROW,
                TypeKind.INTERVAL_DAY_TIME,
                TypeKind.INTERVAL_YEAR_MONTH))
        .form(RecordForm.TEXT)
        .example("format: {csv: {header: true, delimiter: \";\"}}")
        .build();
  }

  @Override
  public List<OptionProblem> check(OptionValues options) {
    return CsvSyntax.of(options).problems();
  }

  @Override
  public boolean mayLackColumns(OptionValues options) {
    return false;
  }

  @Override
  public Optional<TypeInference> typeInference() {
    return Optional.of(new CsvInference());
  }

  @Override
  public boolean recordsAlone(OptionValues options) {
    return Packed.is(options);
  }

  @Override
  public RowDecoder decoder(DecoderContext context) {
    return Packed.decoder(CsvDecoder.of(context), context.options());
  }

  @Override
  public RowEncoder encoder(RowType rowType, OptionValues options) {
    return Packed.encoder(CsvEncoder.of(CsvSyntax.of(options), rowType), options);
  }
}
