// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import dev.drey.format.text.Mismatch;
import dev.drey.type.DataType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.jspecify.annotations.Nullable;

/** Maps: repeated groups of a key and a value. Of a key that comes twice the last value holds. */
final class MapConverter extends GroupConverter {
  private final Slot parent;
  private final Entry entry;
  private Map<Object, Object> map = new LinkedHashMap<>();

  MapConverter(GroupType group, DataType type, String path, Converters converters, Slot parent) {
    this.parent = parent;
    this.entry = new Entry(group.getType(0).asGroupType(), type, path, converters);
  }

  @Override
  public Converter getConverter(int field) {
    return entry;
  }

  @Override
  public void start() {
    map = new LinkedHashMap<>();
  }

  @Override
  public void end() {
    parent.put(map);
  }

  private final class Entry extends GroupConverter {
    private final Converter[] fields;
    private final Converters converters;
    private final boolean required;
    private final Mismatch missing;
    private @Nullable Object key;
    private @Nullable Object value;

    Entry(GroupType group, DataType type, String path, Converters converters) {
      this.converters = converters;
      this.required = !type.element().nullable();
      this.missing = Mismatch.of(path + "[*]", type.element());
      this.fields = new Converter[group.getFieldCount()];
      fields[0] = converters.of(group.getType(0), type.key(), path + "[key]", each -> key = each);
      if (fields.length > 1) {
        fields[1] =
            converters.of(group.getType(1), type.element(), path + "[*]", each -> value = each);
      }
    }

    @Override
    public Converter getConverter(int field) {
      return fields[field];
    }

    @Override
    public void start() {
      key = null;
      value = null;
    }

    @Override
    @SuppressWarnings("NullAway") // SQL's maps may have NULL for both.
    public void end() {
      if (required && value == null) {
        converters.failures().add(missing.missing());
      }
      map.put(key, value);
    }
  }
}
