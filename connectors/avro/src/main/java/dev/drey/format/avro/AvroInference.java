// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.format.InferredType;
import dev.drey.format.TypeImportException;
import dev.drey.format.TypeInference;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;

/** The type of the schema that a file has at its start. */
final class AvroInference implements TypeInference {
  @Override
  public List<String> fileSuffixes() {
    return List.of(".avro");
  }

  @Override
  public InferredType of(Path file, long most) throws IOException, TypeImportException {
    Schema schema = schema(file);
    if (schema.getType() != Schema.Type.RECORD) {
      throw problem("records have fields, and the schema is " + AvroNames.of(schema));
    }
    Map<String, String> notes = new LinkedHashMap<>();
    List<Field> columns = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      try {
        columns.add(Field.of(field.name(), AvroTypes.field(field.schema(), field.name())));
      } catch (AvroMismatch none) {
        notes.put(field.name(), "has no type: " + none.getMessage());
      }
    }
    if (columns.isEmpty()) {
      throw problem("no field of the schema has a type");
    }
    return InferredType.of(RowType.of(columns), notes, "avro", -1);
  }

  private static Schema schema(Path file) throws IOException, TypeImportException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        DataFileStream<Object> records = new DataFileStream<>(in, new GenericDatumReader<>())) {
      return records.getSchema();
    } catch (FileSystemException e) {
      throw e;
    } catch (RuntimeException | IOException e) {
      throw problem("it is no file of Avro: " + e.getMessage());
    }
  }

  private static TypeImportException problem(String message) {
    return new TypeImportException(message, TypeImportException.NOWHERE);
  }
}
