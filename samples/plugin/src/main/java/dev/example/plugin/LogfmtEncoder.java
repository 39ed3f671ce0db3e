// SPDX-License-Identifier: Apache-2.0
package dev.example.plugin;

import dev.drey.format.RowEncoder;
import dev.drey.type.RowType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.StringJoiner;

/** A row to a record, without what is NULL. */
final class LogfmtEncoder implements RowEncoder {
  private static final long serialVersionUID = 1;

  private final ArrayList<String> names;

  LogfmtEncoder(RowType rowType) {
    this.names = new ArrayList<>(rowType.names());
  }

  @Override
  public void open() {}

  @Override
  public byte[] encode(Object[] row) {
    StringJoiner record = new StringJoiner(" ");
    for (int i = 0; i < names.size(); i++) {
      if (row[i] != null) {
        record.add(names.get(i) + "=" + quoted(row[i].toString()));
      }
    }
    return record.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return text.matches("[^\\s\"=]+")
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
