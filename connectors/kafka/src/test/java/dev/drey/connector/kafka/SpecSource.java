// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import dev.drey.connector.ErrorPolicy;
import dev.drey.format.json.JsonFormat;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.SourceRun;
import dev.drey.type.DataTypeParser;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Kafka source called {@code orders} as a spec would declare it, with JSON records {@code id
 * STRING NOT NULL, n BIGINT, ts TIMESTAMP_LTZ(3)} unless it says otherwise.
 */
final class SpecSource {
  /** The slot of the column {@code ts}. */
  static final int TS = 2;

  private final Map<String, Object> options = new LinkedHashMap<>();
  private final List<String> metadata = new ArrayList<>();
  private ErrorPolicy policy = ErrorPolicy.FAIL;
  private WatermarkStrategy<Object[]> watermarks = WatermarkStrategy.noWatermarks();
  private Integer[] keys = {};
  private boolean bounded;

  private SpecSource() {}

  static SpecSource of(Object... keysAndValues) {
    SpecSource source = new SpecSource();
    source.options.putAll(options(keysAndValues));
    return source;
  }

  static Map<String, Object> options(Object... keysAndValues) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return values;
  }

  /** An option that is an object. */
  static OptionValues object(Object... keysAndValues) {
    return OptionValues.of(options(keysAndValues));
  }

  /** Adds a column for a metadata key, of the same name. */
  SpecSource metadata(String... keys) {
    metadata.addAll(List.of(keys));
    return this;
  }

  SpecSource onError(ErrorPolicy value) {
    policy = value;
    return this;
  }

  /** The columns by which rows replace each other. */
  SpecSource keys(Integer... positions) {
    keys = positions;
    return this;
  }

  /** Event time from {@code ts}. */
  SpecSource watermarks(WatermarkStrategy<Object[]> strategy) {
    watermarks = strategy.withTimestampAssigner((row, none) -> (Long) row[TS]);
    return this;
  }

  SpecSource bounded() {
    bounded = true;
    return this;
  }

  static RowType declared() throws TypeSyntaxException {
    return RowType.of(
        Field.of("id", DataTypeParser.parse("STRING NOT NULL")),
        Field.of("n", DataTypeParser.parse("BIGINT")),
        Field.of("ts", DataTypeParser.parse("TIMESTAMP_LTZ(3)")));
  }

  SingleOutputStreamOperator<Object[]> in(StreamExecutionEnvironment environment)
      throws TypeSyntaxException {
    Map<String, String> columns = new LinkedHashMap<>();
    metadata.forEach(key -> columns.put(key, key));
    SourceRun run =
        SourceRun.of(new KafkaConnector(), OptionValues.of(options), declared())
            .name("orders")
            .format(new JsonFormat(), OptionValues.empty())
            .metadata(columns)
            .keys(keys)
            .onError(policy)
            .watermarks(watermarks);
    return (bounded ? run.bounded() : run).add(environment);
  }
}
