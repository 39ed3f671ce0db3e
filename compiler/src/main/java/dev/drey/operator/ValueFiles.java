// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.format.BadRecordException;
import dev.drey.format.FileDecoder;
import dev.drey.format.FileEncoder;
import dev.drey.format.SeekableInput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes some columns of each row to files; what reads the files again gives NULL for others. */
public final class ValueFiles implements FileEncoder {
  private static final long serialVersionUID = 1L;

  private final FileEncoder encoder;
  private final ValueColumns value;

  /**
   * @param encoder of rows with the columns of the value alone
   */
  public ValueFiles(FileEncoder encoder, ValueColumns value) {
    this.encoder = encoder;
    this.value = value;
  }

  @Override
  public FileEncoder.Rows start(OutputStream file) throws IOException {
    FileEncoder.Rows rows = encoder.start(file);
    return new FileEncoder.Rows() {
      @Override
      public void row(Object[] row) throws IOException {
        rows.row(value.of(row));
      }

      @Override
      public void finish() throws IOException {
        rows.finish();
      }
    };
  }

  @Override
  public String fileSuffix() {
    return encoder.fileSuffix();
  }

  @Override
  public Optional<FileDecoder> decoder() {
    return encoder.decoder().map(decoder -> new Spread(decoder, value));
  }

  /** Reads such files again, so that several can go into one. */
  private static final class Spread implements FileDecoder {
    private static final long serialVersionUID = 1L;

    private final FileDecoder decoder;
    private final ValueColumns value;

    private Spread(FileDecoder decoder, ValueColumns value) {
      this.decoder = decoder;
      this.value = value;
    }

    @Override
    public FileDecoder.Rows open(SeekableInput file) throws IOException, BadRecordException {
      FileDecoder.Rows rows = decoder.open(file);
      return new FileDecoder.Rows() {
        @Override
        public Object @Nullable [] next() throws IOException, BadRecordException {
          Object[] next = rows.next();
          return next == null ? null : value.spread(next);
        }

        @Override
        public void close() throws IOException {
          rows.close();
        }
      };
    }
  }
}
