// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.ConnectorCodes;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Finding;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is wrong with the options of one use. */
final class FileChecks {
  /** A folder whose name starts otherwise is passed over by readers, or is no column of theirs. */
  private static final Pattern COLUMN = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");

  private static final List<Option<?>> FOLDERS_ONLY =
      List.of(
          FileOptions.ROLL_ON_CHECKPOINT,
          FileOptions.PARTITION,
          FileOptions.PREFIX,
          FileOptions.SUFFIX,
          FileOptions.COMPRESS,
          FileOptions.COMPACT);

  private FileChecks() {}

  static List<Finding> of(ConnectorUsage usage) {
    OptionValues options = usage.options();
    List<Finding> findings = new ArrayList<>();
    packing(FileOptions.PATH, options.get(FileOptions.PATH)).ifPresent(findings::add);
    if (usage.isSink()) {
      sink(options, findings);
    }
    return findings;
  }

  private static Optional<Finding> packing(Option<String> option, String name) {
    return PackedNames.unknown(name)
        .map(
            packing ->
                Finding.of(
                    ConnectorCodes.UNKNOWN_PACKING,
                    option.name(),
                    "this name asks for "
                        + packing
                        + ", which is neither read nor written: gzip is",
                    option.equals(FileOptions.PATH)
                        ? "write `path: " + PackedNames.asGzip(name) + "`, or leave the ending out"
                        : "write `compress: gzip`, and leave the ending out"));
  }

  private static void sink(OptionValues options, List<Finding> findings) {
    String path = options.get(FileOptions.PATH);
    if (FileSinks.isSingleFile(path)) {
      for (Option<?> option : FOLDERS_ONLY) {
        if (options.has(option)) {
          findings.add(
              conflict(
                  option.name(),
                  "`" + path + "` is one file, and this is about the files of a folder",
                  "write `path: "
                      + path.substring(0, path.lastIndexOf('.'))
                      + "/`, or remove `"
                      + option.name()
                      + "`"));
        }
      }
    }
    for (String name : options.get(FileOptions.PARTITION).keySet()) {
      if (!COLUMN.matcher(name).matches()) {
        findings.add(
            conflict(
                FileOptions.PARTITION.to(name),
                "the name of a partition is letters, digits and `_`, with a letter first",
                "write, for instance, `" + FileOptions.PARTITION.name() + ": {dt: ...}`"));
      }
    }
    options.find(FileOptions.SUFFIX).ifPresent(suffix -> suffix(suffix, options, findings));
    options
        .find(FileOptions.COMPACT)
        .flatMap(compact -> compact.find(FileOptions.COMPACT_CHECKPOINTS))
        .filter(checkpoints -> checkpoints < 1 || checkpoints > Integer.MAX_VALUE)
        .ifPresent(
            checkpoints ->
                findings.add(
                    conflict(
                        FileOptions.COMPACT.to(FileOptions.COMPACT_CHECKPOINTS),
                        "files go together after one checkpoint at least",
                        "write, for instance, `checkpoints: 10`")));
  }

  private static void suffix(String suffix, OptionValues options, List<Finding> findings) {
    packing(FileOptions.SUFFIX, suffix).ifPresent(findings::add);
    if (PackedNames.isGzip(suffix) && !FileOptions.isPacked(options)) {
      findings.add(
          conflict(
              FileOptions.SUFFIX.name(),
              "a name that ends in .gz says that the file is packed, and these are not",
              "write `compress: gzip`, or another `suffix`"));
    }
  }

  private static Finding conflict(String option, String message, String help) {
    return Finding.of(ConnectorCodes.OPTIONS_CONFLICT, option, message, help);
  }
}
