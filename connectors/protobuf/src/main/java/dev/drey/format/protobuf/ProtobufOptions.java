// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import dev.drey.format.packed.Packed;
import dev.drey.format.registry.ConfluentOptions;
import dev.drey.format.text.TruncateTimes;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.util.List;
import java.util.Optional;

/** The options of {@code format: {protobuf: ...}}. */
final class ProtobufOptions {
  static final Option<String> SCHEMA =
      Option.text(
              "schema",
              "The schema of the records: the path of a .proto file beside the spec, whose imports"
                  + " are found from its folder or the folder that its package begins in; or of a"
                  + " set of descriptors (.desc, .pb), as `protoc --include_imports -o` writes. A"
                  + " source with a `registry` needs none: each record is read by the schema that"
                  + " it was written with.")
          .included()
          .example("schemas/transaction.proto");

  static final Option<String> MESSAGE =
      Option.text(
              "message",
              "Which message of the schema a record is, by its name, or by that with its package."
                  + " Without it the schema's only one.")
          .example("shop.Transaction");

  static final Option<OptionValues> REGISTRY =
      Option.object(
              "registry",
              Shape.object(ConfluentOptions.CONFLUENT),
              "Where the schemas of records are kept. A record begins with the number of its schema"
                  + " and the place of its message in it, as Confluent's serializers write it.")
          .example(
              "{confluent: {url: \"https://registry.example.com:8081\", subject: orders-value}}");

  private ProtobufOptions() {}

  /** What stands below the registry's name; empty where records are messages alone. */
  static Optional<OptionValues> confluent(OptionValues options) {
    return options.find(REGISTRY).flatMap(each -> each.find(ConfluentOptions.CONFLUENT));
  }

  /** The way to that. */
  static String toConfluent() {
    return REGISTRY.to(ConfluentOptions.CONFLUENT);
  }

  static List<Key> keys() {
    return Packed.with(Option.keys(SCHEMA, MESSAGE, REGISTRY, TruncateTimes.OPTION));
  }

  static Descriptor message(OptionValues options) throws ProtobufMismatch {
    if (!options.has(SCHEMA)) {
      throw new ProtobufMismatch("a record of Protobuf cannot be read or written without a schema");
    }
    return Messages.of(options.get(SCHEMA), options.find(MESSAGE));
  }
}
