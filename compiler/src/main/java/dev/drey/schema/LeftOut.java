// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.StructureCodes;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.source.Span;
import java.util.List;

/** What a build can leave out: each connector is a module. What is left out is named so. */
final class LeftOut {
  /** The connectors of the modules, by name. */
  static final List<String> NAMES =
      List.of(
          "cdc",
          "dynamodb",
          "elasticsearch",
          "firehose",
          "http",
          "iceberg",
          "jdbc",
          "kafka",
          "kinesis",
          "lambda",
          "opensearch",
          "prometheus",
          "sns",
          "sqs");

  /** What runs models of ONNX: a module beside the connectors. */
  private static final String MODELS = "onnx";

  private static final String MEANING = "Something that this build leaves out.";

  private LeftOut() {}

  static Key key(String name) {
    return Key.of(name, Shape.scalar(), MEANING).asPlanned();
  }

  static boolean is(Key key) {
    return key.description().equals(MEANING);
  }

  static Diagnostic of(String name, Span place) {
    String module = name.equals("elasticsearch") ? "opensearch" : name;
    return Diagnostic.at(
            StructureCodes.LATER_VERSION,
            place,
            name.equals(MODELS)
                ? "this build of Drey runs no models of ONNX"
                : "this build of Drey has no connector `" + name + "`")
        .help("build it with `" + module + "` among those of `-Dconnectors=...`, or without that")
        .build();
  }
}
