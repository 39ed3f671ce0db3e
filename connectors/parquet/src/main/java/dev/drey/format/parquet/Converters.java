// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import dev.drey.format.text.Mismatch;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** What makes values of a {@link ReadSchema}. */
final class Converters {
  private final Failures failures;
  private final boolean truncateTimes;

  Converters(Failures failures, boolean truncateTimes) {
    this.failures = failures;
    this.truncateTimes = truncateTimes;
  }

  Failures failures() {
    return failures;
  }

  Converter of(Type field, DataType type, String path, Slot slot) {
    return once(field, type, path, slot);
  }

  /** Of one value, whether or not there may be several. */
  Converter once(Type field, DataType type, String path, Slot slot) {
    if (field.isPrimitive()) {
      PrimitiveType scalar = field.asPrimitiveType();
      return new ScalarConverter(
          ScalarReading.of(scalar, type, path, truncateTimes), isOfBytes(scalar), slot, failures);
    }
    GroupType group = field.asGroupType();
    if (type.kind() == TypeKind.ARRAY) {
      return new ListConverter(group, type, path, this, slot);
    }
    if (type.kind() == TypeKind.MAP) {
      return new MapConverter(group, type, path, this, slot);
    }
    RowType row = type.row();
    Map<String, Integer> slots = new HashMap<>();
    for (int i = 0; i < row.size(); i++) {
      slots.put(row.field(i).name(), i);
    }
    return new RowConverter(group, row, slots, row.size(), path + ".", this, slot);
  }

  private static boolean isOfBytes(PrimitiveType scalar) {
    PrimitiveTypeName storage = scalar.getPrimitiveTypeName();
    return storage == PrimitiveTypeName.BINARY
        || storage == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
        || storage == PrimitiveTypeName.INT96;
  }

  /** Puts an element into a list whose type may not take NULL. */
  @SuppressWarnings("NullAway") // An element may be null; a list cannot say so.
  void add(@Nullable Object value, List<Object> list, DataType listType, String path) {
    if (value == null && !listType.element().nullable()) {
      failures.add(Mismatch.of(path + "[*]", listType.element()).missing());
    }
    list.add(value);
  }
}
