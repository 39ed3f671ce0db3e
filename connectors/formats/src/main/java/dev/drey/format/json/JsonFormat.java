package dev.drey.format.json;

import dev.drey.format.DecoderContext;
import dev.drey.format.Format;
import dev.drey.format.FormatDescriptor;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.Set;

/** {@code format: json}: a record is one JSON object, a column the key of its name. */
public final class JsonFormat implements Format {
  @Override
  public FormatDescriptor descriptor() {
    return FormatDescriptor.builder()
        .name("json")
        .description(
            "One JSON object a record, in UTF-8. A column is the key of the same name; a missing key"
                + " is NULL, unknown keys are ignored. Values must have the column's type: numbers"
                + " are not read from texts nor texts from numbers. Times are ISO-8601,"
                + " TIMESTAMP_LTZ with Z or an offset, and keep milliseconds; a DECIMAL keeps its"
                + " digits and must fit; BYTES are base64; NaN and infinities are the texts NaN,"
                + " Infinity and -Infinity.")
        .unsupportedKinds(Set.of(TypeKind.INTERVAL_DAY_TIME, TypeKind.INTERVAL_YEAR_MONTH))
        .example("format: json")
        .build();
  }

  @Override
  public RowDecoder decoder(DecoderContext context) {
    return JsonDecoder.of(context);
  }

  @Override
  public RowEncoder encoder(RowType rowType, OptionValues options) {
    return new JsonEncoder(rowType);
  }
}
