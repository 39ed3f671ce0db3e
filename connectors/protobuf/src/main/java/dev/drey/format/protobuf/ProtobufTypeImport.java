// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import dev.drey.format.TypeImport;
import dev.drey.format.TypeImportException;
import dev.drey.type.DataType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Types of Protobuf's messages. */
final class ProtobufTypeImport implements TypeImport {
  @Override
  public String key() {
    return "protobuf";
  }

  @Override
  public Optional<String> partKey() {
    return Optional.of(ProtobufOptions.MESSAGE.name());
  }

  @Override
  public String words() {
    return "a schema of Protobuf";
  }

  @Override
  public List<String> fileSuffixes() {
    return SchemaFiles.SUFFIXES;
  }

  @Override
  public String text(Path file) throws IOException, TypeImportException {
    try {
      return SchemaFiles.text(file);
    } catch (ProtobufMismatch mismatch) {
      throw problem(mismatch);
    }
  }

  @Override
  public DataType type(String schema, Optional<String> part) throws TypeImportException {
    try {
      return ProtobufTypes.of(Messages.of(schema, part));
    } catch (ProtobufMismatch mismatch) {
      throw problem(mismatch);
    }
  }

  private static TypeImportException problem(ProtobufMismatch mismatch) {
    return new TypeImportException(
        String.valueOf(mismatch.getMessage()), TypeImportException.NOWHERE);
  }
}
