// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.SinkContext;
import java.io.File;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** A folder of part files or one file, as the path says. */
final class FileSinks {
  private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9]+");

  private FileSinks() {}

  static DataStreamSink<?> add(SinkContext context, DataStream<Object[]> rows) {
    String path = context.options().get(FileOptions.PATH);
    FileTrouble trouble = FileTrouble.ofSink(context.name(), path);
    checkWritable(trouble);
    if (context.files().isPresent()) {
      if (isSingleFile(path) && !isLocalFolder(path)) {
        throw trouble.cannotWrite(
            "files of this format are written into a folder, each with a name of its own; write"
                + " `path: "
                + path.substring(0, path.lastIndexOf('.'))
                + "/`");
      }
      return rows.sinkTo(new PartFiles(context, trouble).ofWholes(context.files().get()));
    }
    if (isSingleFile(path) && !isLocalFolder(path)) {
      return rows.sinkTo(new SingleFileSink(trouble, context.encoder().orElseThrow()));
    }
    return rows.sinkTo(new PartFiles(context, trouble).ofRecords(context.encoder().orElseThrow()));
  }

  /** Whether the path's last name has an extension, such as {@code out.jsonl}. */
  static boolean isSingleFile(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0
        && EXTENSION.matcher(name.substring(dot + 1)).matches()
        && name.substring(0, dot).chars().anyMatch(c -> c != '.');
  }

  static boolean isLocal(String path) {
    return !path.contains("://") || path.startsWith("file:");
  }

  private static File local(String path) {
    return new File(new Path(path).getPath()).getAbsoluteFile();
  }

  private static boolean isLocalFolder(String path) {
    return isLocal(path) && local(path).isDirectory();
  }

  /** Finds out before the job starts; of a file system elsewhere, whether it answers. */
  private static void checkWritable(FileTrouble trouble) {
    String path = trouble.path();
    if (!isLocal(path)) {
      try {
        // Whether it is there does not matter, but whether that can be said.
        boolean ignored = new Path(path).getFileSystem().exists(new Path(path));
      } catch (IOException e) {
        throw trouble.cannotWrite(e);
      }
      return;
    }
    File target = local(path);
    File existing = isSingleFile(path) && !target.isDirectory() ? target.getParentFile() : target;
    while (existing != null && !existing.exists()) {
      existing = existing.getParentFile();
    }
    if (existing != null && !existing.isDirectory()) {
      throw trouble.cannotWrite("`" + existing + "` is a file, no folder");
    }
    if (existing != null && !existing.canWrite()) {
      throw trouble.cannotWrite("no permission to write in `" + existing + "`");
    }
  }
}
