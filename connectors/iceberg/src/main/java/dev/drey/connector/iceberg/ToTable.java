// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import dev.drey.type.DataType;
import dev.drey.type.RowType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** A value of a row as Flink's tables have one, of a column's type. Never of NULL. */
interface ToTable extends Serializable {
  Object write(Object value);

  /**
   * @param to a type that takes those of {@code from}, as {@link TypeFit#writes} says
   */
  static ToTable of(DataType from, Type to) {
    switch (to.typeId()) {
      case LONG:
        return value -> ((Number) value).longValue();
      case INTEGER:
        return value -> ((Number) value).intValue();
      case DOUBLE:
        return value -> ((Number) value).doubleValue();
      case DECIMAL:
        int precision = ((Types.DecimalType) to).precision();
        int scale = ((Types.DecimalType) to).scale();
        return value -> DecimalData.fromBigDecimal((BigDecimal) value, precision, scale);
      case STRING:
        return value -> StringData.fromString((String) value);
      case TIMESTAMP:
        return value -> TimestampData.fromEpochMillis((Long) value);
      case LIST:
        ToTable element = of(from.element(), to.asListType().elementType());
        return value -> array((List<?>) value, element);
      case MAP:
        ToTable keys = of(from.key(), to.asMapType().keyType());
        ToTable values = of(from.element(), to.asMapType().valueType());
        return value -> map((Map<?, ?>) value, keys, values);
      case STRUCT:
        Fields fields = Fields.of(from.row(), to.asStructType());
        return value -> fields.write((Object[]) value);
      default:
        return value -> value;
    }
  }

  private static GenericArrayData array(List<?> list, ToTable element) {
    @Nullable Object[] values = new @Nullable Object[list.size()];
    for (int i = 0; i < values.length; i++) {
      Object value = list.get(i);
      values[i] = value == null ? null : element.write(value);
    }
    return new GenericArrayData(values);
  }

  private static GenericMapData map(Map<?, ?> map, ToTable keys, ToTable values) {
    Map<Object, @Nullable Object> written = new HashMap<>();
    map.forEach(
        (key, value) -> written.put(keys.write(key), value == null ? null : values.write(value)));
    return new GenericMapData(written);
  }

  /** Rows of columns that go by name; a column of the table that rows have not is NULL. */
  final class Fields implements Serializable {
    private static final long serialVersionUID = 1;

    private final int[] sources;
    private final ToTable[] writers;

    private Fields(int[] sources, ToTable[] writers) {
      this.sources = sources;
      this.writers = writers;
    }

    static Fields of(RowType from, Types.StructType to) {
      int[] sources = new int[to.fields().size()];
      List<ToTable> writers = new ArrayList<>();
      for (int i = 0; i < sources.length; i++) {
        Types.NestedField column = to.fields().get(i);
        sources[i] = from.indexOf(column.name());
        writers.add(
            sources[i] < 0
                ? value -> value
                : ToTable.of(from.field(sources[i]).type(), column.type()));
      }
      return new Fields(sources, writers.toArray(new ToTable[0]));
    }

    GenericRowData write(Object[] row) {
      GenericRowData written = new GenericRowData(sources.length);
      for (int i = 0; i < sources.length; i++) {
        Object value = sources[i] < 0 ? null : row[sources[i]];
        written.setField(i, value == null ? null : writers[i].write(value));
      }
      return written;
    }
  }
}
