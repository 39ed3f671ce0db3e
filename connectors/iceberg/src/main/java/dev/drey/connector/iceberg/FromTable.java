// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import dev.drey.format.BadRecordException;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** A value as Flink's tables have one as a value of a row. Never of NULL. */
interface FromTable extends Serializable {
  Object read(Object value) throws BadRecordException;

  /**
   * @param to a type that holds those of {@code from}, as {@link TypeFit#reads} says
   * @param cut whether a time loses the digits for which its column has no place; else it is bad
   */
  static FromTable of(Type from, DataType to, boolean cut) {
    switch (from.typeId()) {
      case INTEGER:
      case FLOAT:
        return number(to);
      case DECIMAL:
        int scale = to.scale();
        return value ->
            ((DecimalData) value).toBigDecimal().setScale(scale, RoundingMode.UNNECESSARY);
      case STRING:
        return Object::toString;
      case TIMESTAMP:
        return new Times((long) Math.pow(10, 3 - to.precision()), cut);
      case LIST:
        Type of = from.asListType().elementType();
        ArrayData.ElementGetter elements =
            ArrayData.createElementGetter(FlinkSchemaUtil.convert(of));
        FromTable element = of(of, to.element(), cut);
        return value -> list((ArrayData) value, elements, element);
      case MAP:
        return map(from.asMapType(), to, cut);
      case STRUCT:
        Fields fields = Fields.of(from.asStructType(), to.row(), cut);
        return value -> fields.read((RowData) value);
      default:
        return value -> value;
    }
  }

  private static FromTable number(DataType to) {
    switch (to.kind()) {
      case BIGINT:
        return value -> ((Number) value).longValue();
      case DOUBLE:
        return value -> ((Number) value).doubleValue();
      case DECIMAL:
        return value -> new BigDecimal(value.toString());
      default:
        return value -> value;
    }
  }

  private static List<@Nullable Object> list(
      ArrayData array, ArrayData.ElementGetter elements, FromTable element)
      throws BadRecordException {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      Object value = elements.getElementOrNull(array, i);
      list.add(value == null ? null : element.read(value));
    }
    return list;
  }

  private static FromTable map(Types.MapType from, DataType to, boolean cut) {
    ArrayData.ElementGetter keys =
        ArrayData.createElementGetter(FlinkSchemaUtil.convert(from.keyType()));
    ArrayData.ElementGetter values =
        ArrayData.createElementGetter(FlinkSchemaUtil.convert(from.valueType()));
    FromTable key = of(from.keyType(), to.key(), cut);
    FromTable value = of(from.valueType(), to.element(), cut);
    return data -> {
      List<@Nullable Object> allKeys = list(((MapData) data).keyArray(), keys, key);
      List<@Nullable Object> allValues = list(((MapData) data).valueArray(), values, value);
      Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = 0; i < allKeys.size(); i++) {
        map.put(allKeys.get(i), allValues.get(i));
      }
      return map;
    };
  }

  /** Times, in units of so many milliseconds as a column has digits for. */
  final class Times implements FromTable {
    private static final long serialVersionUID = 1;

    private final long unitMillis;
    private final boolean cut;

    private Times(long unitMillis, boolean cut) {
      this.unitMillis = unitMillis;
      this.cut = cut;
    }

    @Override
    public Object read(Object value) throws BadRecordException {
      TimestampData time = (TimestampData) value;
      long beyond = Math.floorMod(time.getMillisecond(), unitMillis);
      if (!cut && (beyond != 0 || time.getNanoOfMillisecond() != 0)) {
        throw new BadRecordException(
            "the time " + time + " has more digits of a second than its column");
      }
      return time.getMillisecond() - beyond;
    }
  }

  /** Columns of rows, each from the table's of its name. */
  final class Fields implements Serializable {
    private static final long serialVersionUID = 1;

    private final RowData.FieldGetter[] getters;
    private final FromTable[] readers;

    private Fields(RowData.FieldGetter[] getters, FromTable[] readers) {
      this.getters = getters;
      this.readers = readers;
    }

    static Fields of(Types.StructType from, RowType to, boolean cut) {
      List<RowData.FieldGetter> getters = new ArrayList<>();
      List<FromTable> readers = new ArrayList<>();
      for (Field field : to.fields()) {
        Types.NestedField column = from.field(field.name());
        getters.add(
            RowData.createFieldGetter(
                FlinkSchemaUtil.convert(column.type()), from.fields().indexOf(column)));
        readers.add(FromTable.of(column.type(), field.type(), cut));
      }
      return new Fields(
          getters.toArray(new RowData.FieldGetter[0]), readers.toArray(new FromTable[0]));
    }

    Object[] read(RowData row) throws BadRecordException {
      Object[] read = new Object[getters.length];
      for (int i = 0; i < read.length; i++) {
        Object value = getters[i].getFieldOrNull(row);
        read[i] = value == null ? null : readers[i].read(value);
      }
      return read;
    }
  }
}
