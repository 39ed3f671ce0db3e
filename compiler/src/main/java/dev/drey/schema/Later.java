// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.StructureCodes;
import dev.drey.source.Span;
import java.util.Map;

/** Keys, connectors and formats of a later version, with what does the same today. */
final class Later {
  private static final Map<String, String> TODAY =
      Map.ofEntries(
          Map.entry("s3", "write `file: {path: \"s3://bucket/folder/\"}`"),
          Map.entry("protobuf", "write `format: json`, `csv` or `raw`"),
          Map.entry(
              "alignment",
              "remove it: the watermark of a union follows the slowest source anyway"));

  private Later() {}

  /** A name of the language that this version does not have. */
  static Diagnostic of(String name, Span place) {
    String today = TODAY.get(name);
    return Diagnostic.at(
            StructureCodes.LATER_VERSION,
            place,
            "`" + name + "` is part of the language but not of this version")
        .help(today == null ? "remove it; no key of this version does the same" : today)
        .build();
  }
}
