// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.RecordReader;
import org.apache.flink.core.fs.Path;

/** Opens files for reading in turns, each with a decoder of its own. */
final class FileOpener {
  /** Below what systems allow a process, beside everything else that it has open. */
  private static final int MOST_OPEN = 100;

  private final RecordReader records;
  private final OpenFiles open = new OpenFiles(MOST_OPEN);

  FileOpener(RecordReader records) {
    this.records = records;
  }

  RecordFileReader open(String path) {
    RecordReader own = records.forFile();
    Path file = new Path(path);
    String shown = RecordFileReader.displayPath(file);
    return new RecordFileReader(
        shown,
        new RecordCutter(shown, open.stream(file), own.quoting().orElse(null), own.isText()),
        own);
  }
}
