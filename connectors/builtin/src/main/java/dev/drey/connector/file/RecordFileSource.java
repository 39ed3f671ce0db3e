// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.RecordReader;
import dev.drey.connector.SourceContext;
import dev.drey.format.FileDecoder;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.jspecify.annotations.Nullable;

/**
 * Flink's file source over files of records. It stands around Flink's for one reason: a format of
 * Flink's file source has no way to the reader's metrics, and the record reader counts bad records.
 */
final class RecordFileSource
    implements Source<Object[], FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>>,
        ResultTypeQueryable<Object[]> {
  private static final long serialVersionUID = 1;

  private final RecordReader reader;
  private final TypeInformation<Object[]> type;
  private final FileSource<Object[]> files;

  private RecordFileSource(
      MatchingFiles matching,
      @Nullable Duration watch,
      RecordReader reader,
      @Nullable FileDecoder whole,
      TypeInformation<Object[]> type) {
    this.reader = reader;
    this.type = type;
    FileSource.FileSourceBuilder<Object[]> builder =
        FileSource.forBulkFileFormat(new RecordFileFormat(reader, whole, type), matching.root())
            .setFileEnumerator(() -> matching)
            .setSplitAssigner(FilesInOrder::new);
    if (watch != null) {
      builder.monitorContinuously(watch);
    }
    this.files = builder.build();
  }

  static SingleOutputStreamOperator<Object[]> add(SourceContext context) {
    MatchingFiles matching = new MatchingFiles(context.options().get(FileOptions.PATH));
    Optional<Duration> watch =
        context.bounded() ? Optional.empty() : context.options().find(FileOptions.WATCH);
    matching.check(context.name(), watch.isPresent());
    boolean byName = FileOptions.isByName(context.options());
    if (byName || context.inOrder()) {
      return OrderedFileSource.add(matching, watch.orElse(null), byName, context);
    }
    return context
        .environment()
        .fromSource(
            new RecordFileSource(
                matching,
                watch.orElse(null),
                context.reader(),
                context.files().orElse(null),
                context.typeInformation()),
            context.watermarks(),
            context.name(),
            context.typeInformation());
  }

  @Override
  public SourceReader<Object[], FileSourceSplit> createReader(SourceReaderContext context) {
    reader.open(context.metricGroup());
    return files.createReader(context);
  }

  @Override
  public Boundedness getBoundedness() {
    return files.getBoundedness();
  }

  @Override
  public SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>>
      createEnumerator(SplitEnumeratorContext<FileSourceSplit> context) {
    return files.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>>
      restoreEnumerator(
          SplitEnumeratorContext<FileSourceSplit> context,
          PendingSplitsCheckpoint<FileSourceSplit> checkpoint) {
    return files.restoreEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<FileSourceSplit> getSplitSerializer() {
    return files.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<PendingSplitsCheckpoint<FileSourceSplit>>
      getEnumeratorCheckpointSerializer() {
    return files.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<Object[]> getProducedType() {
    return type;
  }
}
