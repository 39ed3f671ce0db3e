// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** ARRAY: the size, then before every eight elements a byte that says which of them are NULL. */
final class ArrayCodec implements ValueCodec {
  private static final long serialVersionUID = 1;

  private final ValueCodec element;

  ArrayCodec(ValueCodec element) {
    this.element = element;
  }

  @Override
  public void write(Object value, DataOutputView out) throws IOException {
    Object[] elements = ((List<?>) value).toArray();
    VarInt.writeUnsigned(elements.length, out);
    for (int start = 0; start < elements.length; start += 8) {
      int end = Math.min(elements.length, start + 8);
      out.writeByte(RowSerializer.nullBits(elements, start, end));
      for (int i = start; i < end; i++) {
        if (elements[i] != null) {
          element.write(elements[i], out);
        }
      }
    }
  }

  @Override
  public Object read(DataInputView in) throws IOException {
    int size = VarInt.readSize(in);
    // Not sized at once by a number that a damaged input may have made huge.
    List<@Nullable Object> elements = new ArrayList<>(Math.min(size, 1024));
    for (int start = 0; start < size; start += 8) {
      int nulls = in.readUnsignedByte();
      for (int i = start; i < Math.min(size, start + 8); i++) {
        elements.add((nulls & 1 << (i - start)) != 0 ? null : element.read(in));
      }
    }
    return elements;
  }

  @Override
  public Object copy(Object value) {
    List<?> elements = (List<?>) value;
    List<@Nullable Object> copied = new ArrayList<>(elements.size());
    for (Iterator<?> each = elements.iterator(); each.hasNext(); ) {
      Object next = each.next();
      copied.add(next == null ? null : element.copy(next));
    }
    return copied;
  }
}
