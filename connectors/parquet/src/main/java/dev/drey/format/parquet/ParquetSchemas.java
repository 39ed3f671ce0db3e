// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import dev.drey.format.InferredType;
import dev.drey.format.TypeImport;
import dev.drey.format.TypeImportException;
import dev.drey.format.TypeInference;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Types of the schemas that files have in them. As it travels, a schema is {@code {"parquetSchema":
 * "message ..."}}, in Parquet's own words.
 */
final class ParquetSchemas implements TypeImport, TypeInference {
  private static final Pattern TEXT =
      Pattern.compile("\\s*\\{\\s*\"parquetSchema\"\\s*:\\s*\"([^\"\\\\]*)\"\\s*\\}\\s*");

  @Override
  public String key() {
    return "parquet";
  }

  @Override
  public String words() {
    return "the schema of a file of Parquet";
  }

  @Override
  public List<String> fileSuffixes() {
    return List.of(".parquet");
  }

  @Override
  public long mostBytes() {
    return Long.MAX_VALUE;
  }

  @Override
  public String text(Path file) throws IOException, TypeImportException {
    String schema = schema(file).toString().replaceAll("\\s+", " ").strip();
    if (schema.contains("\"") || schema.contains("\\")) {
      throw problem("a field of the file has a quote in its name");
    }
    return "{\"parquetSchema\": \"" + schema + "\"}";
  }

  private static MessageType schema(Path file) throws IOException, TypeImportException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(new LocalInputFile(file), ReadOptions.of())) {
      return reader.getFileMetaData().getSchema();
    } catch (RuntimeException e) {
      throw problem("it is no file of Parquet: " + e.getMessage());
    } catch (NoClassDefFoundError e) {
      // For some messages Parquet's reader asks Hadoop for the file's name.
      throw problem("it is no file of Parquet: its index is damaged");
    }
  }

  @Override
  public DataType type(String schema, Optional<String> part) throws TypeImportException {
    Matcher text = TEXT.matcher(schema);
    if (!text.matches()) {
      throw problem("this is no schema of Parquet: it is the path of a file of Parquet");
    }
    try {
      return ParquetTypes.row(MessageTypeParser.parseMessageType(text.group(1)));
    } catch (ParquetMismatch none) {
      throw problem(String.valueOf(none.getMessage()));
    } catch (RuntimeException e) {
      throw problem("this is no schema of Parquet: " + e.getMessage());
    }
  }

  @Override
  public InferredType of(Path file, long most) throws IOException, TypeImportException {
    Map<String, String> notes = new LinkedHashMap<>();
    RowType columns = ParquetTypes.columns(schema(file), notes);
    if (columns.size() == 0) {
      throw problem("no field of the file has a type");
    }
    return InferredType.of(columns, notes, "parquet", -1);
  }

  private static TypeImportException problem(String message) {
    return new TypeImportException(message, TypeImportException.NOWHERE);
  }
}
