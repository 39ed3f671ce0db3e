// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.format.DecoderContext;
import dev.drey.format.Format;
import dev.drey.format.FormatDescriptor;
import dev.drey.format.RecordForm;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.format.TypeImport;
import dev.drey.format.TypeInference;
import dev.drey.format.packed.Packed;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.Optional;
import java.util.Set;

/** {@code format: json}: a record is one JSON object, a column the key of its name. */
public final class JsonFormat implements Format {
  @Override
  public FormatDescriptor descriptor() {
    return FormatDescriptor.builder()
        .name("json")
        .description(
            "One JSON object a record, in UTF-8; a line with nothing but blanks is no record. A"
                + " column is the key of the same name, upper and lower case told apart; a missing"
                + " key is NULL, unknown keys are ignored, of a key that stands twice the last"
                + " holds. A record has to be JSON to its end, also where nobody reads it. A STRING column takes any value: a text as it is, a number or a boolean"
                + " in the record's own characters (1.50, 1e3), an object or a list as its JSON"
                + " text without white space. Numbers are also read from texts that are exactly a"
                + " number, BOOLEAN from the texts true and false in any case; an integer may be"
                + " written 1.0 or 1e3 but not 1.5. Times are texts in ISO-8601, TIMESTAMP_LTZ with"
                + " Z or an offset; BYTES are base64; NaN and infinities are the texts NaN,"
                + " Infinity and -Infinity. What does not fit makes a bad record and is never"
                + " rounded: digits behind a DECIMAL's scale or a time's precision other than"
                + " zeros, a number out of range, a text too long, a DOUBLE or FLOAT so small that"
                + " it would be 0. A record has at most 1000 levels, 20 MB in a text and 1000"
                + " characters in a number.")
        .options(Packed.with(JsonOptions.keysOfRows()))
        .unsupportedKinds(Set.of(TypeKind.INTERVAL_DAY_TIME, TypeKind.INTERVAL_YEAR_MONTH))
        .form(RecordForm.JSON)
        .example("format: {json: {strict: true}}")
        .build();
  }

  @Override
  public Optional<TypeImport> typeImport() {
    return Optional.of(new JsonSchemaImport());
  }

  @Override
  public Optional<TypeInference> typeInference() {
    return Optional.of(new JsonInference());
  }

  @Override
  public boolean recordsAlone(OptionValues options) {
    return Packed.is(options);
  }

  @Override
  public RowDecoder decoder(DecoderContext context) {
    RowDecoder decoder =
        JsonOptions.takesLists(context.options())
            ? JsonListDecoder.of(context)
            : JsonDecoder.of(context);
    return Packed.decoder(decoder, context.options());
  }

  @Override
  public RowEncoder encoder(RowType rowType, OptionValues options) {
    return Packed.encoder(new JsonEncoder(rowType), options);
  }
}
