// SPDX-License-Identifier: Apache-2.0
package dev.example.plugin;

import dev.drey.format.DecoderContext;
import dev.drey.format.Format;
import dev.drey.format.FormatDescriptor;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.EnumSet;

/** The format {@code logfmt}: {@code card=1 place="New York"}, as many programs log. */
public final class LogfmtFormat implements Format {
  @Override
  public FormatDescriptor descriptor() {
    return FormatDescriptor.builder()
        .name("logfmt")
        .description("Pairs of a name and a value, with blanks between them.")
        .unsupportedKinds(
            EnumSet.complementOf(
                EnumSet.of(
                    TypeKind.CHAR,
                    TypeKind.VARCHAR,
                    TypeKind.BIGINT,
                    TypeKind.DOUBLE,
                    TypeKind.BOOLEAN)))
        .example("format: logfmt")
        .build();
  }

  @Override
  public RowDecoder decoder(DecoderContext context) {
    return new LogfmtDecoder(context);
  }

  @Override
  public RowEncoder encoder(RowType rowType, OptionValues options) {
    return new LogfmtEncoder(rowType);
  }
}
