// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.type.RowType;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;

/** A row as a test writes it: its columns, or {@code {delete: {...}}} for one that deletes. */
final class WrittenRow {
  static final String DELETE = "delete";

  private WrittenRow() {}

  /** A row whose only column has this name and is a row itself is what it looks like first. */
  static boolean isDelete(YamlMapping row, RowType type) {
    return row.entries().size() == 1
        && row.value(DELETE).filter(YamlMapping.class::isInstance).isPresent()
        && !type.contains(DELETE);
  }

  /** The columns of a row, whatever it does. */
  static YamlMapping columns(YamlMapping row, RowType type) {
    if (!isDelete(row, type)) {
      return row;
    }
    YamlNode columns = row.value(DELETE).orElseThrow();
    return (YamlMapping) columns;
  }
}
