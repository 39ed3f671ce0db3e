// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import dev.drey.type.DataType;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Lists, whose elements stand in a repeated group or, of older writers, are what is repeated. */
final class ListConverter extends GroupConverter {
  private final Slot parent;
  private final Converter repeated;
  private List<Object> list = new ArrayList<>();

  ListConverter(GroupType group, DataType type, String path, Converters converters, Slot parent) {
    this.parent = parent;
    Type field = group.getType(0);
    Slot elements = value -> converters.add(value, list, type, path);
    this.repeated =
        ReadSchema.isElement(field, group.getName())
            ? converters.once(field, type.element(), path + "[*]", elements)
            : new Around(field.asGroupType(), type.element(), path + "[*]", converters, elements);
  }

  @Override
  public Converter getConverter(int field) {
    return repeated;
  }

  @Override
  public void start() {
    list = new ArrayList<>();
  }

  @Override
  public void end() {
    parent.put(list);
  }

  /** The group around an element, which tells an element that is NULL from none. */
  private static final class Around extends GroupConverter {
    private final Converter element;
    private final Slot elements;
    private @Nullable Object value;

    Around(GroupType group, DataType type, String path, Converters converters, Slot elements) {
      this.elements = elements;
      this.element = converters.of(group.getType(0), type, path, each -> value = each);
    }

    @Override
    public Converter getConverter(int field) {
      return element;
    }

    @Override
    public void start() {
      value = null;
    }

    @Override
    public void end() {
      elements.put(value);
    }
  }
}
