// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.FileDecoder;
import dev.drey.format.FileEncoder;
import dev.drey.format.FileFormat;
import dev.drey.format.SeekableInput;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files as Parquet's are, in small: of columns {@code id BIGINT, name STRING} first all ids, then
 * all names, and at the end where the names begin and how many rows there are.
 */
final class ColumnFiles implements FileFormat {
  private static final int FOOTER_BYTES = 12;
  private static final int ID_BYTES = 8;

  @Override
  public FileDecoder decoder(DecoderContext context) {
    return new Decoder(context.positions().stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public FileEncoder encoder(RowType rowType, OptionValues options) {
    return new Encoder();
  }

  /** Reads the columns that are asked for, and no others. */
  private static final class Decoder implements FileDecoder {
    private static final long serialVersionUID = 1;

    private final int[] positions;

    Decoder(int[] positions) {
      this.positions = positions;
    }

    @Override
    public FileDecoder.Rows open(SeekableInput file) throws IOException, BadRecordException {
      if (file.length() < FOOTER_BYTES) {
        throw new BadRecordException("it has no footer");
      }
      DataInputStream data = new DataInputStream(file);
      file.seek(file.length() - FOOTER_BYTES);
      long namesAt = data.readLong();
      int count = data.readInt();
      List<Object[]> rows = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        rows.add(new Object[positions.length]);
      }
      for (int slot = 0; slot < positions.length; slot++) {
        if (positions[slot] >= 0) {
          boolean ids = positions[slot] == 0;
          file.seek(ids ? 0 : namesAt);
          for (Object[] row : rows) {
            row[slot] = ids ? (Object) data.readLong() : data.readUTF();
          }
        }
      }
      return new FileDecoder.Rows() {
        private int next;

        @Override
        public Object @Nullable [] next() throws BadRecordException {
          if (next == rows.size()) {
            return null;
          }
          Object[] row = rows.get(next++);
          if ("bad".equals(row[row.length - 1])) {
            throw new BadRecordException("its name is bad");
          }
          return row;
        }

        @Override
        public void close() throws IOException {
          file.close();
        }
      };
    }
  }

  /** Keeps the rows until the end, for columns are written one behind the other. */
  private static final class Encoder implements FileEncoder {
    private static final long serialVersionUID = 1;

    @Override
    public Optional<FileDecoder> decoder() {
      return Optional.of(new Decoder(new int[] {0, 1}));
    }

    @Override
    public FileEncoder.Rows start(OutputStream file) {
      List<Object[]> rows = new ArrayList<>();
      return new FileEncoder.Rows() {
        @Override
        public void row(Object[] row) {
          rows.add(row.clone());
        }

        @Override
        public void finish() throws IOException {
          DataOutputStream data = new DataOutputStream(file);
          for (Object[] row : rows) {
            data.writeLong((Long) row[0]);
          }
          for (Object[] row : rows) {
            data.writeUTF((String) row[1]);
          }
          data.writeLong((long) rows.size() * ID_BYTES);
          data.writeInt(rows.size());
          data.flush();
        }
      };
    }
  }
}
