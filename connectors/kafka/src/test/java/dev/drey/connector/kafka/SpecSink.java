// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.Delivery;
import dev.drey.connector.SinkContext;
import dev.drey.format.Format;
import dev.drey.format.json.JsonFormat;
import dev.drey.row.RowFunction;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * A Kafka sink called {@code alerts} as a spec would declare it, with JSON records unless it says
 * others.
 */
final class SpecSink {
  private final Map<String, Object> options;
  private final Map<String, RowFunction> expressions = new LinkedHashMap<>();
  private final Map<String, Object> headers = new LinkedHashMap<>();
  private Delivery delivery = Delivery.AT_LEAST_ONCE;
  private ChangeMode changes = ChangeMode.APPEND;
  private Format format = new JsonFormat();

  private SpecSink(Map<String, Object> options) {
    this.options = options;
  }

  static SpecSink of(Object... keysAndValues) {
    return new SpecSink(SpecSource.options(keysAndValues));
  }

  SpecSink exactlyOnce() {
    delivery = Delivery.EXACTLY_ONCE;
    return this;
  }

  /** Rows replace each other by the key. */
  SpecSink upserts() {
    changes = ChangeMode.UPSERT;
    return this;
  }

  /** The option {@code key}, whose expression is the column in this slot. */
  SpecSink key(int slot) {
    options.put("key", "column " + slot);
    expressions.put("key", row -> row[slot]);
    return this;
  }

  /** The option {@code partition}. */
  SpecSink partition(RowFunction number) {
    options.put("partition", "an expression");
    expressions.put("partition", number);
    return this;
  }

  /** A header whose expression is the column in this slot. */
  SpecSink header(String name, int slot) {
    headers.put(name, "column " + slot);
    options.put("headers", headers);
    expressions.put("headers." + name, row -> row[slot]);
    return this;
  }

  /** Another format than JSON. */
  SpecSink format(Format other) {
    format = other;
    return this;
  }

  void write(DataStream<Object[]> rows, RowType type) {
    new KafkaConnector()
        .sink(
            SinkContext.builder()
                .name("alerts")
                .options(OptionValues.of(options))
                .rowType(type)
                .changes(changes)
                .encoder(format.encoder(type, OptionValues.empty()))
                .delivery(delivery)
                .expressions(expressions)
                .build(),
            rows);
  }
}
