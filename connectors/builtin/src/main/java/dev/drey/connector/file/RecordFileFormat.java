// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.RecordReader;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.core.fs.Path;

/**
 * Files read whole, record by record, with their place. A reader that is restored reads the file
 * again up to where it was: only so the line is known, and a packed file cannot be entered in its
 * middle anyway.
 */
final class RecordFileFormat implements BulkFormat<Object[], FileSourceSplit> {
  private static final long serialVersionUID = 1;

  private final RecordReader reader;
  private final TypeInformation<Object[]> type;

  RecordFileFormat(RecordReader reader, TypeInformation<Object[]> type) {
    this.reader = reader;
    this.type = type;
  }

  @Override
  public Reader<Object[]> createReader(Configuration config, FileSourceSplit split)
      throws IOException {
    RecordCutter cutter =
        new RecordCutter(
            RecordFileReader.displayPath(split.path()),
            open(split.path()),
            reader.quoting().orElse(null),
            reader.isText());
    reader.startOfFile();
    return new RecordFileReader(RecordFileReader.displayPath(split.path()), cutter, reader);
  }

  @Override
  public Reader<Object[]> restoreReader(Configuration config, FileSourceSplit split)
      throws IOException {
    RecordFileReader restored = (RecordFileReader) createReader(config, split);
    if (split.getReaderPosition().isPresent()) {
      restored.skipTo(split.getReaderPosition().get().getOffset());
    }
    return restored;
  }

  static InputStream open(Path path) {
    try {
      return Packing.open(path);
    } catch (IOException e) {
      throw new ConnectorException(
          "cannot read `" + RecordFileReader.displayPath(path) + "`: " + FileTrouble.reason(e), e);
    }
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<Object[]> getProducedType() {
    return type;
  }
}
