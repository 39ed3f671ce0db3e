// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.format.FileEncoder;
import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Rows to a file that the format writes as a whole. */
final class WholeFileWriter implements BulkWriter<Object[]> {
  private final FileTrouble trouble;
  private final FileEncoder.Rows rows;

  WholeFileWriter(FileTrouble trouble, FileEncoder encoder, FSDataOutputStream out) {
    this.trouble = trouble;
    try {
      this.rows = encoder.start(out);
    } catch (IOException e) {
      throw trouble.cannotWrite(e);
    }
  }

  @Override
  public void addElement(Object[] row) {
    try {
      rows.row(row);
    } catch (IOException e) {
      throw trouble.cannotWrite(e);
    }
  }

  /** A file says where it is whole in finish() alone. */
  @Override
  public void flush() {}

  @Override
  public void finish() {
    try {
      rows.finish();
    } catch (IOException e) {
      throw trouble.cannotWrite(e);
    }
  }
}
