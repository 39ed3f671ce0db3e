// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

import dev.drey.type.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A language of schemas, of which the compiler makes types: {@code types: {Tx: {avro: FILE}}}. */
public interface TypeImport {
  /** The key under which a schema stands, such as {@code avro}. */
  String key();

  /** What the files are, as the end of a sentence: {@code a schema of Avro}. */
  String words();

  /** How the names of such files end, such as {@code .avsc}. */
  List<String> fileSuffixes();

  /**
   * The text that takes the place of a file's name: it begins as JSON does, and needs no other
   * file.
   *
   * @throws TypeImportException where the file has no schema
   */
  default String text(Path file) throws IOException, TypeImportException {
    return Files.readString(file);
  }

  /** How large a file may be; a schema is mostly small. */
  default long mostBytes() {
    return 1 << 20;
  }

  /**
   * The key that may stand beside it and says which part of a schema is meant; empty where a schema
   * is one.
   */
  default Optional<String> partKey() {
    return Optional.empty();
  }

  /**
   * The type that holds whatever records of the schema hold.
   *
   * @param part as {@link #partKey} says, where a spec gives one
   * @throws TypeImportException where there is none
   */
  DataType type(String schema, Optional<String> part) throws TypeImportException;
}
