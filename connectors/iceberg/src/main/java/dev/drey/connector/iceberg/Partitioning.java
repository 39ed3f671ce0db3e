// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import dev.drey.connector.ConnectorCodes;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Finding;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;

/** One entry of {@code partitionBy}: a column, or what is made of one. */
final class Partitioning {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(years|months|days|hours)\\((.+)\\)|(bucket|truncate)\\(([0-9]{1,9}), *(.+)\\)");
  private static final String IDENTITY = "";

  private final String transform;
  private final String column;
  private final int width;

  private Partitioning(String transform, String column, int width) {
    this.transform = transform;
    this.column = column;
    this.width = width;
  }

  static Partitioning of(String written) {
    Matcher made = WRITTEN.matcher(written.strip());
    if (!made.matches()) {
      return new Partitioning(IDENTITY, written.strip(), 0);
    }
    return made.group(1) != null
        ? new Partitioning(made.group(1), made.group(2).strip(), 0)
        : new Partitioning(made.group(3), made.group(5).strip(), Integer.parseInt(made.group(4)));
  }

  String column() {
    return column;
  }

  /** What is wrong with entries that rows of this type cannot be put into partitions by. */
  static List<Finding> check(ConnectorUsage usage) {
    List<Finding> findings = new ArrayList<>();
    OptionValues create = usage.options().within(IcebergOptions.CREATE);
    List<String> written = create.get(IcebergOptions.PARTITION_BY);
    List<String> key = usage.options().get(IcebergOptions.KEY);
    for (int i = 0; i < written.size() && usage.rowType().isPresent(); i++) {
      Partitioning entry = of(written.get(i));
      String place = IcebergOptions.CREATE.to(IcebergOptions.PARTITION_BY) + "." + i;
      entry
          .problem(usage.rowType().get())
          .ifPresent(
              message ->
                  findings.add(
                      Finding.of(
                          ConnectorCodes.OPTIONS_CONFLICT,
                          place,
                          message,
                          "write a column of the rows, or one of `years(c)`, `months(c)`,"
                              + " `days(c)`, `hours(c)`, `bucket(16, c)`, `truncate(4, c)` of"
                              + " one")));
      if (!key.isEmpty() && !key.contains(entry.column)) {
        findings.add(
            Finding.of(
                ConnectorCodes.OPTIONS_CONFLICT,
                place,
                "`"
                    + entry.column
                    + "` is not in `key`, so that a row could not find the one that it replaces"
                    + " in another partition",
                "add `" + entry.column + "` to `key`, or partition by columns of it"));
      }
    }
    return findings;
  }

  private Optional<String> problem(RowType rows) {
    if (!rows.contains(column)) {
      return Optional.of("the rows have no column `" + column + "`");
    }
    DataType type = rows.field(rows.indexOf(column)).type();
    if (!takes(type)) {
      return Optional.of(
          "`"
              + column
              + "` is "
              + type
              + ", of which there is no "
              + (transform.equals(IDENTITY) ? "partition" : "`" + transform + "`"));
    }
    boolean sized = transform.equals("bucket") || transform.equals("truncate");
    return sized && width < 1
        ? Optional.of("`" + transform + "` needs a number from 1 on")
        : Optional.empty();
  }

  /** By the table "Partition Transforms" of Iceberg's specification. */
  private boolean takes(DataType type) {
    switch (transform) {
      case "years":
      case "months":
      case "days":
        return type.kind().isTimestamp() || type.kind() == TypeKind.DATE;
      case "hours":
        return type.kind().isTimestamp();
      case "bucket":
        return !type.kind().isNested()
            && type.kind() != TypeKind.BOOLEAN
            && type.kind() != TypeKind.FLOAT
            && type.kind() != TypeKind.DOUBLE;
      case "truncate":
        return type.kind().isInteger()
            || type.kind() == TypeKind.DECIMAL
            || type.kind().isCharacter()
            || type.kind() == TypeKind.VARBINARY;
      default:
        return !type.kind().isNested();
    }
  }

  static PartitionSpec spec(List<String> written, Schema schema) {
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
    written.forEach(each -> of(each).add(spec));
    return spec.build();
  }

  private void add(PartitionSpec.Builder spec) {
    switch (transform) {
      case "years":
        spec.year(column);
        break;
      case "months":
        spec.month(column);
        break;
      case "days":
        spec.day(column);
        break;
      case "hours":
        spec.hour(column);
        break;
      case "bucket":
        spec.bucket(column, width);
        break;
      case "truncate":
        spec.truncate(column, width);
        break;
      default:
        spec.identity(column);
    }
  }
}
