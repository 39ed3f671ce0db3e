// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.row.RowSerializer;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a value in the set of those seen. A value whose Java class has equality stands
 * for itself; bytes, rows, arrays and maps are there by their serialized bytes, a character a byte
 * (ISO 8859-1).
 */
abstract class DistinctKey implements Serializable {
  private static final long serialVersionUID = 1;

  /** The type of the keys. */
  abstract DataType type();

  abstract Object key(Object value);

  abstract Object value(Object key);

  static DistinctKey of(DataType type) {
    switch (type.kind()) {
      case BINARY:
      case VARBINARY:
      case ARRAY:
      case MAP:
      case ROW:
        return new Serialized(type);
      default:
        return new Itself(type);
    }
  }

  private static final class Itself extends DistinctKey {
    private static final long serialVersionUID = 1;

    private final DataType type;

    Itself(DataType type) {
      this.type = type;
    }

    @Override
    DataType type() {
      return type;
    }

    @Override
    Object key(Object value) {
      return value;
    }

    @Override
    Object value(Object key) {
      return key;
    }
  }

  private static final class Serialized extends DistinctKey {
    private static final long serialVersionUID = 1;

    private final RowSerializer serializer;
    private transient @Nullable DataOutputSerializer buffer;

    Serialized(DataType type) {
      this.serializer = new RowSerializer(RowType.of(Field.of("value", type)));
    }

    @Override
    DataType type() {
      return DataType.string();
    }

    @Override
    Object key(Object value) {
      if (buffer == null) {
        buffer = new DataOutputSerializer(64);
      }
      buffer.clear();
      try {
        serializer.serialize(new Object[] {value}, buffer);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      return new String(buffer.getSharedBuffer(), 0, buffer.length(), StandardCharsets.ISO_8859_1);
    }

    @Override
    Object value(Object key) {
      byte[] bytes = ((String) key).getBytes(StandardCharsets.ISO_8859_1);
      try {
        return serializer.deserialize(new DataInputDeserializer(bytes))[0];
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
