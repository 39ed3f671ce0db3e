// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import dev.drey.connector.ConnectorCodes;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Finding;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Whether the columns of a sink's key can be the primary key of a table: one or two, N, S or B. */
final class KeyColumns {
  private KeyColumns() {}

  static List<Finding> check(ConnectorUsage usage) {
    List<String> key = usage.options().get(DynamoDbOptions.KEY);
    List<Finding> findings = new ArrayList<>();
    if (key.size() > 2 || new HashSet<>(key).size() < key.size()) {
      findings.add(
          conflict(
              "a primary key is a partition key, or one with another column as sort key",
              "write the one or two columns that are the table's key"));
    }
    if (usage.rowType().isPresent()) {
      RowType type = usage.rowType().get();
      for (String name : key) {
        if (type.contains(name) && !canBeKey(type.field(type.indexOf(name)).type())) {
          findings.add(
              conflict(
                  "`"
                      + name
                      + "` is "
                      + type.field(type.indexOf(name)).type()
                      + ", and a key is a text, a number or bytes",
                  "choose a column of such a type, or cast it to STRING in a stream before"));
        }
      }
    }
    return findings;
  }

  private static boolean canBeKey(DataType type) {
    switch (type.kind()) {
      case BOOLEAN:
      case ARRAY:
      case MAP:
      case ROW:
        return false;
      default:
        return true;
    }
  }

  private static Finding conflict(String message, String help) {
    return Finding.of(ConnectorCodes.OPTIONS_CONFLICT, DynamoDbOptions.KEY.name(), message, help);
  }
}
