// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.ConnectorUsage;
import dev.drey.shape.OptionValues;
import dev.drey.text.Glob;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a use of the connector reads or writes, from its text alone: {@code ./}, {@code ..}, double
 * slashes and {@code file:} do not make two places of one. Whoever knows about links resolves them
 * before.
 */
final class FilePlace {
  private final ConnectorUsage usage;
  private final String path;

  private FilePlace(ConnectorUsage usage, String path) {
    this.usage = usage;
    this.path = path;
  }

  static FilePlace of(ConnectorUsage usage) {
    return new FilePlace(usage, plain(usage.options().get(FileOptions.PATH)));
  }

  /** The same use elsewhere. */
  FilePlace at(String otherPath) {
    return new FilePlace(usage, plain(otherPath));
  }

  ConnectorUsage usage() {
    return usage;
  }

  String path() {
    return path;
  }

  /** The same path in the fewest characters. */
  static String plain(String written) {
    String path = written.replaceFirst("^file:(//(?=/))?", "");
    int scheme = path.indexOf("://");
    String start = scheme < 0 ? "" : path.substring(0, scheme + 3);
    String rest = path.substring(start.length());
    boolean rooted = rest.startsWith("/");
    Deque<String> names = new ArrayDeque<>();
    for (String name : rest.split("/+")) {
      if (name.equals("..") && !names.isEmpty() && !names.getLast().equals("..")) {
        names.removeLast();
      } else if (!name.isEmpty() && !name.equals(".") && !(name.equals("..") && rooted)) {
        names.addLast(name);
      }
    }
    return start + (rooted ? "/" : "") + String.join("/", names);
  }

  /** Whether this, a sink, writes one file and not a folder of them. */
  boolean isSingleFile() {
    return FileSinks.isSingleFile(path);
  }

  /** Whether this source would read what that sink writes. */
  boolean reads(FilePlace sink) {
    return sink.files().stream().anyMatch(this::holds);
  }

  /** The file that a sink writes; of a folder, what its files may be called. */
  private List<String> files() {
    if (isSingleFile()) {
      return List.of(path);
    }
    OptionValues options = usage.options();
    StringBuilder part = new StringBuilder(path.isEmpty() ? "" : path + "/");
    options.get(FileOptions.PARTITION).keySet().forEach(name -> part.append(name).append("=x/"));
    part.append(options.get(FileOptions.PREFIX)).append("-0-0");
    return suffixes().map(suffix -> part + suffix).collect(Collectors.toList());
  }

  private Stream<String> suffixes() {
    String packed = FileOptions.isPacked(usage.options()) ? ".gz" : "";
    Optional<String> given = usage.options().find(FileOptions.SUFFIX);
    if (given.isPresent()) {
      return Stream.of(given.get() + (PackedNames.isGzip(given.get()) ? "" : packed));
    }
    return usage
        .format()
        .map(format -> Stream.of(".txt", "." + format, "." + format + "l"))
        .orElse(Stream.of(""))
        .map(suffix -> suffix + packed);
  }

  private boolean holds(String file) {
    int wildcard = Glob.firstWildcard(path);
    if (wildcard < 0) {
      return file.equals(path) || (isBelow(file, path) && isShown(below(file, path)));
    }
    String folder = path.substring(0, Math.max(path.lastIndexOf('/', wildcard), 0));
    boolean atRoot = folder.isEmpty() && path.startsWith("/");
    if (!isBelow(file, atRoot ? "/" : folder)) {
      return false;
    }
    String name = below(file, atRoot ? "/" : folder);
    return isShown(name)
        && Glob.pattern(below(path, atRoot ? "/" : folder)).matcher(name).matches();
  }

  /** Whether a file lies in this folder or further down; every relative path does in none. */
  static boolean isBelow(String file, String folder) {
    if (folder.isEmpty()) {
      return !file.startsWith("/") && !file.startsWith("../") && !file.contains("://");
    }
    return file.startsWith(folder.endsWith("/") ? folder : folder + "/");
  }

  private static String below(String file, String folder) {
    return folder.isEmpty()
        ? file
        : file.substring(folder.length() + (folder.endsWith("/") ? 0 : 1));
  }

  /** Names that start with a dot or an underscore are passed over by sources. */
  private static boolean isShown(String below) {
    return Stream.of(below.split("/"))
        .noneMatch(name -> name.startsWith(".") || name.startsWith("_"));
  }
}
