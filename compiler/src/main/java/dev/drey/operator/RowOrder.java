// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * An order of rows by the bytes of their columns: which of two comes first means nothing, but it is
 * always the same.
 */
final class RowOrder implements Comparator<Object[]>, Serializable {
  private static final long serialVersionUID = 1;

  private final TypeSerializer<Object[]> serializer;

  RowOrder(TypeSerializer<Object[]> serializer) {
    this.serializer = serializer;
  }

  @Override
  public int compare(Object[] a, Object[] b) {
    return Arrays.compare(bytes(a), bytes(b));
  }

  private byte[] bytes(Object[] row) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(64);
      serializer.serialize(row, out);
      return out.getCopyOfBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
