// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.format.text.TruncateTimes;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.file.CodecFactory;
import org.jspecify.annotations.Nullable;

/** The options of {@code format: {avro: ...}}. */
final class AvroOptions implements Serializable {
  private static final long serialVersionUID = 1;

  static final Option<String> SCHEMA =
      Option.text(
              "schema",
              "The schema of the records, in Avro's JSON: the path of a file beside the spec, or"
                  + " the schema itself. Without it records are as the columns say; files say"
                  + " themselves.")
          .included()
          .example("schemas/transaction.avsc");

  private static final String NONE = "none";

  static final Option<String> CODEC =
      Option.choice(
              "codec",
              List.of(NONE, "deflate", "snappy", "zstandard", "bzip2"),
              "How the blocks of a file that is written are packed. What is read says itself.")
          .orElse("deflate")
          .example("zstandard");

  private final @Nullable String schema;
  private final boolean truncateTimes;
  private final String codec;

  private AvroOptions(@Nullable String schema, boolean truncateTimes, String codec) {
    this.schema = schema;
    this.truncateTimes = truncateTimes;
    this.codec = codec;
  }

  static List<Key> keys() {
    return Option.keys(SCHEMA, RegistryOptions.REGISTRY, CODEC, TruncateTimes.OPTION);
  }

  static AvroOptions of(OptionValues options) {
    return new AvroOptions(
        options.find(SCHEMA).orElse(null), options.get(TruncateTimes.OPTION), options.get(CODEC));
  }

  /** What the spec says of the records; empty where it says nothing. */
  Optional<Schema> schema() throws AvroMismatch {
    return schema == null ? Optional.empty() : Optional.of(parse(schema));
  }

  static Schema parse(String json) throws AvroMismatch {
    try {
      return new Schema.Parser().parse(json);
    } catch (SchemaParseException e) {
      throw new AvroMismatch("this is no schema of Avro: " + firstLine(e));
    }
  }

  private static String firstLine(SchemaParseException e) {
    String message = String.valueOf(e.getMessage());
    String prefix = "com.fasterxml.jackson.core.JsonParseException: ";
    String said = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    return said.lines().findFirst().orElse("it is empty");
  }

  /** Whether digits of a second that a column has no place for are cut off. */
  boolean truncateTimes() {
    return truncateTimes;
  }

  CodecFactory codec() {
    return CodecFactory.fromString(codec.equals(NONE) ? "null" : codec.toLowerCase(Locale.ROOT));
  }
}
