// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.SinkContext;
import dev.drey.format.FileEncoder;
import dev.drey.format.RowEncoder;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.DefaultRollingPolicy;

/** A folder of part files or one file, as the path says. */
final class FileSinks {
  private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9]+");
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

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
      return rows.sinkTo(
          new FolderSink(folderOfWholes(context, trouble, context.files().get()), trouble));
    }
    if (isSingleFile(path) && !isLocalFolder(path)) {
      return rows.sinkTo(new SingleFileSink(trouble, context.encoder().orElseThrow()));
    }
    return rows.sinkTo(new FolderSink(folder(context, trouble), trouble));
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

  /**
   * The same for files that are wholes: one cannot be gone on with after a restart, so each ends at
   * a checkpoint at the latest.
   */
  private static FileSink<Object[]> folderOfWholes(
      SinkContext context, FileTrouble trouble, FileEncoder encoder) {
    Duration rollAfter = context.options().get(FileOptions.ROLL_AFTER);
    return FileSink.forBulkFormat(
            new Path(context.options().get(FileOptions.PATH)),
            out -> new WholeFileWriter(trouble, encoder, out))
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withBucketCheckInterval(Math.min(CHECK_INTERVAL.toMillis(), rollAfter.toMillis()))
        .withRollingPolicy(
            new WholeFileRolling(context.options().get(FileOptions.ROLL_SIZE), rollAfter))
        .withOutputFileConfig(
            OutputFileConfig.builder()
                .withPartPrefix("part")
                .withPartSuffix(encoder.fileSuffix())
                .build())
        .build();
  }

  /** Flink's file sink, without its folders by the hour: part files stand in the folder named. */
  private static FileSink<Object[]> folder(SinkContext context, FileTrouble trouble) {
    RowEncoder encoder = context.encoder().orElseThrow();
    Duration rollAfter = context.options().get(FileOptions.ROLL_AFTER);
    return FileSink.forRowFormat(
            new Path(context.options().get(FileOptions.PATH)),
            new RecordFileEncoder(trouble, encoder))
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withBucketCheckInterval(Math.min(CHECK_INTERVAL.toMillis(), rollAfter.toMillis()))
        .withRollingPolicy(
            DefaultRollingPolicy.builder()
                .withRolloverInterval(rollAfter)
                .withInactivityInterval(rollAfter)
                .withMaxPartSize(new MemorySize(context.options().get(FileOptions.ROLL_SIZE)))
                .build())
        .withOutputFileConfig(
            OutputFileConfig.builder()
                .withPartPrefix("part")
                .withPartSuffix(encoder.fileSuffix())
                .build())
        .build();
  }
}
