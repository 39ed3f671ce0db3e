// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import dev.drey.connector.RecordReader;
import dev.drey.connector.SourceContext;
import dev.drey.shape.OptionValues;
import java.util.Collection;
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

/**
 * Rows made up by number. Not Flink's own generator source, which gives each subtask a range of
 * numbers: with event times that go on with the number, the subtasks would be years apart.
 */
final class DatagenSource
    implements Source<Object[], RowStride, Collection<RowStride>>, ResultTypeQueryable<Object[]> {
  private static final long serialVersionUID = 1;

  private final RowGenerator generator;
  private final RecordReader reader;
  private final TypeInformation<Object[]> type;
  private final double rowsPerSecond;
  private final long rows;

  private DatagenSource(
      RowGenerator generator,
      RecordReader reader,
      TypeInformation<Object[]> type,
      double rowsPerSecond,
      long rows) {
    this.generator = generator;
    this.reader = reader;
    this.type = type;
    this.rowsPerSecond = rowsPerSecond;
    this.rows = rows;
  }

  static SingleOutputStreamOperator<Object[]> add(SourceContext context) {
    OptionValues options = context.options();
    RowGenerator generator =
        RowGenerator.of(context.rowType(), context.reader().metadataColumns(), options);
    SingleOutputStreamOperator<Object[]> source =
        context
            .environment()
            .fromSource(
                new DatagenSource(
                    generator,
                    context.reader(),
                    context.typeInformation(),
                    options.find(DatagenOptions.RATE).orElse(Double.POSITIVE_INFINITY),
                    options.find(DatagenOptions.ROWS).orElse(Long.MAX_VALUE)),
                context.watermarks(),
                context.name(),
                context.typeInformation());
    return context.inOrder() ? source.setParallelism(1) : source;
  }

  @Override
  public Boundedness getBoundedness() {
    return rows == Long.MAX_VALUE ? Boundedness.CONTINUOUS_UNBOUNDED : Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<Object[], RowStride> createReader(SourceReaderContext context) {
    double share = rowsPerSecond / context.currentParallelism();
    return new StrideReader(context, generator, reader, new Pace(share, System.nanoTime()));
  }

  @Override
  public SplitEnumerator<RowStride, Collection<RowStride>> createEnumerator(
      SplitEnumeratorContext<RowStride> context) {
    return new StrideEnumerator(
        context, StrideEnumerator.strides(context.currentParallelism(), rows));
  }

  @Override
  public SplitEnumerator<RowStride, Collection<RowStride>> restoreEnumerator(
      SplitEnumeratorContext<RowStride> context, Collection<RowStride> waiting) {
    return new StrideEnumerator(context, waiting);
  }

  @Override
  public SimpleVersionedSerializer<RowStride> getSplitSerializer() {
    return new RowStride.Serializer();
  }

  @Override
  public SimpleVersionedSerializer<Collection<RowStride>> getEnumeratorCheckpointSerializer() {
    return new StrideEnumerator.Serializer();
  }

  @Override
  public TypeInformation<Object[]> getProducedType() {
    return type;
  }
}
