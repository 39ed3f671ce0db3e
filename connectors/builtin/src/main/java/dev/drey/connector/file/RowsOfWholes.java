// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.format.BadRecordException;
import dev.drey.format.FileDecoder;
import java.io.IOException;
import org.apache.flink.connector.file.sink.compactor.RecordWiseFileCompactor;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** Opens files that a sink wrote as wholes, whose rows then go into one file. */
final class RowsOfWholes implements RecordWiseFileCompactor.Reader.Factory<Object[]> {
  private static final long serialVersionUID = 1;

  private final FileTrouble trouble;
  private final FileDecoder decoder;

  RowsOfWholes(FileTrouble trouble, FileDecoder decoder) {
    this.trouble = trouble;
    this.decoder = decoder;
  }

  @Override
  public RecordWiseFileCompactor.Reader<Object[]> createFor(Path path) throws IOException {
    try {
      return new Reading(decoder.open(new OpenFiles(1).file(path)));
    } catch (BadRecordException e) {
      throw trouble.cannotWrite("its own file " + path + " cannot be read: " + e.getMessage());
    }
  }

  private final class Reading implements RecordWiseFileCompactor.Reader<Object[]> {
    private final FileDecoder.Rows rows;

    Reading(FileDecoder.Rows rows) {
      this.rows = rows;
    }

    @Override
    @SuppressWarnings("NullAway") // Null says that there are no more; Flink's interface cannot.
    public Object @Nullable [] read() throws IOException {
      try {
        return rows.next();
      } catch (BadRecordException e) {
        throw trouble.cannotWrite("a row of its own cannot be read: " + e.getMessage());
      }
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
