// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.RecordMetadata;
import dev.drey.connector.RecordReader;
import dev.drey.format.BadRecordException;
import dev.drey.format.FileDecoder;
import dev.drey.format.SeekableInput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file that its format reads as a whole. A place is how many rows have been taken. A
 * file that is none of the format is one bad record.
 */
final class WholeFileRows implements FileRows, RecordMetadata {
  private final String path;
  private final SeekableInput file;
  private final FileDecoder decoder;
  private final RecordReader reader;
  private FileDecoder.@Nullable Rows rows;
  private Object @Nullable [] row;
  private @Nullable BadRecordException bad;
  private long number;
  private boolean ended;

  WholeFileRows(String path, SeekableInput file, FileDecoder decoder, RecordReader reader) {
    this.path = path;
    this.file = file;
    this.decoder = decoder;
    this.reader = reader;
  }

  @Override
  public void skipTo(long offset, long taken) throws IOException {
    while (number < taken && advance()) {
      row = null;
    }
  }

  @Override
  public boolean advance() throws IOException {
    row = null;
    bad = null;
    if (ended) {
      return false;
    }
    try {
      FileDecoder.Rows open = rows;
      if (open == null) {
        open = decoder.open(file);
        rows = open;
      }
      row = open.next();
      ended = row == null;
    } catch (BadRecordException e) {
      bad = e;
      ended = rows == null;
    } catch (IOException e) {
      throw new ConnectorException("cannot read `" + path + "`: " + FileTrouble.reason(e), e);
    }
    number += row == null && bad == null ? 0 : 1;
    return row != null || bad != null;
  }

  @Override
  public Object @Nullable [] row() {
    try {
      if (bad != null) {
        return reader.reject(String.valueOf(bad.getMessage()), null, this);
      }
      return row == null ? null : reader.accept(row, this);
    } catch (BadRecordException e) {
      throw new ConnectorException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Object @Nullable [] glance() {
    return row == null ? null : reader.glance(row, this);
  }

  @Override
  public long offset() {
    return 0;
  }

  @Override
  public long taken() {
    return number;
  }

  /** Not known: rows are not bytes one behind the other. */
  @Override
  public int length() {
    return 0;
  }

  @Override
  public Object value(String key) {
    switch (key) {
      case "path":
        return path;
      case "line":
        return number;
      default:
        throw new IllegalArgumentException(key);
    }
  }

  @Override
  public void close() throws IOException {
    if (rows != null) {
      rows.close();
    }
    file.close();
  }
}
