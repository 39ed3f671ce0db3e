// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import dev.drey.connector.RecordReader;
import dev.drey.format.BadRecordException;
import dev.drey.row.RowChange;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Records of a stream as rows: what was done to an item, or the item itself. */
final class ItemRows implements Serializable {
  private static final long serialVersionUID = 1;

  static final String EVENT = "event";
  private static final String KEYS = "keys";
  private static final String OLD = "old";
  private static final String NEW = "new";

  /** The columns that are items, or parts of them. */
  static final List<String> IMAGES = List.of(KEYS, OLD, NEW);

  private final boolean changes;
  private final AttributeReader reader;

  /** For each column of a row the position among those that are read; -1 for metadata. */
  private final int[] positions;

  private final RowType read;
  private final Set<String> keys;
  private final @Nullable AttributeReader keyReader;

  private ItemRows(boolean changes, RowType produced, RecordReader reader, List<Integer> keys) {
    Set<String> metadata = reader.metadataColumns();
    List<Field> fields = new ArrayList<>();
    this.changes = changes;
    this.positions = new int[produced.size()];
    for (int i = 0; i < produced.size(); i++) {
      boolean ofItem = !metadata.contains(produced.field(i).name());
      positions[i] = ofItem ? fields.size() : -1;
      if (ofItem) {
        fields.add(produced.field(i));
      }
    }
    this.read = RowType.of(fields);
    this.reader = new AttributeReader(read);
    List<Field> ofKey = keys.stream().map(produced::field).collect(Collectors.toList());
    this.keys =
        ofKey.stream().map(Field::name).collect(Collectors.toCollection(LinkedHashSet::new));
    this.keyReader = changes ? new AttributeReader(RowType.of(ofKey)) : null;
  }

  static ItemRows events(RowType produced, RecordReader reader) {
    return new ItemRows(false, produced, reader, List.of());
  }

  /**
   * @param keys the positions of the columns of the table's primary key
   */
  static ItemRows changes(RowType produced, RecordReader reader, List<Integer> keys) {
    return new ItemRows(true, produced, reader, keys);
  }

  /** The row, without its metadata. */
  @Nullable Object[] row(StreamRecord record) throws BadRecordException {
    return changes ? change(record) : event(record);
  }

  private @Nullable Object[] event(StreamRecord record) throws BadRecordException {
    @Nullable Object[] columns = new Object[read.size()];
    for (int i = 0; i < columns.length; i++) {
      Field column = read.field(i);
      if (column.name().equals(EVENT)) {
        columns[i] = record.event();
        continue;
      }
      Map<String, AttributeValue> image = image(column.name(), record);
      columns[i] =
          image == null ? null : AttributeReader.nested(column.name(), column.type().row(), image);
    }
    return produced(columns, 0);
  }

  private static @Nullable Map<String, AttributeValue> image(String column, StreamRecord record) {
    switch (column) {
      case KEYS:
        return record.keys();
      case OLD:
        return record.oldImage();
      default:
        return record.newImage();
    }
  }

  private @Nullable Object[] change(StreamRecord record) throws BadRecordException {
    if (!record.keys().keySet().equals(keys)) {
      throw new BadRecordException(
          "the table's primary key is "
              + String.join(", ", record.keys().keySet())
              + ", and the source's `key` is "
              + String.join(", ", keys));
    }
    @Nullable Object[] row;
    if (record.isRemoved()) {
      row = produced(key(record.keys()), 1);
      row[row.length - 1] = RowChange.DELETE;
    } else {
      Map<String, AttributeValue> image = record.newImage();
      if (image == null) {
        throw new BadRecordException(
            "the stream does not have the item as it is now: its view type must be NEW_IMAGE or"
                + " NEW_AND_OLD_IMAGES");
      }
      row = produced(reader.row(image), 1);
      row[row.length - 1] = RowChange.PUT;
    }
    return row;
  }

  /** A row of those columns alone that are the key. */
  private @Nullable Object[] key(Map<String, AttributeValue> attributes) throws BadRecordException {
    if (keyReader == null) {
      throw new IllegalStateException("only an item that changes has a key");
    }
    @Nullable Object[] key = keyReader.row(attributes);
    @Nullable Object[] columns = new Object[read.size()];
    int next = 0;
    for (String name : keys) {
      columns[read.indexOf(name)] = key[next++];
    }
    return columns;
  }

  /**
   * @param more slots behind the columns
   */
  private @Nullable Object[] produced(@Nullable Object[] columns, int more) {
    @Nullable Object[] row = new Object[positions.length + more];
    for (int i = 0; i < positions.length; i++) {
      row[i] = positions[i] < 0 ? null : columns[positions[i]];
    }
    return row;
  }
}
