// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import dev.drey.format.packed.Packed;
import dev.drey.format.text.TruncateTimes;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import java.util.List;

/** The options of {@code format: {protobuf: ...}}. */
final class ProtobufOptions {
  static final Option<String> SCHEMA =
      Option.text(
              "schema",
              "The schema of the records: the path of a .proto file beside the spec, whose imports"
                  + " are found from its folder or the folder that its package begins in; or of a"
                  + " set of descriptors (.desc, .pb), as `protoc --include_imports -o` writes.")
          .included()
          .required()
          .example("schemas/transaction.proto");

  static final Option<String> MESSAGE =
      Option.text(
              "message",
              "Which message of the schema a record is, by its name, or by that with its package."
                  + " Without it the schema's only one.")
          .example("shop.Transaction");

  private ProtobufOptions() {}

  static List<Key> keys() {
    return Packed.with(Option.keys(SCHEMA, MESSAGE, TruncateTimes.OPTION));
  }

  static Descriptor message(OptionValues options) throws ProtobufMismatch {
    if (!options.has(SCHEMA)) {
      throw new ProtobufMismatch("a record of Protobuf cannot be read or written without a schema");
    }
    return Messages.of(options.get(SCHEMA), options.find(MESSAGE));
  }
}
