// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import dev.drey.format.DecoderContext;
import dev.drey.format.FileDecoder;
import dev.drey.format.FileEncoder;
import dev.drey.format.FileFormat;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Files of columns, by Parquet's own reader and writer. */
final class ParquetFiles implements FileFormat {
  @Override
  public FileDecoder decoder(DecoderContext context) {
    return new ParquetFileDecoder(context);
  }

  @Override
  public FileEncoder encoder(RowType rowType, OptionValues options) {
    return new Encoding(rowType, options);
  }

  private static final class Encoding implements FileEncoder {
    private static final long serialVersionUID = 1;

    private final RowType type;
    private final CompressionCodecName codec;
    private final long rowGroup;
    private final FileDecoder decoder;

    Encoding(RowType type, OptionValues options) {
      this.type = type;
      this.codec = ParquetOptions.codec(options);
      this.rowGroup = options.get(ParquetOptions.ROW_GROUP);
      this.decoder =
          new ParquetFileDecoder(
              DecoderContext.of(
                  type,
                  type,
                  IntStream.range(0, type.size()).boxed().collect(Collectors.toList()),
                  options));
    }

    @Override
    public Rows start(OutputStream file) throws IOException {
      return new Writing(
          new RowWriting.Builder(new FileOutput(file), type)
              .withConf(new PlainParquetConfiguration())
              .withCodecFactory(new Packings())
              .withCompressionCodec(codec)
              .withRowGroupSize(rowGroup)
              .withPageWriteChecksumEnabled(true)
              .build());
    }

    @Override
    public Optional<FileDecoder> decoder() {
      return Optional.of(decoder);
    }

    @Override
    public String fileSuffix() {
      return ".parquet";
    }
  }

  private static final class Writing implements FileEncoder.Rows {
    private final ParquetWriter<Object[]> writer;

    Writing(ParquetWriter<Object[]> writer) {
      this.writer = writer;
    }

    @Override
    public void row(Object[] row) throws IOException {
      try {
        writer.write(row);
      } catch (UnwritableException e) {
        throw e.reason();
      }
    }

    @Override
    public void finish() throws IOException {
      writer.close();
    }
  }
}
