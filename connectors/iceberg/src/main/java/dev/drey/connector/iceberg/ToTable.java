// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import dev.drey.connector.async.RefusedRowException;
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
  /** Times of a table are microseconds. */
  long LATEST_MILLIS = Long.MAX_VALUE / 1000;

  /**
   * @throws RefusedRowException where the column has no place for the value, with what follows the
   *     column's name
   */
  Object write(Object value) throws RefusedRowException;

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
        return value -> decimal((BigDecimal) value, precision, scale);
      case STRING:
        return value -> StringData.fromString((String) value);
      case TIMESTAMP:
        return value -> time((Long) value);
      case FIXED:
        int length = ((Types.FixedType) to).length();
        return value -> fixed((byte[]) value, length);
      case LIST:
        ToTable element = of(from.element(), to.asListType().elementType());
        return value -> array((List<?>) value, element);
      case MAP:
        ToTable keys = of(from.key(), to.asMapType().keyType());
        ToTable values = of(from.element(), to.asMapType().valueType());
        return value -> map((Map<?, ?>) value, keys, values);
      case STRUCT:
        Fields fields = Fields.of(from.row(), to.asStructType());
        return value -> struct((Object[]) value, fields);
      default:
        return value -> value;
    }
  }

  private static DecimalData decimal(BigDecimal number, int precision, int scale)
      throws RefusedRowException {
    DecimalData written = DecimalData.fromBigDecimal(number, precision, scale);
    if (written == null) {
      throw new RefusedRowException(
          "has more digits than decimal(" + precision + ", " + scale + ") takes");
    }
    return written;
  }

  private static TimestampData time(long millis) throws RefusedRowException {
    if (Math.abs(millis) > LATEST_MILLIS) {
      throw new RefusedRowException("is a time that has no number of microseconds");
    }
    return TimestampData.fromEpochMillis(millis);
  }

  private static byte[] fixed(byte[] bytes, int length) throws RefusedRowException {
    if (bytes.length != length) {
      throw new RefusedRowException(
          "has " + bytes.length + " bytes, and fixed[" + length + "] takes " + length);
    }
    return bytes;
  }

  private static GenericArrayData array(List<?> list, ToTable element) throws RefusedRowException {
    @Nullable Object[] values = new @Nullable Object[list.size()];
    for (int i = 0; i < values.length; i++) {
      Object value = list.get(i);
      values[i] = value == null ? null : element.write(value);
    }
    return new GenericArrayData(values);
  }

  private static GenericRowData struct(Object[] row, Fields fields) throws RefusedRowException {
    try {
      return fields.write(row);
    } catch (RefusedRowException cannot) {
      throw new RefusedRowException("has a field that is refused: " + cannot.reason());
    }
  }

  private static GenericMapData map(Map<?, ?> map, ToTable keys, ToTable values)
      throws RefusedRowException {
    Map<Object, @Nullable Object> written = new HashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entry.getKey() == null) {
        throw new RefusedRowException("has a key that is NULL");
      }
      Object value = entry.getValue();
      written.put(keys.write(entry.getKey()), value == null ? null : values.write(value));
    }
    return new GenericMapData(written);
  }

  /** Rows of columns that go by name; a column of the table that rows have not is NULL. */
  final class Fields implements Serializable {
    private static final long serialVersionUID = 1;

    private final String[] names;
    private final int[] sources;
    private final ToTable[] writers;

    private Fields(String[] names, int[] sources, ToTable[] writers) {
      this.names = names;
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
      return new Fields(
          to.fields().stream().map(Types.NestedField::name).toArray(String[]::new),
          sources,
          writers.toArray(new ToTable[0]));
    }

    GenericRowData write(Object[] row) throws RefusedRowException {
      GenericRowData written = new GenericRowData(sources.length);
      for (int i = 0; i < sources.length; i++) {
        Object value = sources[i] < 0 ? null : row[sources[i]];
        written.setField(i, value == null ? null : write(i, value));
      }
      return written;
    }

    private Object write(int column, Object value) throws RefusedRowException {
      try {
        return writers[column].write(value);
      } catch (RefusedRowException cannot) {
        throw new RefusedRowException("`" + names[column] + "` " + cannot.reason());
      }
    }
  }
}
