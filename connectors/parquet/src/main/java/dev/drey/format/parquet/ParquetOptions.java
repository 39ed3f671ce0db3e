// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import dev.drey.format.text.TruncateTimes;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.OptionProblem;
import dev.drey.shape.OptionValues;
import java.util.List;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** The options of {@code format: {parquet: ...}}. */
final class ParquetOptions {
  private static final String NONE = "none";
  private static final String GZIP = "gzip";
  private static final String ZSTD = "zstd";
  private static final String SNAPPY = "snappy";

  private static final long LEAST_ROW_GROUP = 64_000;

  static final Option<String> CODEC =
      Option.choice(
              "codec",
              List.of(NONE, SNAPPY, GZIP, ZSTD),
              "How the pages of a file that is written are packed. What is read says itself.")
          .orElse(SNAPPY)
          .example(ZSTD);

  static final Option<Long> ROW_GROUP =
      Option.size(
              "rowGroup",
              "How much of a file is held in memory before it is written: the rows whose columns"
                  + " stand together. Each subtask holds as much for each file that it has open,"
                  + " and a checkpoint ends them all.")
          .orElse(32_000_000L)
          .example("128 MB");

  private ParquetOptions() {}

  static List<Key> keys() {
    return Option.keys(CODEC, ROW_GROUP, TruncateTimes.OPTION);
  }

  static List<OptionProblem> check(OptionValues options) {
    return options.get(ROW_GROUP) < LEAST_ROW_GROUP
        ? List.of(
            OptionProblem.of(
                ROW_GROUP.name(),
                "a group of rows has its own place in the file's index, and so small ones make it"
                    + " larger than the rows",
                "write, for instance, `rowGroup: 32 MB`"))
        : List.of();
  }

  static CompressionCodecName codec(OptionValues options) {
    switch (options.get(CODEC)) {
      case NONE:
        return CompressionCodecName.UNCOMPRESSED;
      case GZIP:
        return CompressionCodecName.GZIP;
      case ZSTD:
        return CompressionCodecName.ZSTD;
      default:
        return CompressionCodecName.SNAPPY;
    }
  }
}
