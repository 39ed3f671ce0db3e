// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.JobConnector;
import dev.drey.connector.LookupContext;
import dev.drey.connector.LookupRole;
import dev.drey.connector.RecordMetadata;
import dev.drey.connector.RecordReader;
import dev.drey.connector.RowLookup;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SinkRole;
import dev.drey.connector.SourceContext;
import dev.drey.connector.SourceRole;
import dev.drey.format.RowEncoder;
import dev.drey.row.RowChange;
import dev.drey.shape.Option;
import dev.drey.shape.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.jspecify.annotations.Nullable;

/** Drey's way to {@link Bench}: the same generator and the same end as the peers have. */
final class BenchConnector implements JobConnector, SourceRole, SinkRole, LookupRole {
  private static final Option<Boolean> MADE =
      Option.flag("made", "Whether rows are there already, and none are made of records.")
          .orElse(false);

  private @Nullable SourceContext lastSource;
  private @Nullable SinkContext lastSink;

  private static final Option<Long> RECORDS =
      Option.integer("records", "How many records to read.").required();

  @Override
  public ConnectorDescriptor descriptor() {
    return ConnectorDescriptor.builder()
        .name("bench")
        .description("Reads the benchmark's records from memory and hands results back.")
        .sourceOptions(Shape.object(RECORDS, MADE))
        .sinkOptions(Shape.object())
        .lookupOptions(Shape.object())
        .sinkChanges(Set.of(ChangeMode.values()))
        .build();
  }

  @Override
  public Optional<SourceRole> asSource() {
    return Optional.of(this);
  }

  @Override
  public Optional<SinkRole> asSink() {
    return Optional.of(this);
  }

  @Override
  public Optional<LookupRole> asLookup() {
    return Optional.of(this);
  }

  @Override
  public RowLookup lookup(LookupContext context) {
    return new OwnerLookup();
  }

  private static final class OwnerLookup implements RowLookup {
    private static final long serialVersionUID = 1;

    @Override
    public void open() {}

    @Override
    public CompletableFuture<List<Object[]>> rows(Object[] key) {
      return Owners.of((String) key[0])
          .thenApply(owner -> Collections.singletonList(new Object[] {key[0], owner}));
    }

    @Override
    public void close() {}
  }

  @Override
  public SingleOutputStreamOperator<Object[]> source(SourceContext context) {
    lastSource = context;
    return context
        .environment()
        .fromSource(
            new DataGeneratorSource<>(
                context.options().get(MADE) ? BenchConnector::row : new Decoder(context.reader()),
                context.options().get(RECORDS),
                context.typeInformation()),
            context.watermarks(),
            context.name());
  }

  @Override
  public DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows) {
    lastSink = context;
    return rows.sinkTo(
        new BenchSink<>(
            new Encoder(context.encoder().orElseThrow(), context.changes() != ChangeMode.APPEND)));
  }

  /** What the source of the pipeline was built from that was built last. */
  SourceContext lastSource() {
    return Objects.requireNonNull(lastSource);
  }

  SinkContext lastSink() {
    return Objects.requireNonNull(lastSink);
  }

  private static Object[] row(Long i) {
    HandWritten.Fee fee = Bench.fee(i);
    return new Object[] {fee.txId, fee.cardId, fee.amount, fee.fee};
  }

  private static final class Decoder implements GeneratorFunction<Long, Object[]> {
    private static final long serialVersionUID = 1;
    private static final RecordMetadata NONE = key -> null;
    private final RecordReader reader;

    Decoder(RecordReader reader) {
      this.reader = reader;
    }

    @Override
    public void open(SourceReaderContext context) {
      reader.open(context.metricGroup());
    }

    @Override
    public Object[] map(Long i) throws Exception {
      byte[] bytes = Bench.read(i);
      return Objects.requireNonNull(reader.read(bytes, 0, bytes.length, NONE));
    }
  }

  private static final class Encoder implements SerializationSchema<Object[]> {
    private static final long serialVersionUID = 1;
    private final RowEncoder encoder;
    private final boolean changes;

    Encoder(RowEncoder encoder, boolean changes) {
      this.encoder = encoder;
      this.changes = changes;
    }

    @Override
    public void open(InitializationContext context) {
      encoder.open();
    }

    @Override
    public byte[] serialize(Object[] row) {
      byte[] bytes = encoder.encode(row);
      return changes && row[row.length - 1] == RowChange.DELETE ? Bench.deleted(bytes) : bytes;
    }
  }
}
