// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import dev.drey.connector.ErrorPolicy;
import dev.drey.connector.JobConnector;
import dev.drey.connector.RecordReader;
import dev.drey.connector.SourceContext;
import dev.drey.format.DecoderContext;
import dev.drey.format.FileFormat;
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
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** A source of a spec, built as the compiler builds it. */
public final class SourceRun {
  private final JobConnector connector;
  private final OptionValues options;
  private final RowType declared;
  private String name = "input";
  private @Nullable Function<DecoderContext, RowDecoder> decoders;
  private @Nullable FileFormat files;
  private OptionValues formatOptions = OptionValues.empty();
  private Map<String, String> metadata = Map.of();
  private List<Integer> keys = List.of();
  private ErrorPolicy policy = ErrorPolicy.FAIL;
  private WatermarkStrategy<Object[]> watermarks = WatermarkStrategy.noWatermarks();
  private boolean inOrder;
  private boolean bounded;
  private boolean leavesNoMark;

  private SourceRun(JobConnector connector, OptionValues options, RowType declared) {
    this.connector = connector;
    this.options = options;
    this.declared = declared;
  }

  public static SourceRun of(JobConnector connector, OptionValues options, RowType declared) {
    return new SourceRun(connector, options, declared);
  }

  public SourceRun name(String newName) {
    name = newName;
    return this;
  }

  public SourceRun format(Format recordFormat, OptionValues recordFormatOptions) {
    formatOptions = recordFormatOptions;
    return decoders(recordFormat::decoder);
  }

  /** For records of the test's own. */
  public SourceRun decoders(Function<DecoderContext, RowDecoder> ofContext) {
    decoders = ofContext;
    return this;
  }

  /** For files that are wholes. */
  public SourceRun files(FileFormat ofFiles, OptionValues ofFormat) {
    files = ofFiles;
    formatOptions = ofFormat;
    return this;
  }

  /** Column name to metadata key; such columns stand behind the declared ones. */
  public SourceRun metadata(Map<String, String> columns) {
    metadata = columns;
    return this;
  }

  /** The columns by which rows that change replace each other. */
  public SourceRun keys(Integer... positions) {
    keys = List.of(positions);
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

  /** Asked to end with what is there. */
  public SourceRun bounded() {
    bounded = true;
    return this;
  }

  /** As on a laptop, beside what is deployed. */
  public SourceRun leavesNoMark() {
    leavesNoMark = true;
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
    @Nullable String[] metadataKeys = new String[produced.size()];
    for (int i = 0; i < produced.size(); i++) {
      positions.add(i < declared.size() ? i : -1);
      metadataKeys[i] = metadata.get(produced.field(i).name());
    }
    DecoderContext decoding =
        DecoderContext.of(declared, produced, positions, formatOptions).withKeys(keys);
    RowDecoder decoder = decoders == null ? null : decoders.apply(decoding);
    boolean changing = (decoder != null && decoder.marksChanges()) || connector.changes(options);
    RowType bad = connector.descriptor().badRecordType();
    TypeInformation<Object[]> type =
        changing ? RowTypeInformation.changing(produced) : RowTypeInformation.of(produced);
    if (policy == ErrorPolicy.EMIT) {
      type =
          changing
              ? SourceRowTypeInformation.changing(produced, bad)
              : SourceRowTypeInformation.of(produced, bad);
    }
    return connector
        .asSource()
        .orElseThrow()
        .source(
            SourceContext.builder()
                .environment(environment)
                .name(name)
                .options(options)
                .rowType(produced)
                .keys(keys)
                .typeInformation(type)
                .reader(
                    new RecordReader(
                        name, connector.descriptor(), decoder, policy, produced, metadataKeys))
                .files(Optional.ofNullable(files).map(whole -> whole.decoder(decoding)))
                .watermarks(watermarks)
                .bounded(bounded)
                .inOrder(inOrder)
                .leavesNoMark(leavesNoMark)
                .build());
  }

  /** Everything that the source emits, in order. */
  public List<Object[]> rows(StreamExecutionEnvironment environment) throws Exception {
    return RunningJob.all(add(environment));
  }
}
