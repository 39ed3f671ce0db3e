// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.RecordReader;
import dev.drey.connector.SourceContext;
import dev.drey.format.FileDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.jspecify.annotations.Nullable;

/**
 * Files that one subtask reads in the order of {@link FileTurns}, with the watermarks among them.
 */
final class OrderedFileSource
    implements Source<Object[], OrderedFile, KnownFiles>, ResultTypeQueryable<Object[]> {
  private static final long serialVersionUID = 1;

  private final String name;
  private final MatchingFiles matching;
  private final @Nullable Duration watch;
  private final boolean byName;
  private final RecordReader reader;
  private final @Nullable FileDecoder whole;
  private final WatermarkStrategy<Object[]> watermarks;
  private final boolean eachWatermark;
  private final TypeInformation<Object[]> type;

  private OrderedFileSource(
      MatchingFiles matching, @Nullable Duration watch, boolean byName, SourceContext context) {
    this.name = context.name();
    this.matching = matching;
    this.watch = watch;
    this.byName = byName;
    this.reader = context.reader();
    this.whole = context.files().orElse(null);
    this.watermarks = context.watermarks();
    this.eachWatermark = context.eachWatermark();
    this.type = context.typeInformation();
  }

  static SingleOutputStreamOperator<Object[]> add(
      MatchingFiles matching, @Nullable Duration watch, boolean byName, SourceContext context) {
    return context
        .environment()
        .fromSource(
            new OrderedFileSource(matching, watch, byName, context),
            WatermarkStrategy.noWatermarks(),
            context.name(),
            context.typeInformation())
        .setParallelism(1);
  }

  @Override
  public Boundedness getBoundedness() {
    return watch == null ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<Object[], OrderedFile> createReader(SourceReaderContext context) {
    reader.open(context.metricGroup());
    return new OrderedFileReader(
        () ->
            new FileTurns(
                name, byName, new FileOpener(reader, whole), watermarks, context.metricGroup()),
        new OrderedRowEmitter(eachWatermark),
        byName,
        context);
  }

  @Override
  public SplitEnumerator<OrderedFile, KnownFiles> createEnumerator(
      SplitEnumeratorContext<OrderedFile> context) {
    return restoreEnumerator(context, new KnownFiles(Set.of(), List.of()));
  }

  @Override
  public SplitEnumerator<OrderedFile, KnownFiles> restoreEnumerator(
      SplitEnumeratorContext<OrderedFile> context, KnownFiles known) {
    return new OrderedFileEnumerator(context, matching, watch, known);
  }

  @Override
  public SimpleVersionedSerializer<OrderedFile> getSplitSerializer() {
    return new OrderedFile.Serializer();
  }

  @Override
  public SimpleVersionedSerializer<KnownFiles> getEnumeratorCheckpointSerializer() {
    return new KnownFiles.Serializer();
  }

  @Override
  public TypeInformation<Object[]> getProducedType() {
    return type;
  }
}
