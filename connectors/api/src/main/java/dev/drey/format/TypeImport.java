// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

import dev.drey.type.DataType;

/** A language of schemas, of which the compiler makes types: {@code types: {Tx: {avro: FILE}}}. */
public interface TypeImport {
  /** The key under which a schema stands, such as {@code avro}. */
  String key();

  /** What the files are, as the end of a sentence: {@code a schema of Avro}. */
  String words();

  /** How the names of such files end, such as {@code .avsc}. */
  String fileSuffix();

  /**
   * The type that holds whatever records of the schema hold.
   *
   * @throws TypeImportException where there is none
   */
  DataType type(String schema) throws TypeImportException;
}
