// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async;

import java.io.ByteArrayOutputStream;

/** A JSON list of records that are JSON themselves. */
public final class JsonList {
  private JsonList() {}

  /** What a record costs: its own bytes, and the comma or bracket beside it. */
  public static long bytes(byte[] record) {
    return record.length + 1L;
  }

  public static byte[] of(Iterable<byte[]> records) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    char before = '[';
    for (byte[] record : records) {
      list.write(before);
      list.write(record, 0, record.length);
      before = ',';
    }
    list.write(']');
    return list.toByteArray();
  }
}
