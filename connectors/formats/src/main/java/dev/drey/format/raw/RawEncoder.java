// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.raw;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drey.format.RowEncoder;

/** The one column as the record's bytes; NULL is an empty record. */
final class RawEncoder implements RowEncoder {
  private static final long serialVersionUID = 1;

  private final boolean text;

  RawEncoder(boolean text) {
    this.text = text;
  }

  @Override
  public boolean isText() {
    return text;
  }

  @Override
  public void open() {}

  @Override
  public byte[] encode(Object[] row) {
    Object value = row[0];
    if (value == null) {
      return new byte[0];
    }
    return value instanceof String ? ((String) value).getBytes(UTF_8) : ((byte[]) value).clone();
  }

  @Override
  public String fileSuffix() {
    return ".txt";
  }
}
