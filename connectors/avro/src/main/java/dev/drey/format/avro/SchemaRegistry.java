// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.format.BadRecordException;
import dev.drey.format.registry.RegistryException;
import java.io.Serializable;
import java.util.List;

/** Where the schemas of records are kept, each under what the record begins with. */
interface SchemaRegistry extends Serializable {
  /** Called once where a job is started: what is read there alone is read now. */
  default void prepare() {}

  /** Called once before it is asked. */
  void open();

  /**
   * The schema that a record says to be of.
   *
   * @throws BadRecordException where the record does not say it
   */
  SchemaId id(byte[] bytes, int offset, int length) throws BadRecordException;

  /**
   * The row of what stands behind the record's beginning.
   *
   * @param decoder of the record's schema
   */
  Object[] row(AvroDecoder decoder, byte[] bytes, int offset, int length) throws BadRecordException;

  /** A schema as messages call it. */
  String name(SchemaId id);

  /**
   * The schema of a number, behind those that it refers to, each after what it refers to itself.
   *
   * @throws BadRecordException where the registry has none, or one of another language
   * @throws RegistryException where the registry cannot be asked
   */
  List<String> schemas(SchemaId id) throws BadRecordException;

  /**
   * What the records of a sink's own schema begin with, which may be new to the registry.
   *
   * @throws RegistryException where the registry refuses it, or cannot be asked
   */
  byte[] beginning(String schema);

  /** A record as it is sent, of its beginning and its value. */
  default byte[] finished(byte[] record) {
    return record;
  }
}
