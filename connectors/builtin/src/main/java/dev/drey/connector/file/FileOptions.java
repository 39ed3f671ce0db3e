// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import static dev.drey.shape.Option.choice;
import static dev.drey.shape.Option.duration;
import static dev.drey.shape.Option.size;
import static dev.drey.shape.Option.text;

import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.time.Duration;
import java.util.List;

/** The options of the connector of files: what a spec may write below {@code file:}. */
final class FileOptions {
  private static final String BY_TIME = "time";
  private static final String BY_NAME = "name";

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
        ROLL_SIZE);
  }

  static Shape lookup() {
    return Shape.object(
        PATH.meaning(
                "A file, a folder (with everything below it) or a pattern, as of a source. All"
                    + " records are held in the memory of each subtask.")
            .example("data/machines.jsonl"),
        REFRESH);
  }

  static boolean isByName(OptionValues options) {
    return options.get(ORDER).equals(BY_NAME);
  }
}
