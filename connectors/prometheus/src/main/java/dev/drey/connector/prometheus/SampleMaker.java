// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.prometheus;

import dev.drey.connector.SinkContext;
import dev.drey.connector.async.RefusedRowException;
import dev.drey.row.RowFunction;
import java.io.Serializable;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes samples of rows. */
final class SampleMaker implements Serializable {
  private static final long serialVersionUID = 1;

  private static final Pattern METRIC_NAME = Pattern.compile(PrometheusOptions.METRIC_NAME);

  private final LinkedHashMap<String, RowFunction> metrics;
  private final @Nullable RowFunction metric;
  private final @Nullable RowFunction value;
  private final RowFunction time;
  private final LinkedHashMap<String, RowFunction> labels;

  SampleMaker(SinkContext context) {
    this.metrics = new LinkedHashMap<>(context.expressions(PrometheusOptions.METRICS));
    this.metric = context.expression(PrometheusOptions.METRIC).orElse(null);
    this.value = context.expression(PrometheusOptions.VALUE).orElse(null);
    this.time = context.expression(PrometheusOptions.TIME).orElseThrow();
    this.labels = new LinkedHashMap<>(context.expressions(PrometheusOptions.LABELS));
  }

  /** Called once before the first row. */
  void open() {
    metrics.values().forEach(RowFunction::open);
    Optional.ofNullable(metric).ifPresent(RowFunction::open);
    Optional.ofNullable(value).ifPresent(RowFunction::open);
    time.open();
    labels.values().forEach(RowFunction::open);
  }

  SeriesRow of(Object[] row) throws RefusedRowException {
    Object when = time.apply(row);
    if (when == null) {
      throw new RefusedRowException("its `time` is NULL, and no sample is without");
    }
    List<String> key = new ArrayList<>();
    Map<String, String> named = new TreeMap<>();
    for (Map.Entry<String, RowFunction> label : labels.entrySet()) {
      String text = text(label.getKey(), label.getValue().apply(row));
      key.add(text);
      if (!text.isEmpty()) {
        named.put(label.getKey(), text);
      }
    }
    SeriesBytes series = new SeriesBytes(named, (Long) when);
    if (metric != null && value != null) {
      String name = name(metric.apply(row));
      key.add(name);
      add(name, value.apply(row), series);
    }
    for (Map.Entry<String, RowFunction> each : metrics.entrySet()) {
      add(each.getKey(), each.getValue().apply(row), series);
    }
    return new SeriesRow(key, (Long) when, series.toByteArray());
  }

  private static void add(String metric, @Nullable Object value, SeriesBytes series) {
    if (value != null) {
      series.add(metric, (Double) value);
    }
  }

  private static String name(@Nullable Object value) throws RefusedRowException {
    if (value == null || !METRIC_NAME.matcher((String) value).matches()) {
      throw new RefusedRowException(
          "its `metric` is "
              + (value == null ? "NULL" : "`" + value + "`")
              + ", and a name has letters, digits, `_` and `:` alone");
    }
    return (String) value;
  }

  private static String text(String label, @Nullable Object value) throws RefusedRowException {
    String text = value == null ? "" : (String) value;
    try {
      StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException noText) {
      throw new RefusedRowException("its label `" + label + "` is no text");
    }
    return text;
  }
}
