// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import static dev.drey.shape.Option.choice;
import static dev.drey.shape.Option.duration;
import static dev.drey.shape.Option.expressions;
import static dev.drey.shape.Option.flag;
import static dev.drey.shape.Option.integer;
import static dev.drey.shape.Option.object;
import static dev.drey.shape.Option.size;
import static dev.drey.shape.Option.text;

import dev.drey.shape.Constraint;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The options of the connector of files: what a spec may write below {@code file:}. */
final class FileOptions {
  private static final String BY_TIME = "time";
  private static final String BY_NAME = "name";
  private static final String NONE = "none";
  private static final String GZIP = "gzip";

  static final Option<String> PATH =
      text(
              "path",
              "^.+$",
              "A file, a folder (with everything below it) or a pattern: * stands for part of a"
                  + " name, ** for any folders, ? for one character, {a,b} for either.")
          .required()
          .path()
          .example("data/*.jsonl");

  static final Option<Duration> WATCH =
      duration(
              "watch",
              "How often to look for new files. Without it the source ends with the files that"
                  + " are there at the start. A file must be complete when it appears: write it"
                  + " under a name that starts with a dot and rename it.")
          .example("10s");

  private static final Option<String> ORDER =
      choice(
              "order",
              List.of(BY_TIME, BY_NAME),
              "How files go together where event time matters. `time`: they may overlap; always"
                  + " the one is read on whose watermark is lowest. `name`: they follow each"
                  + " other in time in the order of their paths and are read so; one that begins"
                  + " before the watermark of those before it stops the job.")
          .orElse(BY_TIME)
          .example(BY_NAME);

  static final Option<Duration> ROLL_AFTER =
      duration(
              "rollAfter",
              "The age after which a part file is closed and the next one begun. Folders only.")
          .orElse(Duration.ofMinutes(15))
          .example("5m");

  static final Option<Long> ROLL_SIZE =
      size(
              "rollSize",
              "The size after which a part file is closed and the next one begun. Folders only.")
          .orElse(128_000_000L)
          .example("64 MB");

  static final Option<Boolean> ROLL_ON_CHECKPOINT =
      flag(
              "rollOnCheckpoint",
              "Whether each checkpoint closes the part files, so that readers see at once what is"
                  + " committed. Packed files, and those of formats that are wholes, such as avro,"
                  + " are always closed then. Folders only.")
          .orElse(false)
          .example("true");

  static final Option<Map<String, Object>> PARTITION =
      expressions(
              "partition",
              "Folders within the path, by row: `NAME=VALUE/` for each entry, in this order, which"
                  + " Hive, Spark and Athena read as columns. Letters, digits, `_`, `-` and `.` of"
                  + " a value stand as they are, other bytes as ~XX, so that no value leaves its"
                  + " folder. NULL is __HIVE_DEFAULT_PARTITION__. Of a value longer than 150"
                  + " bytes the rest is a hash. Folders only.")
          .example("{dt: \"DATE_FORMAT(event_time, 'yyyy-MM-dd')\", region: region}");

  static final Option<String> PREFIX =
      text(
              "prefix",
              "^[A-Za-z0-9][A-Za-z0-9._=-]*$",
              "What the names of part files start with. Folders only.")
          .orElse("part")
          .example("readings");

  static final Option<String> SUFFIX =
      text(
              "suffix",
              "^[A-Za-z0-9._-]+$",
              "What the names of part files end with, before `.gz`. Absent: what the format has."
                  + " Folders only.")
          .example(".json");

  static final Option<String> COMPRESS =
      choice(
              "compress",
              List.of(NONE, GZIP),
              "How part files are packed; their names then end in .gz. Formats that are wholes pack"
                  + " by themselves (`codec`). Folders only.")
          .orElse(NONE)
          .example(GZIP);

  static final Option<Long> COMPACT_SIZE =
      size("size", "The size from which on files go together.").example("64 MB");

  static final Option<Long> COMPACT_CHECKPOINTS =
      integer("checkpoints", "The number of checkpoints after which files go together, at least 1.")
          .example("10");

  static final Option<OptionValues> COMPACT =
      object(
              "compact",
              Shape.object(
                  Option.keys(COMPACT_SIZE, COMPACT_CHECKPOINTS),
                  List.of(Constraint.atLeastOne(COMPACT_SIZE, COMPACT_CHECKPOINTS))),
              "Small part files of a folder go together into one, before anybody sees them, when"
                  + " they have the size, or so many checkpoints have passed, whichever is first."
                  + " Folders only.")
          .example("{size: 64 MB, checkpoints: 10}");

  static final Option<Duration> REFRESH =
      duration(
              "refresh",
              "How often the files are read anew, by each subtask; a row gets its answer from what"
                  + " was read last. Files that cannot be read then leave the answers as they are:"
                  + " put a new file in the place of an old one by renaming it. Without it they are"
                  + " read once, at the start.")
          .example("10m");

  private FileOptions() {}

  static Shape source() {
    return Shape.object(PATH, WATCH, ORDER);
  }

  static Shape sink() {
    return Shape.object(
        PATH.meaning(
                "A folder, in which part files appear; or a single file, when the last name has an"
                    + " extension, such as out.jsonl. A single file appears under its name when the"
                    + " pipeline ends, and replaces an older one; a name that ends in .gz is packed"
                    + " with gzip.")
            .example("out/readings"),
        ROLL_AFTER,
        ROLL_SIZE,
        ROLL_ON_CHECKPOINT,
        PARTITION,
        PREFIX,
        SUFFIX,
        COMPRESS,
        COMPACT);
  }

  static Shape lookup() {
    return Shape.object(
        PATH.meaning(
                "A file, a folder (with everything below it) or a pattern, as of a source. All"
                    + " records are held in the memory of each subtask.")
            .example("data/machines.jsonl"),
        REFRESH);
  }

  static boolean isPacked(OptionValues options) {
    return options.get(COMPRESS).equals(GZIP);
  }

  static boolean isByName(OptionValues options) {
    return options.get(ORDER).equals(BY_NAME);
  }
}
