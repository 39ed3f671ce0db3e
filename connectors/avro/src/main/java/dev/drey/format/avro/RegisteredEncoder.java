// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.format.RowEncoder;
import dev.drey.type.RowType;
import org.apache.avro.Schema;

/** Rows to records that begin with what their schema is, as their registry has it. */
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
  public void prepare() {
    registry.prepare();
  }

  @Override
  public void open() {
    values.open();
    registry.open();
    values.beginWith(registry.beginning(schema));
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public byte[] encode(Object[] row) {
    return registry.finished(values.encode(row));
  }

  @Override
  public String fileSuffix() {
    return values.fileSuffix();
  }
}
