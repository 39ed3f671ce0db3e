// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.format.EncodingFormat;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.lookup.AsyncLookupFunctionProvider;
import org.apache.flink.table.connector.source.lookup.PartialCachingAsyncLookupProvider;
import org.apache.flink.table.connector.source.lookup.cache.DefaultLookupCache;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.SerializationFormatFactory;
import org.apache.flink.table.functions.AsyncLookupFunction;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.jspecify.annotations.Nullable;

/**
 * Flink SQL's way to {@link Bench}: a table connector {@code bench} with formats, which reads only
 * the columns that a query uses, as Flink's own connectors do.
 */
public final class BenchTables implements DynamicTableSourceFactory, DynamicTableSinkFactory {
  private static final ConfigOption<Boolean> CACHED =
      ConfigOptions.key("cached").booleanType().defaultValue(false);

  private static final ConfigOption<Integer> RECORDS =
      ConfigOptions.key("records").intType().defaultValue(0);

  @Override
  public String factoryIdentifier() {
    return "bench";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(FactoryUtil.FORMAT);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(RECORDS, CACHED);
  }

  @Override
  public DynamicTableSource createDynamicTableSource(DynamicTableFactory.Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    DecodingFormat<DeserializationSchema<RowData>> format =
        helper.discoverDecodingFormat(DeserializationFormatFactory.class, FactoryUtil.FORMAT);
    DataType physical = context.getPhysicalRowDataType();
    int records = helper.getOptions().get(RECORDS);
    boolean cached = helper.getOptions().get(CACHED);
    return helper.getOptions().get(FactoryUtil.FORMAT).equals("json")
        ? new ProjectedSource(format, physical, records, cached)
        : new TableSource(format, physical, records, cached);
  }

  @Override
  public DynamicTableSink createDynamicTableSink(DynamicTableFactory.Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    EncodingFormat<SerializationSchema<RowData>> format =
        helper.discoverEncodingFormat(SerializationFormatFactory.class, FactoryUtil.FORMAT);
    return new TableSink(
        format, context.getPhysicalRowDataType(), context.getPrimaryKeyIndexes().length > 0);
  }

  /** Reads whole records: those of Avro can be read in no other way. */
  private static class TableSource implements ScanTableSource, LookupTableSource {
    final DecodingFormat<DeserializationSchema<RowData>> format;
    final DataType physical;
    final int records;
    final boolean cached;
    DataType produced;

    TableSource(
        DecodingFormat<DeserializationSchema<RowData>> format,
        DataType physical,
        int records,
        boolean cached) {
      this.cached = cached;
      this.format = format;
      this.physical = physical;
      this.produced = physical;
      this.records = records;
    }

    @Override
    public ChangelogMode getChangelogMode() {
      return ChangelogMode.insertOnly();
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
      TypeInformation<RowData> type = context.createTypeInformation(produced);
      return SourceProvider.of(
          new DataGeneratorSource<>(
              new Decoder(format.createRuntimeDecoder(context, produced)), records, type));
    }

    @Override
    public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
      return cached
          ? PartialCachingAsyncLookupProvider.of(
              new OwnerFunction(), DefaultLookupCache.newBuilder().maximumSize(20_000).build())
          : AsyncLookupFunctionProvider.of(new OwnerFunction());
    }

    @Override
    public DynamicTableSource copy() {
      return new TableSource(format, physical, records, cached);
    }

    @Override
    public String asSummaryString() {
      return "bench";
    }
  }

  private static final class ProjectedSource extends TableSource
      implements SupportsProjectionPushDown {
    ProjectedSource(
        DecodingFormat<DeserializationSchema<RowData>> format,
        DataType physical,
        int records,
        boolean cached) {
      super(format, physical, records, cached);
    }

    @Override
    public boolean supportsNestedProjection() {
      return false;
    }

    @Override
    public void applyProjection(int[][] projectedFields, DataType producedDataType) {
      produced = producedDataType;
    }

    @Override
    public DynamicTableSource copy() {
      ProjectedSource copy = new ProjectedSource(format, physical, records, cached);
      copy.produced = produced;
      return copy;
    }
  }

  private static final class TableSink implements DynamicTableSink {
    private final EncodingFormat<SerializationSchema<RowData>> format;
    private final DataType physical;
    private final boolean byKey;

    TableSink(
        EncodingFormat<SerializationSchema<RowData>> format, DataType physical, boolean byKey) {
      this.format = format;
      this.physical = physical;
      this.byKey = byKey;
    }

    @Override
    public ChangelogMode getChangelogMode(ChangelogMode requested) {
      // A first row may be replaced by an earlier one, and is not of these inputs.
      return byKey ? ChangelogMode.upsert() : requested;
    }

    @Override
    public SinkRuntimeProvider getSinkRuntimeProvider(DynamicTableSink.Context context) {
      SerializationSchema<RowData> rows = format.createRuntimeEncoder(context, physical);
      return SinkV2Provider.of(new BenchSink<>(byKey ? new ChangeEncoder(rows) : rows));
    }

    @Override
    public DynamicTableSink copy() {
      return new TableSink(format, physical, byKey);
    }

    @Override
    public String asSummaryString() {
      return "bench";
    }
  }

  /** Says of a row whether it is no more. */
  private static final class ChangeEncoder implements SerializationSchema<RowData> {
    private static final long serialVersionUID = 1;
    private final SerializationSchema<RowData> rows;

    ChangeEncoder(SerializationSchema<RowData> rows) {
      this.rows = rows;
    }

    @Override
    public void open(InitializationContext context) throws Exception {
      rows.open(context);
    }

    @Override
    public byte[] serialize(RowData row) {
      byte[] bytes = rows.serialize(row);
      return row.getRowKind() == RowKind.DELETE ? Bench.deleted(bytes) : bytes;
    }
  }

  /** A row of the card and its owner. */
  public static final class OwnerFunction extends AsyncLookupFunction {
    private static final long serialVersionUID = 1;

    @Override
    public CompletableFuture<Collection<RowData>> asyncLookup(RowData key) {
      StringData card = key.getString(0);
      return Owners.of(card.toString())
          .thenApply(owner -> List.of(GenericRowData.of(card, StringData.fromString(owner))));
    }
  }

  private static final class Decoder implements GeneratorFunction<Long, RowData> {
    private static final long serialVersionUID = 1;
    private final DeserializationSchema<RowData> schema;

    Decoder(DeserializationSchema<RowData> schema) {
      this.schema = schema;
    }

    @Override
    public void open(SourceReaderContext context) throws Exception {
      schema.open(new OpenContext(context));
    }

    @Override
    public RowData map(Long i) throws Exception {
      return Objects.requireNonNull(schema.deserialize(Bench.read(i)));
    }
  }

  private static final class OpenContext
      implements DeserializationSchema.InitializationContext, Serializable {
    private static final long serialVersionUID = 1;
    private final transient @Nullable SourceReaderContext context;

    OpenContext(SourceReaderContext context) {
      this.context = context;
    }

    @Override
    public MetricGroup getMetricGroup() {
      return Objects.requireNonNull(context).metricGroup();
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(BenchTables.class.getClassLoader());
    }
  }
}
