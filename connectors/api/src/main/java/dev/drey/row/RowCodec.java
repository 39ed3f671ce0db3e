// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** ROW: as a row of its own. */
final class RowCodec implements ValueCodec {
  private static final long serialVersionUID = 1;

  private final RowSerializer serializer;

  RowCodec(RowSerializer serializer) {
    this.serializer = serializer;
  }

  @Override
  public void write(Object value, DataOutputView out) throws IOException {
    serializer.serialize((Object[]) value, out);
  }

  @Override
  public Object read(DataInputView in) throws IOException {
    return serializer.deserialize(in);
  }

  @Override
  public Object copy(Object value) {
    return serializer.copy((Object[]) value);
  }
}
