// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.async.RefusedRowException;
import dev.drey.type.RowType;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.RowDataWrapper;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.types.Type;
import org.jspecify.annotations.Nullable;

/**
 * Whether the store of a table has a name for the file that a row goes into. Texts and bytes that a
 * table is partitioned by stand in it, written as in a URL.
 */
final class PartitionPaths implements Serializable {
  private static final long serialVersionUID = 1;

  /** Stores of objects, which bound a key as a whole: to 1 024 bytes. */
  private static final Pattern OBJECT = Pattern.compile("(?:s3|s3a|s3n|gs)://[^/]*/(.*)");

  private static final int KEY_BYTES = 1024;

  /** The bound of each name of a path in ext4, XFS, NFS and HDFS, as they come. */
  private static final int NAME_BYTES = 255;

  /** As long as Iceberg's writers name files: subtask, attempt, UUID, number. */
  private static final String FILE =
      "0000000000-0000000000-00000000-0000-0000-0000-000000000000-0000000000.parquet";

  /** What a number or a time may have in a path. */
  private static final int SHORT_BYTES = 64;

  /** What a character or a byte may become in a path: four bytes as {@code %XX}. */
  private static final int BYTES_EACH = 12;

  private final PartitionSpec spec;
  private final Schema schema;
  private final LocationProvider locations;

  /** Where texts and bytes are in rows that the table is partitioned by. */
  private final int[] texts;

  /** So many characters of all texts are never too many. */
  private final int always;

  private transient @Nullable PartitionKey key;
  private transient @Nullable RowDataWrapper values;

  private PartitionPaths(Table table, int[] texts, boolean nested) {
    this.spec = table.spec();
    this.schema = table.schema();
    this.locations = table.locationProvider();
    this.texts = texts;
    if (!nested && texts.length == 0) {
      this.always = 0;
      return;
    }
    String shortest = locations.newDataLocation(spec, new PartitionKey(spec, schema), FILE);
    int spare = KEY_BYTES - bytes(shortest) - SHORT_BYTES * spec.fields().size();
    if (!OBJECT.matcher(shortest).matches()) {
      spare = NAME_BYTES - longest(shortest);
    }
    this.always = nested ? -1 : spare / BYTES_EACH;
  }

  static PartitionPaths of(Table table, RowType rows) {
    boolean nested = false;
    List<Integer> texts = new ArrayList<>();
    for (PartitionField field : table.spec().fields()) {
      Type source = table.schema().findType(field.sourceId());
      if (!isText(field.transform().getResultType(source))) {
        continue;
      }
      String column = table.schema().findColumnName(field.sourceId());
      nested |= table.schema().asStruct().field(field.sourceId()) == null;
      if (rows.contains(column)) {
        texts.add(rows.indexOf(column));
      }
    }
    return new PartitionPaths(table, texts.stream().mapToInt(Integer::intValue).toArray(), nested);
  }

  private static boolean isText(Type type) {
    switch (type.typeId()) {
      case STRING:
      case BINARY:
      case FIXED:
        return true;
      default:
        return false;
    }
  }

  void open() {
    key = new PartitionKey(spec, schema);
    values = new RowDataWrapper(FlinkSchemaUtil.convert(schema), schema.asStruct());
  }

  /**
   * @param row as it came
   * @param written the same as the table has it
   * @throws RefusedRowException where no file can be named
   */
  void check(Object[] row, RowData written) throws RefusedRowException {
    int characters = 0;
    for (int text : texts) {
      Object value = row[text];
      characters +=
          value == null
              ? 0
              : value instanceof String ? ((String) value).length() : ((byte[]) value).length;
    }
    if (characters > always) {
      PartitionKey partition = requireNonNull(key, "open() comes first");
      partition.partition(requireNonNull(values, "open() comes first").wrap(written));
      check(locations.newDataLocation(spec, partition, FILE));
    }
  }

  private static void check(String location) throws RefusedRowException {
    Matcher object = OBJECT.matcher(location);
    if (object.matches()) {
      int bytes = bytes(object.group(1));
      if (bytes > KEY_BYTES) {
        throw new RefusedRowException(
            "a file of its partition has a key of "
                + bytes
                + " bytes, and the store takes "
                + KEY_BYTES);
      }
      return;
    }
    int bytes = longest(location);
    if (bytes > NAME_BYTES) {
      throw new RefusedRowException(
          "the folder of its partition has a name of "
              + bytes
              + " bytes, and file systems take "
              + NAME_BYTES);
    }
  }

  private static int longest(String location) {
    return Stream.of(location.split("/")).mapToInt(PartitionPaths::bytes).max().orElse(0);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
