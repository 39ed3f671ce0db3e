// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.format.TypeImport;
import dev.drey.format.TypeImportException;
import dev.drey.type.DataType;
import java.util.List;
import java.util.Optional;

/** Types of Avro's schemas. */
final class AvroTypeImport implements TypeImport {
  @Override
  public String key() {
    return "avro";
  }

  @Override
  public String words() {
    return "a schema of Avro";
  }

  @Override
  public List<String> fileSuffixes() {
    return List.of(".avsc");
  }

  @Override
  public DataType type(String schema, Optional<String> part) throws TypeImportException {
    try {
      return AvroTypes.of(AvroOptions.parse(schema));
    } catch (AvroMismatch mismatch) {
      throw new TypeImportException(
          String.valueOf(mismatch.getMessage()), TypeImportException.NOWHERE);
    }
  }
}
