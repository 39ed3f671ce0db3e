// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.io.Serializable;
import java.util.Objects;
import java.util.Set;
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
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.SerializationFormatFactory;
import org.apache.flink.table.types.DataType;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.jspecify.annotations.Nullable;

/**
 * Flink SQL's way to {@link Bench}: a table connector {@code bench} with formats, which reads only
 * the columns that a query uses, as Flink's own connectors do.
 */
public final class BenchTables implements DynamicTableSourceFactory, DynamicTableSinkFactory {
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
    return Set.of(RECORDS);
  }

  @Override
  public DynamicTableSource createDynamicTableSource(DynamicTableFactory.Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    DecodingFormat<DeserializationSchema<RowData>> format =
        helper.discoverDecodingFormat(DeserializationFormatFactory.class, FactoryUtil.FORMAT);
    return new TableSource(
        format, context.getPhysicalRowDataType(), helper.getOptions().get(RECORDS));
  }

  @Override
  public DynamicTableSink createDynamicTableSink(DynamicTableFactory.Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    EncodingFormat<SerializationSchema<RowData>> format =
        helper.discoverEncodingFormat(SerializationFormatFactory.class, FactoryUtil.FORMAT);
    return new TableSink(format, context.getPhysicalRowDataType());
  }

  private static final class TableSource implements ScanTableSource, SupportsProjectionPushDown {
    private final DecodingFormat<DeserializationSchema<RowData>> format;
    private final DataType physical;
    private final int records;
    private DataType produced;

    TableSource(
        DecodingFormat<DeserializationSchema<RowData>> format, DataType physical, int records) {
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
    public boolean supportsNestedProjection() {
      return false;
    }

    @Override
    public void applyProjection(int[][] projectedFields, DataType producedDataType) {
      produced = producedDataType;
    }

    @Override
    public DynamicTableSource copy() {
      TableSource copy = new TableSource(format, physical, records);
      copy.produced = produced;
      return copy;
    }

    @Override
    public String asSummaryString() {
      return "bench";
    }
  }

  private static final class TableSink implements DynamicTableSink {
    private final EncodingFormat<SerializationSchema<RowData>> format;
    private final DataType physical;

    TableSink(EncodingFormat<SerializationSchema<RowData>> format, DataType physical) {
      this.format = format;
      this.physical = physical;
    }

    @Override
    public ChangelogMode getChangelogMode(ChangelogMode requested) {
      return ChangelogMode.insertOnly();
    }

    @Override
    public SinkRuntimeProvider getSinkRuntimeProvider(DynamicTableSink.Context context) {
      return SinkV2Provider.of(new BenchSink<>(format.createRuntimeEncoder(context, physical)));
    }

    @Override
    public DynamicTableSink copy() {
      return new TableSink(format, physical);
    }

    @Override
    public String asSummaryString() {
      return "bench";
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
