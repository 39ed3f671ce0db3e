// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.prometheus;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.protobuf.ProtobufMapper;
import com.fasterxml.jackson.dataformat.protobuf.schema.ProtobufSchema;
import com.fasterxml.jackson.dataformat.protobuf.schema.ProtobufSchemaLoader;
import dev.drey.backend.WireAnswer;
import dev.drey.backend.WireRequest;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What takes remote writes as the specification of remote write 1.0 says, read by other libraries
 * than those that write: each series in the order of its times, a sample for a time once. Of a
 * request with a sample that it refuses it takes nothing, as Prometheus does, or all others, as
 * Cortex and Mimir do. A label {@code poison} is refused.
 */
final class SeriesStore {
  /** As published, without what this version of the protocol does not use. */
  private static final String PROTO =
      "message WriteRequest { repeated TimeSeries timeseries = 1; }"
          + " message TimeSeries { repeated Label labels = 1; repeated Sample samples = 2; }"
          + " message Label { required string name = 1; required string value = 2; }"
          + " message Sample { required double value = 1; required int64 timestamp = 2; }";

  private final boolean takesTheRest;
  private final ProtobufMapper protobuf = new ProtobufMapper();
  private final ProtobufSchema schema;

  /** By the text of the labels. */
  private final Map<String, TreeMap<Long, Double>> series = new TreeMap<>();

  SeriesStore(boolean takesTheRest) throws IOException {
    this.takesTheRest = takesTheRest;
    this.schema = ProtobufSchemaLoader.std.parse(PROTO);
  }

  synchronized WireAnswer answer(WireRequest request) throws IOException {
    List<String> problems = new ArrayList<>();
    Map<String, TreeMap<Long, Double>> after = new TreeMap<>();
    series.forEach((labels, samples) -> after.put(labels, new TreeMap<>(samples)));
    for (JsonNode each : read(request.body()).path("timeseries")) {
      String labels = labels(each);
      TreeMap<Long, Double> samples = after.computeIfAbsent(labels, key -> new TreeMap<>());
      for (JsonNode sample : each.path("samples")) {
        long time = sample.path("timestamp").longValue();
        double value = sample.path("value").doubleValue();
        if (labels.contains("poison=")) {
          problems.add("series is not allowed");
        } else if (!samples.isEmpty() && samples.lastKey() > time) {
          problems.add("out of order sample");
        } else if (samples.containsKey(time) && requireNonNull(samples.get(time)) != value) {
          problems.add("duplicate sample for timestamp");
        } else {
          samples.put(time, value);
        }
      }
    }
    if (problems.isEmpty() || takesTheRest) {
      series.clear();
      series.putAll(after);
    }
    return problems.isEmpty()
        ? WireAnswer.of(204, new byte[0])
        : WireAnswer.of(400, problems.get(0).getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode read(byte[] packed) throws IOException {
    byte[] body = new byte[SnappyDecompressor.getUncompressedLength(packed, 0)];
    int length =
        new SnappyDecompressor().decompress(packed, 0, packed.length, body, 0, body.length);
    return protobuf.reader(schema).readTree(Arrays.copyOf(body, length));
  }

  /** In the order in which they came. */
  private static String labels(JsonNode one) {
    StringJoiner text = new StringJoiner(",");
    for (JsonNode label : one.path("labels")) {
      text.add(label.path("name").asText() + "=" + label.path("value").asText());
    }
    return text.toString();
  }

  /** By the labels of each series, in the order in which they came. */
  synchronized Map<String, Map<Long, Double>> series() {
    Map<String, Map<Long, Double>> copy = new LinkedHashMap<>();
    series.forEach(
        (labels, samples) -> {
          if (!samples.isEmpty()) {
            copy.put(labels, new TreeMap<>(samples));
          }
        });
    return copy;
  }
}
