// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * MAP: the size, then for each entry a byte that says whether key (1) or value (2) is NULL, the key
 * and the value. Reading gives the entries in the order in which they were written.
 */
final class MapCodec implements ValueCodec {
  private static final long serialVersionUID = 1;
  private static final int NULL_KEY = 1;
  private static final int NULL_VALUE = 2;

  private final ValueCodec key;
  private final ValueCodec value;

  MapCodec(ValueCodec key, ValueCodec value) {
    this.key = key;
    this.value = value;
  }

  @Override
  public void write(Object map, DataOutputView out) throws IOException {
    Map<?, ?> entries = (Map<?, ?>) map;
    VarInt.writeUnsigned(entries.size(), out);
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      Object k = entry.getKey();
      Object v = entry.getValue();
      out.writeByte((k == null ? NULL_KEY : 0) | (v == null ? NULL_VALUE : 0));
      if (k != null) {
        key.write(k, out);
      }
      if (v != null) {
        value.write(v, out);
      }
    }
  }

  @Override
  public Object read(DataInputView in) throws IOException {
    int size = VarInt.readSize(in);
    Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      int nulls = in.readByte();
      Object k = (nulls & NULL_KEY) != 0 ? null : key.read(in);
      entries.put(k, (nulls & NULL_VALUE) != 0 ? null : value.read(in));
    }
    return entries;
  }

  @Override
  public Object copy(Object map) {
    Map<@Nullable Object, @Nullable Object> copied = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
      Object k = entry.getKey();
      Object v = entry.getValue();
      copied.put(k == null ? null : key.copy(k), v == null ? null : value.copy(v));
    }
    return copied;
  }
}
