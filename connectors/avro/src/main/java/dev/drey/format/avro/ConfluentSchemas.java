// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.format.BadRecordException;
import dev.drey.format.registry.ConfluentRegistry;
import dev.drey.format.registry.RegisteredSchema;
import dev.drey.format.registry.SchemaLanguage;
import java.util.List;
import java.util.stream.Collectors;

/** Schemas of Avro in Confluent's registry: behind the number stands the value. */
final class ConfluentSchemas implements SchemaRegistry {
  private static final long serialVersionUID = 1;

  private final ConfluentRegistry registry;

  ConfluentSchemas(ConfluentRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void prepare() {
    registry.prepare();
  }

  @Override
  public void open() {
    // It is asked when a schema is wanted, and made then.
  }

  @Override
  public SchemaId id(byte[] bytes, int offset, int length) throws BadRecordException {
    return SchemaId.number(ConfluentRegistry.number(bytes, offset, length));
  }

  @Override
  public Object[] row(AvroDecoder decoder, byte[] bytes, int offset, int length)
      throws BadRecordException {
    return decoder.decode(
        bytes, offset + ConfluentRegistry.HEADER, length - ConfluentRegistry.HEADER);
  }

  @Override
  public String name(SchemaId id) {
    return Long.toString(id.low());
  }

  @Override
  public List<String> schemas(SchemaId id) throws BadRecordException {
    return registry.schemas(SchemaLanguage.AVRO, (int) id.low()).stream()
        .map(RegisteredSchema::text)
        .collect(Collectors.toList());
  }

  @Override
  public byte[] beginning(String schema) {
    return registry.beginning(SchemaLanguage.AVRO, schema);
  }
}
