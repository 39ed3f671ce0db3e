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
  private transient int id;

  RegisteredEncoder(SchemaRegistry registry, Schema schema, RowType type) {
    this.registry = registry;
    this.schema = schema.toString();
    this.values = new AvroEncoder(schema, type);
  }

  @Override
  public void open() {
    values.open();
    registry.open();
    id = registry.id(schema);
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public byte[] encode(Object[] row) {
    byte[] value = values.encode(row);
    return ByteBuffer.allocate(RegisteredDecoder.HEADER + value.length)
        .put(RegisteredDecoder.MARK)
        .putInt(id)
        .put(value)
        .array();
  }

  @Override
  public String fileSuffix() {
    return values.fileSuffix();
  }
}
