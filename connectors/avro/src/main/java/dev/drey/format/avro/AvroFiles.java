// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.format.DecoderContext;
import dev.drey.format.FileDecoder;
import dev.drey.format.FileEncoder;
import dev.drey.format.FileFormat;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.Encoder;

/** Avro's object container files, which have their schema at their start. */
final class AvroFiles implements FileFormat {
  @Override
  public FileDecoder decoder(DecoderContext context) {
    return new AvroFileDecoder(context, AvroOptions.of(context.options()));
  }

  @Override
  public FileEncoder encoder(RowType rowType, OptionValues options) {
    return new Encoding(AvroFormat.written(rowType, options).toString(), rowType, options);
  }

  private static final class Encoding implements FileEncoder {
    private static final long serialVersionUID = 1;

    private final String schema;
    private final RowType type;
    private final AvroOptions options;
    private final FileDecoder decoder;

    Encoding(String schema, RowType type, OptionValues options) {
      this.schema = schema;
      this.type = type;
      this.options = AvroOptions.of(options);
      this.decoder = new AvroFileDecoder(AvroFormat.whole(type, options), this.options);
    }

    @Override
    public Rows start(OutputStream file) throws IOException {
      try {
        Schema parsed = AvroOptions.parse(schema);
        AvroRowWriter rows = AvroRowWriter.of(parsed, type, "");
        DataFileWriter<Object[]> writer = new DataFileWriter<>(new RowDatumWriter(parsed, rows));
        writer.setCodec(options.codec());
        writer.create(parsed, new LeftOpen(file));
        return new Writing(writer);
      } catch (AvroMismatch mismatch) {
        throw new IllegalStateException("the schema was checked before", mismatch);
      }
    }

    @Override
    public Optional<FileDecoder> decoder() {
      return Optional.of(decoder);
    }

    @Override
    public String fileSuffix() {
      return ".avro";
    }
  }

  /** Avro's writer of files asks for its records to be written by such a one. */
  private static final class RowDatumWriter extends GenericDatumWriter<Object[]> {
    private final AvroRowWriter rows;

    RowDatumWriter(Schema schema, AvroRowWriter rows) {
      super(schema);
      this.rows = rows;
    }

    @Override
    public void write(Object[] row, Encoder out) throws IOException {
      rows.write(row, out);
    }
  }

  private static final class Writing implements FileEncoder.Rows {
    private final DataFileWriter<Object[]> writer;

    Writing(DataFileWriter<Object[]> writer) {
      this.writer = writer;
    }

    @Override
    public void row(Object[] row) throws IOException {
      try {
        writer.append(row);
      } catch (DataFileWriter.AppendWriteException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        throw new IOException(cause.getMessage(), e);
      }
    }

    @Override
    public void finish() throws IOException {
      writer.close();
    }
  }
}
