// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.raw;

import dev.drey.format.DecoderContext;
import dev.drey.format.Format;
import dev.drey.format.FormatDescriptor;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.format.packed.Packed;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.EnumSet;
import java.util.List;

/** {@code format: raw}: a record is the one column, as text or as bytes. */
public final class RawFormat implements Format {
  @Override
  public FormatDescriptor descriptor() {
    return FormatDescriptor.builder()
        .name("raw")
        .description(
            "The whole record is one column: a STRING, which must be UTF-8, or BYTES, which are"
                + " taken as they are. In a file a record is a line, an empty one too; a value with"
                + " a line end in it is written as several. NULL is written as an empty record. An"
                + " unpaired surrogate, which UTF-8 cannot carry, is written as ?.")
        .unsupportedKinds(
            EnumSet.complementOf(
                EnumSet.of(TypeKind.CHAR, TypeKind.VARCHAR, TypeKind.BINARY, TypeKind.VARBINARY)))
        .options(Packed.with(List.of()))
        .singleColumn(true)
        .example("format: raw")
        .build();
  }

  @Override
  public boolean mayLackColumns(OptionValues options) {
    return false;
  }

  @Override
  public boolean recordsAlone(OptionValues options) {
    return Packed.is(options);
  }

  @Override
  public RowDecoder decoder(DecoderContext context) {
    return Packed.decoder(RawDecoder.of(context), context.options());
  }

  @Override
  public RowEncoder encoder(RowType rowType, OptionValues options) {
    return Packed.encoder(new RawEncoder(rowType.field(0).type().kind().isCharacter()), options);
  }
}
