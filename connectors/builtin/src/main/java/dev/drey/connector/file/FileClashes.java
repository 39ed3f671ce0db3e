// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import static dev.drey.connector.ConnectorCodes.SAME_FILE;
import static dev.drey.connector.ConnectorCodes.SHARED_FOLDER;

import dev.drey.connector.Clash;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Finding;
import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sinks that would write over a file which another end of the pipeline reads or writes, which is an
 * error, and sinks whose files would lie among those of another, which is a warning. It is told at
 * the sink: for each source, and for the first of the other sinks.
 */
final class FileClashes {
  private final List<FilePlace> sources;
  private final List<FilePlace> sinks;

  private FileClashes(List<FilePlace> places) {
    this.sources =
        places.stream().filter(place -> !place.usage().isSink()).collect(Collectors.toList());
    this.sinks =
        places.stream().filter(place -> place.usage().isSink()).collect(Collectors.toList());
  }

  static List<Clash> of(List<ConnectorUsage> usages) {
    return new FileClashes(usages.stream().map(FilePlace::of).collect(Collectors.toList())).find();
  }

  private List<Clash> find() {
    List<Clash> clashes = new ArrayList<>();
    for (int i = 0; i < sinks.size(); i++) {
      FilePlace sink = sinks.get(i);
      for (FilePlace source : sources) {
        if (source.reads(sink)) {
          clashes.add(read(sink, source));
        }
      }
      List<FilePlace> earlier = sinks.subList(0, i);
      earlier.stream()
          .filter(other -> written(sink, other).isPresent())
          .findFirst()
          .or(() -> earlier.stream().filter(other -> mixed(sink, other).isPresent()).findFirst())
          .ifPresent(other -> clashes.add(beside(sink, other)));
    }
    return clashes;
  }

  private Clash beside(FilePlace sink, FilePlace other) {
    Optional<String> written = written(sink, other);
    return clash(
        written.isPresent() ? SAME_FILE : SHARED_FOLDER,
        sink,
        other,
        written.or(() -> mixed(sink, other)).orElseThrow());
  }

  /** What one of two sinks does to the other, where rows are lost or neither can be. */
  private static Optional<String> written(FilePlace sink, FilePlace earlier) {
    String other = earlier.usage().words();
    if (sink.isSingleFile() && sink.path().equals(earlier.path())) {
      return Optional.of(
          other + " writes the same file, and the one that ends last would replace it");
    }
    return holdsAsFile(earlier, sink) || holdsAsFile(sink, earlier)
        ? Optional.of(
            "one of `"
                + sink.path()
                + "` and `"
                + earlier.path()
                + "` of "
                + other
                + " would have to be a file and a folder at once")
        : Optional.empty();
  }

  /** What a reader of the one sink's folder finds there of the other. */
  private static Optional<String> mixed(FilePlace sink, FilePlace earlier) {
    String other = earlier.usage().words();
    if (sink.path().equals(earlier.path())) {
      return Optional.of(
          other + " writes into this folder, too, and nothing tells its files from these");
    }
    if (earlier.reads(sink)) {
      return Optional.of(
          "this is inside `"
              + earlier.path()
              + "` of "
              + other
              + ", and who reads that folder reads these rows, too");
    }
    return sink.reads(earlier)
        ? Optional.of(
            other
                + " writes `"
                + earlier.path()
                + "` inside this folder, and who reads it reads those rows, too")
        : Optional.empty();
  }

  private static boolean holdsAsFile(FilePlace file, FilePlace inside) {
    return file.isSingleFile() && FilePlace.isBelow(inside.path(), file.path());
  }

  private Clash read(FilePlace sink, FilePlace source) {
    String name = source.usage().words();
    return clash(
        SAME_FILE,
        sink,
        source,
        sink.path().equals(source.path()) && sink.isSingleFile()
            ? name + " reads this file, and the sink would replace it"
            : name + " reads `" + source.path() + "`, and what the sink writes would be among it");
  }

  private Clash clash(DiagnosticCode code, FilePlace sink, FilePlace other, String message) {
    return Clash.of(
        Finding.of(
            code,
            FileOptions.PATH.name(),
            message,
            "write, for instance, `path: " + free(sink) + "`"),
        sink.usage(),
        other.usage());
  }

  /** A path for the sink that nobody else has, as near to what is written as there is one. */
  private String free(FilePlace sink) {
    String path = sink.path();
    String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/') + 1) : "";
    String above =
        folder.length() < 2
            ? folder
            : folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
    String name = sink.usage().name();
    String last = path.substring(path.lastIndexOf('/') + 1);
    String file = sink.isSingleFile() ? name + last.substring(last.indexOf('.')) : name;
    return Stream.of(folder + file, above + file, above + "out/" + file, "out/" + file)
        .filter(candidate -> isFree(sink.at(candidate)))
        .findFirst()
        .orElse("../out/" + file);
  }

  private boolean isFree(FilePlace place) {
    return sources.stream().noneMatch(source -> source.reads(place))
        && sinks.stream()
            .filter(sink -> !sink.usage().equals(place.usage()))
            .noneMatch(sink -> written(place, sink).or(() -> mixed(place, sink)).isPresent());
  }
}
