// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.format.RowEncoder;
import dev.drey.type.RowType;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;

/**
 * Rows to records that begin with the number of their schema, as {@link RegisteredDecoder} says.
 */
final class RegisteredEncoder implements RowEncoder {
  private static final long serialVersionUID = 1;

  private final SchemaRegistry registry;
  private final String schema;
  private final AvroEncoder values;

  RegisteredEncoder(SchemaRegistry registry, Schema schema, RowType type) {
    this.registry = registry;
    this.schema = schema.toString();
    this.values = new AvroEncoder(schema, type);
  }

  @Override
  public void open() {
    values.open();
    registry.open();
    values.beginWith(
        ByteBuffer.allocate(RegisteredDecoder.HEADER)
            .put(RegisteredDecoder.MARK)
            .putInt(registry.id(schema))
            .array());
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public byte[] encode(Object[] row) {
    return values.encode(row);
  }

  @Override
  public String fileSuffix() {
    return values.fileSuffix();
  }
}
