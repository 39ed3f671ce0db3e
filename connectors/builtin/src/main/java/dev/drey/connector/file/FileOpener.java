// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.RecordReader;
import dev.drey.format.FileDecoder;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** Opens files for reading, those that are records each with a decoder of its own. */
final class FileOpener {
  /** Below what systems allow a process, beside everything else that it has open. */
  private static final int MOST_OPEN = 100;

  private final RecordReader records;
  private final @Nullable FileDecoder whole;
  private final OpenFiles open = new OpenFiles(MOST_OPEN);

  /**
   * @param whole where the format reads files as wholes
   */
  FileOpener(RecordReader records, @Nullable FileDecoder whole) {
    this.records = records;
    this.whole = whole;
  }

  FileRows open(Path file) {
    String shown = RecordFileReader.displayPath(file);
    if (whole != null) {
      if (PackedNames.isGzip(shown)) {
        throw new ConnectorException(
            "`" + shown + "` is packed, and a file of this format is read as a whole: unpack it");
      }
      return new WholeFileRows(shown, open.file(file), whole, records);
    }
    RecordReader own = records.forFile();
    return new RecordFileReader(
        shown,
        new RecordCutter(shown, open.file(file), own.quoting().orElse(null), own.isText()),
        own);
  }
}
