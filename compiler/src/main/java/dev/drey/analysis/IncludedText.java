// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.format.TypeImport;
import dev.drey.format.TypeImportException;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A text that a spec writes itself, or that stands in a file which it names: then the file lies
 * beside the spec, and its text takes the place of its name.
 */
final class IncludedText {
  private static final long MOST_BYTES = 1 << 20;

  private IncludedText() {}

  /** What makes text of a file. */
  interface Reading {
    String text(Path file) throws IOException, TypeImportException;
  }

  /** Whether a value is the text itself: it begins as JSON does. */
  static boolean isItself(String value) {
    String text = value.stripLeading();
    return text.startsWith("{") || text.startsWith("[");
  }

  /**
   * The file, or the value itself; empty where there is none, which is reported.
   *
   * @param language whose text a file has; empty for one that is taken as it is
   * @param what the file has, as the end of a sentence: {@code a schema of Avro}
   */
  static Optional<SourceFile> of(
      LocatedText value, Optional<TypeImport> language, String what, Diagnostics diagnostics) {
    if (value.isUnreadable()) {
      return Optional.empty();
    }
    if (isItself(value.text())) {
      return Optional.of(SourceFile.of("the spec", value.text()));
    }
    Optional<Path> folder = value.span().file().folder();
    if (folder.isEmpty()) {
      return missing(
          value,
          "this spec has no folder in which `" + value.text() + "` could be",
          "write " + what + " itself here, in quotes; `drey package` does",
          diagnostics);
    }
    try {
      Path path = folder.get().resolve(value.text());
      if (Files.size(path) > language.map(TypeImport::mostBytes).orElse(MOST_BYTES)) {
        return missing(
            value,
            "`" + value.text() + "` has more than a megabyte",
            "name the file that has " + what,
            diagnostics);
      }
      Reading reading = language.<Reading>map(each -> each::text).orElse(Files::readString);
      return Optional.of(SourceFile.of(value.text(), reading.text(path)));
    } catch (TypeImportException e) {
      return missing(
          value,
          String.valueOf(e.getMessage()),
          "name a file with " + what + ", by its path from the spec's folder",
          diagnostics);
    } catch (CharacterCodingException e) {
      return missing(
          value, "`" + value.text() + "` is not UTF-8 text", "save it as UTF-8", diagnostics);
    } catch (IOException | InvalidPathException e) {
      return missing(
          value,
          "there is no file `" + value.text() + "` beside the spec that can be read",
          "name a file with " + what + ", by its path from the spec's folder",
          diagnostics);
    }
  }

  private static Optional<SourceFile> missing(
      LocatedText value, String message, String help, Diagnostics diagnostics) {
    diagnostics.add(
        Diagnostic.at(TypeCodes.SCHEMA, value.span(), message)
            .label("no schema")
            .help(help)
            .build());
    return Optional.empty();
  }
}
