// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.FileDecoder;
import dev.drey.format.SeekableInput;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.jspecify.annotations.Nullable;

/**
 * The records of files by the schema that each has itself. What the spec says of a schema gives
 * names that fields had before, and what a field is that a file does not have.
 */
final class AvroFileDecoder implements FileDecoder {
  private static final long serialVersionUID = 1;

  private final DecoderContext context;
  private final AvroOptions options;

  AvroFileDecoder(DecoderContext context, AvroOptions options) {
    this.context = context;
    this.options = options;
  }

  @Override
  public Rows open(SeekableInput file) throws IOException, BadRecordException {
    RowDatumReader records = new RowDatumReader();
    DataFileReader<Object[]> reader;
    try {
      reader = new DataFileReader<>(new Seekable(file), records);
    } catch (IOException | RuntimeException e) {
      throw new BadRecordException("it is no file of Avro: " + e.getMessage());
    }
    try {
      records.rows =
          AvroRowReader.top(
              reader.getSchema(), options.schema().orElse(null), context, options.truncateTimes());
    } catch (AvroMismatch mismatch) {
      throw new BadRecordException("its schema does not fit the columns: " + mismatch.getMessage());
    }
    return new Reading(reader, records);
  }

  /** Avro's reader of files asks for its records to be read by such a one. */
  private static final class RowDatumReader implements DatumReader<Object[]> {
    private @Nullable AvroRowReader rows;
    private @Nullable BadRecordException unfit;

    @Override
    public void setSchema(Schema schema) {
      // The reader of files is asked for it where the columns are known.
    }

    @Override
    @SuppressWarnings("NullAway") // A slot of a row may be null; Avro's interface cannot say so.
    public Object[] read(Object @Nullable [] reuse, Decoder in) throws IOException {
      AvroRowReader reader = rows;
      if (reader == null) {
        throw new IllegalStateException("a record before the schema");
      }
      AvroInput input = new AvroInput((BinaryDecoder) in);
      Object[] row = reader.read(input);
      unfit = null;
      try {
        input.check();
      } catch (BadRecordException e) {
        unfit = e;
      }
      return row;
    }
  }

  private static final class Reading implements Rows {
    private final DataFileReader<Object[]> reader;
    private final RowDatumReader records;
    private boolean damaged;

    Reading(DataFileReader<Object[]> reader, RowDatumReader records) {
      this.reader = reader;
      this.records = records;
    }

    @Override
    public Object @Nullable [] next() throws BadRecordException {
      Object[] row;
      try {
        if (damaged || !reader.hasNext()) {
          return null;
        }
        row = reader.next(null);
      } catch (IOException | RuntimeException e) {
        // Avro's decoder has a runtime exception of another class for each kind of damage.
        damaged = true;
        throw new BadRecordException(
            "the file is damaged, and nothing of it is read from here on: " + e.getMessage());
      }
      if (records.unfit != null) {
        throw records.unfit;
      }
      return row;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }

  /** A file as Avro wants it. */
  private static final class Seekable implements org.apache.avro.file.SeekableInput {
    private final SeekableInput file;
    private long position;

    Seekable(SeekableInput file) {
      this.file = file;
    }

    @Override
    public void seek(long to) throws IOException {
      file.seek(to);
      position = to;
    }

    @Override
    public long tell() {
      return position;
    }

    @Override
    public long length() throws IOException {
      return file.length();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = file.read(bytes, offset, length);
      position += Math.max(read, 0);
      return read;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
