// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import dev.drey.format.BadRecordException;
import dev.drey.format.RowDecoder;
import java.nio.charset.StandardCharsets;

/** Records of the tests: {@code ID@TIMESTAMP}, both whole numbers, in the first two columns. */
final class TextRows implements RowDecoder {
  private static final long serialVersionUID = 1;

  private final int columns;

  TextRows(int columns) {
    this.columns = columns;
  }

  static String text(long id, long timestamp) {
    return id + "@" + timestamp;
  }

  @Override
  public void open() {}

  @Override
  public Object[] decode(byte[] bytes, int offset, int length) throws BadRecordException {
    String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
    int at = text.indexOf('@');
    if (at < 0) {
      throw new BadRecordException("`" + text + "` has no @");
    }
    Object[] row = new Object[columns];
    row[0] = Long.valueOf(text.substring(0, at));
    row[1] = Long.valueOf(text.substring(at + 1));
    return row;
  }
}
