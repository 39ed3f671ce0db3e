// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import dev.drey.format.DecoderContext;
import dev.drey.format.FileFormat;
import dev.drey.format.Format;
import dev.drey.format.FormatDescriptor;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.format.TypeImport;
import dev.drey.format.TypeInference;
import dev.drey.shape.OptionProblem;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code format: parquet}: files of columns. */
public final class ParquetFormat implements Format {
  @Override
  public FormatDescriptor descriptor() {
    return FormatDescriptor.builder()
        .name("parquet")
        .description(
            "Parquet files. A column is the field of the same name, and of a file those are read"
                + " that somebody needs; fields that no column names are passed over, and a column"
                + " without a field is NULL. Written are lists, maps and groups as Parquet's"
                + " format has them, texts as STRING, DECIMAL in 4, 8 or as many bytes as it"
                + " needs, times in milliseconds, TINYINT and SMALLINT as INT(8) and INT(16)."
                + " Read is what others write, too: lists in their older forms, times in micro- and"
                + " nanoseconds and in 96 bits, unsigned numbers, ENUM, JSON and UUID as STRING."
                + " A number fits every type that holds it; what does not fit, such as"
                + " microseconds in a TIMESTAMP(3), makes a bad record. Packed by SNAPPY, GZIP or"
                + " ZSTD; what is packed otherwise is refused by name. A file that is none of"
                + " Parquet is one bad record; of one that is damaged, nothing behind the damage"
                + " is read.")
        .options(ParquetOptions.keys())
        .unsupportedKinds(Set.of(TypeKind.INTERVAL_DAY_TIME, TypeKind.INTERVAL_YEAR_MONTH))
        .filesOnly(true)
        .example("format: {parquet: {codec: zstd}}")
        .build();
  }

  @Override
  public List<OptionProblem> check(OptionValues options) {
    return ParquetOptions.check(options);
  }

  @Override
  public Optional<TypeImport> typeImport() {
    return Optional.of(new ParquetSchemas());
  }

  @Override
  public Optional<TypeInference> typeInference() {
    return Optional.of(new ParquetSchemas());
  }

  @Override
  public Optional<FileFormat> asFiles() {
    return Optional.of(new ParquetFiles());
  }

  @Override
  public RowDecoder decoder(DecoderContext context) {
    throw new IllegalStateException("the descriptor says that there are files alone");
  }

  @Override
  public RowEncoder encoder(RowType rowType, OptionValues options) {
    throw new IllegalStateException("the descriptor says that there are files alone");
  }
}
