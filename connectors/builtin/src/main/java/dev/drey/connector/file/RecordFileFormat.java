// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.RecordReader;
import dev.drey.format.FileDecoder;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Files read whole, row by row, with their place. A reader that is restored reads the file again up
 * to where it was: only so the line is known, and a packed file cannot be entered in its middle
 * anyway.
 */
final class RecordFileFormat implements BulkFormat<Object[], FileSourceSplit> {
  private static final long serialVersionUID = 1;

  private final RecordReader reader;
  private final @Nullable FileDecoder whole;
  private final TypeInformation<Object[]> type;

  RecordFileFormat(
      RecordReader reader, @Nullable FileDecoder whole, TypeInformation<Object[]> type) {
    this.reader = reader;
    this.whole = whole;
    this.type = type;
  }

  @Override
  public Reader<Object[]> createReader(Configuration config, FileSourceSplit split) {
    return new RowBatches(open(split));
  }

  @Override
  public Reader<Object[]> restoreReader(Configuration config, FileSourceSplit split)
      throws IOException {
    FileRows rows = open(split);
    if (split.getReaderPosition().isPresent()) {
      CheckpointedPosition position = split.getReaderPosition().get();
      rows.skipTo(position.getOffset(), position.getRecordsAfterOffset());
    }
    return new RowBatches(rows);
  }

  private FileRows open(FileSourceSplit split) {
    return new FileOpener(reader, whole).open(split.path());
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
