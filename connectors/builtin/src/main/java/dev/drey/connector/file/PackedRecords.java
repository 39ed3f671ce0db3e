// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.format.FileEncoder;
import dev.drey.format.RowEncoder;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Records, one a line, in files that are packed with gzip, which are wholes by that. */
final class PackedRecords implements FileEncoder {
  private static final long serialVersionUID = 1;

  private final RowEncoder encoder;
  private transient boolean open;

  PackedRecords(RowEncoder encoder) {
    this.encoder = encoder;
  }

  @Override
  public Rows start(OutputStream file) throws IOException {
    if (!open) {
      encoder.open();
      open = true;
    }
    return new Packed(file);
  }

  @Override
  public String fileSuffix() {
    return encoder.fileSuffix();
  }

  /**
   * Nothing is written before the first record: where files go together, Flink opens one of these
   * for what it writes itself.
   */
  private final class Packed implements Rows {
    private final OutputStream file;
    private @Nullable OutputStream packed;

    Packed(OutputStream file) {
      this.file = file;
    }

    @Override
    public void row(Object[] row) throws IOException {
      byte[] record = encoder.encode(row);
      OutputStream out = packed;
      if (out == null) {
        out = Packing.gzipPart(file);
        packed = out;
        RecordFileEncoder.start(encoder, record, out);
      }
      out.write(record);
      out.write('\n');
    }

    @Override
    public void finish() throws IOException {
      if (packed != null) {
        packed.close();
      }
    }
  }
}
