package dev.drey.connector;

import dev.drey.format.DecoderContext;
import dev.drey.format.Format;
import dev.drey.format.RowDecoder;
import dev.drey.row.RowTypeInformation;
import dev.drey.row.SourceRowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;

/** A source of a spec, built as the compiler builds it. */
public final class SourceRun {
  private final SourceConnector connector;
  private final OptionValues options;
  private final RowType declared;
  private @Nullable Format format;
  private OptionValues formatOptions = OptionValues.empty();
  private Map<String, String> metadata = Map.of();
  private ErrorPolicy policy = ErrorPolicy.FAIL;
  private WatermarkStrategy<Object[]> watermarks = WatermarkStrategy.noWatermarks();

  private boolean inOrder;

  private SourceRun(SourceConnector connector, OptionValues options, RowType declared) {
    this.connector = connector;
    this.options = options;
    this.declared = declared;
  }

  public static SourceRun of(SourceConnector connector, OptionValues options, RowType declared) {
    return new SourceRun(connector, options, declared);
  }

  public SourceRun format(Format recordFormat, OptionValues recordFormatOptions) {
    format = recordFormat;
    formatOptions = recordFormatOptions;
    return this;
  }

  /** Column name to metadata key; such columns stand behind the declared ones. */
  public SourceRun metadata(Map<String, String> columns) {
    metadata = columns;
    return this;
  }

  public SourceRun onError(ErrorPolicy errorPolicy) {
    policy = errorPolicy;
    return this;
  }

  public SourceRun watermarks(WatermarkStrategy<Object[]> strategy) {
    watermarks = strategy;
    return this;
  }

  public SourceRun inOrder() {
    inOrder = true;
    return this;
  }

  /** The columns of the emitted rows. */
  public RowType produced() {
    List<Field> fields = new ArrayList<>(declared.fields());
    for (Map.Entry<String, String> column : metadata.entrySet()) {
      connector.descriptor().metadata().stream()
          .filter(known -> known.key().equals(column.getValue()))
          .forEach(known -> fields.add(Field.of(column.getKey(), known.type())));
    }
    return RowType.of(fields);
  }

  public SingleOutputStreamOperator<Object[]> add(StreamExecutionEnvironment environment) {
    RowType produced = produced();
    List<Integer> positions = new ArrayList<>();
    @Nullable String[] keys = new String[produced.size()];
    for (int i = 0; i < produced.size(); i++) {
      positions.add(i < declared.size() ? i : -1);
      keys[i] = metadata.get(produced.field(i).name());
    }
    RowDecoder decoder =
        format == null
            ? null
            : format.decoder(DecoderContext.of(declared, produced, positions, formatOptions));
    TypeInformation<Object[]> type =
        policy == ErrorPolicy.EMIT
            ? SourceRowTypeInformation.of(produced, connector.descriptor().badRecordType())
            : RowTypeInformation.of(produced);
    return connector.source(
        SourceContext.builder()
            .environment(environment)
            .name("input")
            .options(options)
            .rowType(produced)
            .typeInformation(type)
            .reader(
                new RecordReader("input", connector.descriptor(), decoder, policy, produced, keys))
            .watermarks(watermarks)
            .inOrder(inOrder)
            .build());
  }

  /** Everything that the source emits, in order. */
  public List<Object[]> rows(StreamExecutionEnvironment environment) throws Exception {
    List<Object[]> rows = new ArrayList<>();
    CloseableIterator<Object[]> emitted = add(environment).executeAndCollect();
    emitted.forEachRemaining(rows::add);
    emitted.close();
    return rows;
  }
}
