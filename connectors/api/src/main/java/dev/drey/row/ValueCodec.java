// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import dev.drey.type.DataType;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The bytes of the values of one type, NULL apart: whoever holds values keeps track of NULLs. The
 * same value always has the same bytes, since state backends compare keys by them. Stateless.
 */
interface ValueCodec extends Serializable {
  void write(Object value, DataOutputView out) throws IOException;

  Object read(DataInputView in) throws IOException;

  /** A value that shares nothing mutable with this one; the value itself where it is immutable. */
  default Object copy(Object value) {
    return value;
  }

  static ValueCodec of(DataType type) {
    switch (type.kind()) {
      case DECIMAL:
        return new DecimalCodec(type.precision(), type.scale());
      case ARRAY:
        return new ArrayCodec(of(type.element()));
      case MAP:
        return new MapCodec(of(type.key()), of(type.element()));
      case ROW:
        return new RowCodec(new RowSerializer(type.row()));
      default:
        return ScalarCodec.of(type.kind());
    }
  }
}
