// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.text.Glob;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The files that a path means: the file itself, the files in a folder and below it, or those that
 * match a pattern. Names that start with a dot or an underscore are unfinished or bookkeeping by
 * the habit of Hadoop's world and are passed over, unless the path names them. Ordered by path.
 */
final class MatchingFiles implements FileEnumerator, Serializable {
  private static final long serialVersionUID = 1;

  private final String path;

  MatchingFiles(String path) {
    this.path = path;
  }

  /** The folder or file to look at: the pattern's part without wildcards. */
  Path root() {
    int wildcard = firstWildcard();
    if (wildcard < 0) {
      return new Path(rooted(path));
    }
    int slash = path.lastIndexOf('/', wildcard);
    if (slash < 0) {
      return new Path(".");
    }
    return new Path(rooted(path.substring(0, Math.max(slash, 1))));
  }

  /** Of a bucket as a whole, its root. */
  private static String rooted(String path) {
    return path.matches("[^:/]+://[^/]+") ? path + "/" : path;
  }

  /** Fails where a source that reads this path cannot start. */
  void check(String source, boolean mayComeLater) {
    check(FileTrouble.ofSource(source, path), mayComeLater);
  }

  /** The files, of which there is one at least; fails where they cannot be read. */
  List<Path> check(FileTrouble trouble) {
    return check(trouble, false).stream().map(FileStatus::getPath).collect(Collectors.toList());
  }

  private List<FileStatus> check(FileTrouble trouble, boolean mayComeLater) {
    List<FileStatus> found;
    try {
      found = find();
    } catch (FileNotFoundException e) {
      throw trouble.cannotRead(
          StoreFailure.inWords(e).orElse("there is no file or folder `" + root() + "`"), e);
    } catch (IOException e) {
      throw trouble.cannotRead(FileTrouble.reason(e), e);
    }
    if (found.isEmpty() && !mayComeLater) {
      throw trouble.cannotRead(
          "no file " + (isPattern() ? "matches `" : "in `") + path + "`", null);
    }
    for (FileStatus file : found) {
      File local = new File(file.getPath().getPath());
      if (isLocal(file) && !local.canRead()) {
        throw trouble.cannotRead("no permission to read `" + local + "`", null);
      }
    }
    return found;
  }

  private static boolean isLocal(FileStatus file) {
    String scheme = file.getPath().toUri().getScheme();
    return scheme == null || scheme.equals("file");
  }

  /** What the path says below {@link #root}, with the slash before it; empty for no pattern. */
  String pattern() {
    return isPattern() ? "/" + path.substring(path.lastIndexOf('/', firstWildcard()) + 1) : "";
  }

  /** The files that are there now; none where they cannot be listed, which the start tells. */
  List<java.nio.file.Path> local() {
    try {
      return find().stream()
          .map(file -> java.nio.file.Path.of(file.getPath().getPath()))
          .collect(Collectors.toList());
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private boolean isPattern() {
    return firstWildcard() >= 0;
  }

  private int firstWildcard() {
    return Glob.firstWildcard(path);
  }

  private List<FileStatus> find() throws IOException {
    Path root = root();
    FileSystem files = root.getFileSystem();
    FileStatus status = files.getFileStatus(root);
    List<FileStatus> found = new ArrayList<>();
    if (status.isDir()) {
      collect(files, status, found);
    } else {
      found.add(status);
    }
    if (isPattern()) {
      // Flink gives absolute paths, whatever it was asked with: compare what is below the root.
      String folder = status.getPath().getPath();
      int below = folder.endsWith("/") ? folder.length() : folder.length() + 1;
      Pattern pattern = Glob.pattern(path.substring(path.lastIndexOf('/', firstWildcard()) + 1));
      found.removeIf(file -> !pattern.matcher(file.getPath().getPath().substring(below)).matches());
    }
    found.sort(Comparator.comparing(file -> file.getPath().toString()));
    return found;
  }

  private static void collect(FileSystem files, FileStatus folder, List<FileStatus> found)
      throws IOException {
    FileStatus[] entries = files.listStatus(folder.getPath());
    if (entries == null) {
      throw new AccessDeniedException(folder.getPath().getPath());
    }
    for (FileStatus entry : entries) {
      String name = entry.getPath().getName();
      if (name.startsWith(".") || name.startsWith("_")) {
        continue;
      }
      if (entry.isDir()) {
        collect(files, entry, found);
      } else {
        found.add(entry);
      }
    }
  }

  @Override
  public Collection<FileSourceSplit> enumerateSplits(Path[] ignored, int minDesiredSplits)
      throws IOException {
    List<FileSourceSplit> splits = new ArrayList<>();
    for (FileStatus file : find()) {
      splits.add(
          new FileSourceSplit(
              file.getPath().toString(),
              file.getPath(),
              0,
              file.getLen(),
              file.getModificationTime(),
              file.getLen()));
    }
    return splits;
  }
}
