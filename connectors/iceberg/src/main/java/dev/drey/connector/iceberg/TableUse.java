// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import dev.drey.connector.ConnectorCodes;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Finding;
import dev.drey.shape.OptionValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What is wrong with a use, before there is a table to look at. */
final class TableUse {
  private TableUse() {}

  static List<Finding> check(ConnectorUsage usage) {
    return usage.isSink() ? sink(usage) : List.of();
  }

  private static List<Finding> sink(ConnectorUsage usage) {
    List<Finding> findings = new ArrayList<>();
    usage
        .rowType()
        .flatMap(TableCheck::impossible)
        .ifPresent(
            field ->
                findings.add(
                    conflict(
                        "",
                        "`" + field.name() + "` is " + field.type() + ", which no table can hold",
                        "leave it out with `drop: ["
                            + field.name()
                            + "]` in a stream before, or cast it to BIGINT there")));
    List<String> key = usage.options().get(IcebergOptions.KEY);
    OptionValues create = usage.options().within(IcebergOptions.CREATE);
    if (new HashSet<>(key).size() < key.size()) {
      findings.add(
          conflict(
              IcebergOptions.KEY.name(), "a column is named twice", "name each column of it once"));
    }
    for (String name : key) {
      usage
          .rowType()
          .filter(rows -> rows.contains(name))
          .map(rows -> rows.field(rows.indexOf(name)).type())
          .filter(type -> type.kind().isNested())
          .ifPresent(
              type ->
                  findings.add(
                      conflict(
                          IcebergOptions.KEY.to(key.indexOf(name)),
                          "`" + name + "` is " + type + ", which cannot be compared in a table",
                          "choose columns of plain types, or cast it to STRING before")));
    }
    long version = create.get(IcebergOptions.FORMAT_VERSION);
    String place = IcebergOptions.CREATE.to(IcebergOptions.FORMAT_VERSION);
    if (version != 1 && version != 2) {
      findings.add(
          conflict(place, "there is no format version " + version + " here", "write 2, or 1"));
    } else if (version == 1 && !key.isEmpty()) {
      findings.add(
          conflict(
              place,
              "format version 1 knows no deletes, which rows with a `key` need",
              "write `formatVersion: 2`"));
    }
    findings.addAll(Partitioning.check(usage));
    return findings;
  }

  private static Finding conflict(String option, String message, String help) {
    return Finding.of(ConnectorCodes.OPTIONS_CONFLICT, option, message, help);
  }
}
