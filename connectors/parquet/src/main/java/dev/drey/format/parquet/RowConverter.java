// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import dev.drey.format.text.Mismatch;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/** The fields of a group in the slots of a row. */
final class RowConverter extends GroupConverter {
  private final Slot parent;
  private final Converters converters;
  private final Converter[] fields;
  private final int size;
  private final List<Integer> lists = new ArrayList<>();
  private final boolean[] required;
  private final Mismatch[] missing;
  private @Nullable Object[] row = new Object[0];

  /**
   * @param slots where the columns of the type stand in the row
   * @param size of the row
   */
  RowConverter(
      GroupType group,
      RowType type,
      Map<String, Integer> slots,
      int size,
      String prefix,
      Converters converters,
      Slot parent) {
    this.parent = parent;
    this.converters = converters;
    this.size = size;
    this.fields = new Converter[group.getFieldCount()];
    this.required = new boolean[size];
    this.missing = new Mismatch[size];
    boolean top = prefix.isEmpty();
    for (int i = 0; i < fields.length; i++) {
      Type field = group.getType(i);
      int column = type.indexOf(field.getName());
      DataType columnType = type.field(column).type();
      String path = prefix + field.getName();
      Integer slot = slots.get(field.getName());
      if (slot == null) {
        throw new IllegalStateException("the schema was made of the columns: " + path);
      }
      // Whoever takes the record checks the columns themselves.
      required[slot] = !top && !columnType.nullable();
      missing[slot] = Mismatch.of(path, columnType);
      fields[i] = field(field, columnType, path, slot);
    }
  }

  private Converter field(Type field, DataType type, String path, int slot) {
    if (!field.isRepetition(Repetition.REPEATED)) {
      return converters.of(field, type, path, value -> row[slot] = value);
    }
    lists.add(slot);
    return converters.once(
        field,
        type.element(),
        path + "[*]",
        value -> converters.add(value, listIn(slot), type, path));
  }

  private List<Object> listIn(int slot) {
    @SuppressWarnings("unchecked") // start() puts it there.
    List<Object> list = (List<Object>) row[slot];
    if (list == null) {
      throw new IllegalStateException("an element before its row");
    }
    return list;
  }

  @Override
  public Converter getConverter(int field) {
    return fields[field];
  }

  @Override
  public void start() {
    row = new Object[size];
    for (int slot : lists) {
      row[slot] = new ArrayList<>();
    }
  }

  @Override
  public void end() {
    for (int i = 0; i < size; i++) {
      if (required[i] && row[i] == null) {
        converters.failures().add(missing[i].missing());
      }
    }
    parent.put(row);
  }
}
