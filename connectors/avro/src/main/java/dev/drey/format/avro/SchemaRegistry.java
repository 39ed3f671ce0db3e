// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.format.BadRecordException;
import java.io.Serializable;
import java.util.List;

/** Where the schemas of records are kept, each under a number that stands before the record. */
interface SchemaRegistry extends Serializable {
  /** Called once before it is asked. */
  void open();

  /**
   * The schema of a number, behind those that it refers to, each after what it refers to itself.
   *
   * @throws BadRecordException where the registry has none, or one of another language
   * @throws RegistryException where the registry cannot be asked
   */
  List<String> schemas(int id) throws BadRecordException;

  /**
   * The number of a schema; a sink's own schema, which may be new to the registry.
   *
   * @throws RegistryException where the registry refuses it, or cannot be asked
   */
  int id(String schema);
}
