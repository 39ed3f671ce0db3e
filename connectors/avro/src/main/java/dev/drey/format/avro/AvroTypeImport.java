// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.format.TypeImport;
import dev.drey.format.TypeImportException;
import dev.drey.type.DataType;

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
  public String fileSuffix() {
    return ".avsc";
  }

  @Override
  public DataType type(String schema) throws TypeImportException {
    try {
      return AvroTypes.of(AvroOptions.parse(schema));
    } catch (AvroMismatch mismatch) {
      throw new TypeImportException(
          String.valueOf(mismatch.getMessage()), TypeImportException.NOWHERE);
    }
  }
}
