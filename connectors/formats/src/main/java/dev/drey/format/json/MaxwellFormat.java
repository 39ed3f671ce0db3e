// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.format.DecoderContext;
import dev.drey.format.Format;
import dev.drey.format.FormatDescriptor;
import dev.drey.format.RecordForm;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.format.packed.Packed;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.Set;

/** {@code format: maxwell-json}: what was done to the rows of a table, as Maxwell tells it. */
public final class MaxwellFormat implements Format {
  @Override
  public FormatDescriptor descriptor() {
    return FormatDescriptor.builder()
        .name("maxwell-json")
        .description(
            "Records of Maxwell in JSON: `type`, `data` and `old`, where insert and"
                + " bootstrap-insert put a row, update puts one in the place of another and delete"
                + " deletes one. The columns are those of `data`, read as json reads them; what"
                + " stands beside it is ignored. A source is a stream that changes: with its `key`"
                + " the last row of a key holds, and where an update changes the key, the row"
                + " before is deleted; without a `key` each row is taken back as it was, made of"
                + " `old` and of `data`. Where a copy of a table begins and ends is passed over;"
                + " changes of a table are bad records. Written are insert and delete.")
        .options(Packed.with(JsonOptions.keys()))
        .unsupportedKinds(Set.of(TypeKind.INTERVAL_DAY_TIME, TypeKind.INTERVAL_YEAR_MONTH))
        .changes(true)
        .form(RecordForm.JSON)
        .example("format: maxwell-json")
        .build();
  }

  @Override
  public boolean recordsAlone(OptionValues options) {
    return Packed.is(options);
  }

  @Override
  public RowDecoder decoder(DecoderContext context) {
    return Packed.decoder(MaxwellDecoder.of(context), context.options());
  }

  @Override
  public RowEncoder encoder(RowType rowType, OptionValues options) {
    return Packed.encoder(ChangeLogEncoder.maxwell(rowType), options);
  }
}
