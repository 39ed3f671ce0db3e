// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.SinkContext;
import dev.drey.format.FileEncoder;
import dev.drey.format.RowEncoder;
import dev.drey.shape.OptionValues;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.compactor.FileCompactStrategy;
import org.apache.flink.connector.file.sink.compactor.FileCompactor;
import org.apache.flink.connector.file.sink.compactor.RecordWiseFileCompactor;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.RollingPolicy;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.DefaultRollingPolicy;

/** Flink's file sink as the options of a sink into a folder say. */
final class PartFiles {
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

  private final OptionValues options;
  private final FileTrouble trouble;
  private final Path folder;
  private final PartitionFolders partitions;

  PartFiles(SinkContext context, FileTrouble trouble) {
    this.options = context.options();
    this.trouble = trouble;
    this.folder = new Path(options.get(FileOptions.PATH));
    this.partitions = PartitionFolders.of(context.expressions(FileOptions.PARTITION));
  }

  /**
   * Files that are wholes: one cannot be gone on with after a restart, so each ends at a checkpoint
   * at the latest.
   */
  FolderSink ofWholes(FileEncoder encoder) {
    if (FileOptions.isPacked(options)) {
      throw trouble.cannotWrite(
          "files of this format are not packed again; remove `compress` and write `codec` in the"
              + " format");
    }
    return wholes(
        encoder,
        () ->
            encoder
                .decoder()
                .map(decoder -> new RecordWiseFileCompactor<>(new RowsOfWholes(trouble, decoder)))
                .orElseThrow(
                    () ->
                        trouble.cannotWrite(
                            "files of this format do not go together; remove `compact`")));
  }

  FolderSink ofRecords(RowEncoder encoder) {
    return FileOptions.isPacked(options)
        ? wholes(new PackedRecords(encoder), () -> new RecordCompactor(trouble, encoder, true))
        : records(encoder);
  }

  /** What puts files together, made where any go together. */
  private interface Compacting {
    FileCompactor compactor();
  }

  private FolderSink wholes(FileEncoder encoder, Compacting compacting) {
    // Tasks are sent it, and not this.
    FileTrouble told = trouble;
    FileSink.DefaultBulkFormatBuilder<Object[]> builder =
        FileSink.forBulkFormat(folder, out -> new WholeFileWriter(told, encoder, out))
            .withBucketAssigner(partitions)
            .withBucketCheckInterval(checkInterval())
            .withRollingPolicy(atCheckpoints())
            .withOutputFileConfig(names(encoder.fileSuffix()));
    Optional<FileCompactStrategy> compact = compact();
    if (compact.isEmpty()) {
      return new FolderSink(builder.build(), trouble);
    }
    return new CompactingFolderSink(
        builder.enableCompact(compact.get(), compacting.compactor()).build(), trouble);
  }

  private FolderSink records(RowEncoder encoder) {
    FileSink.DefaultRowFormatBuilder<Object[]> builder =
        FileSink.forRowFormat(folder, new RecordFileEncoder(trouble, encoder))
            .withBucketAssigner(partitions)
            .withBucketCheckInterval(checkInterval())
            .withRollingPolicy(
                options.get(FileOptions.ROLL_ON_CHECKPOINT) ? atCheckpoints() : whenLargeOrOld())
            .withOutputFileConfig(names(encoder.fileSuffix()));
    Optional<FileCompactStrategy> compact = compact();
    if (compact.isEmpty()) {
      return new FolderSink(builder.build(), trouble);
    }
    return new CompactingFolderSink(
        builder.enableCompact(compact.get(), new RecordCompactor(trouble, encoder, false)).build(),
        trouble);
  }

  private OutputFileConfig names(String ofFormat) {
    String suffix = options.find(FileOptions.SUFFIX).orElse(ofFormat);
    boolean unsaid = FileOptions.isPacked(options) && !PackedNames.isGzip(suffix);
    return OutputFileConfig.builder()
        .withPartPrefix(options.get(FileOptions.PREFIX))
        .withPartSuffix(unsaid ? suffix + ".gz" : suffix)
        .build();
  }

  private Duration rollAfter() {
    return options.get(FileOptions.ROLL_AFTER);
  }

  private long checkInterval() {
    return Math.min(CHECK_INTERVAL.toMillis(), rollAfter().toMillis());
  }

  private WholeFileRolling atCheckpoints() {
    return new WholeFileRolling(options.get(FileOptions.ROLL_SIZE), rollAfter());
  }

  private RollingPolicy<Object[], String> whenLargeOrOld() {
    return DefaultRollingPolicy.builder()
        .withRolloverInterval(rollAfter())
        .withInactivityInterval(rollAfter())
        .withMaxPartSize(new MemorySize(options.get(FileOptions.ROLL_SIZE)))
        .build();
  }

  private Optional<FileCompactStrategy> compact() {
    return options.find(FileOptions.COMPACT).map(PartFiles::strategy);
  }

  private static FileCompactStrategy strategy(OptionValues compact) {
    FileCompactStrategy.Builder strategy = FileCompactStrategy.Builder.newBuilder();
    compact.find(FileOptions.COMPACT_SIZE).ifPresent(strategy::setSizeThreshold);
    compact
        .find(FileOptions.COMPACT_CHECKPOINTS)
        .ifPresent(count -> strategy.enableCompactionOnCheckpoint(Math.toIntExact(count)));
    return strategy.build();
  }
}
