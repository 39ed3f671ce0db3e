// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.backend.PrometheusServer;
import dev.drey.row.RowFunction;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.SinkTrial;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A Prometheus, where this machine has one, is written to and asked. */
@Timeout(120)
final class PrometheusServerTest {
  private static final RowType TYPE =
      RowType.of(
          Field.of("machine", DataType.string()),
          Field.of("at", DataType.of(TypeKind.TIMESTAMP_LTZ)),
          Field.of("heat", DataType.of(TypeKind.DOUBLE)));

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @TempDir Path folder;

  @Test
  void takesWhatIsWrittenAndTellsWhatIsOutOfOrder() throws Exception {
    if (PrometheusServer.program().isEmpty()) {
      System.err.println("SKIPPED: no `prometheus` on the path of programs");
    }
    assumeTrue(PrometheusServer.program().isPresent());
    long now = System.currentTimeMillis() / 1000 * 1000;
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      rows.add(new Object[] {"m" + i % 5, now - 60_000 + i * 1000L, (double) i});
    }
    rows.add(new Object[] {"m0", now - 90_000, 1000.0});
    try (PrometheusServer server = PrometheusServer.start(folder)) {
      Map<String, Object> options = new LinkedHashMap<>();
      options.put("url", server.endpoint() + "api/v1/write");
      options.put("metrics", Map.of("heat", "heat"));
      options.put("labels", Map.of("machine", "machine"));
      options.put("batch", OptionValues.of(Map.of("size", 25L, "linger", Duration.ofMillis(5))));
      Map<String, RowFunction> expressions = new LinkedHashMap<>();
      expressions.put("metrics.heat", row -> row[2]);
      expressions.put("labels.machine", row -> row[0]);
      expressions.put("time", row -> row[1]);

      List<Object[]> refused =
          SinkTrial.of(new PrometheusConnector(), TYPE, OptionValues.of(options))
              .expressions(expressions)
              .run(CLUSTER, rows);

      assertThat(refused).extracting(row -> row[2]).containsExactly(1000.0);
      assertThat(refused.get(0)[4]).asString().contains("out of order sample");
      JsonNode found =
          new ObjectMapper()
              .readTree(
                  server
                      .get(
                          "api/v1/query?query=heat%7Bmachine%3D%22m3%22%7D%5B5m%5D&time="
                              + now / 1000)
                      .body());
      List<String> values = new ArrayList<>();
      found
          .path("data")
          .path("result")
          .path(0)
          .path("values")
          .forEach(sample -> values.add(sample.path(1).asText()));
      assertThat(values)
          .as(found.toString())
          .containsExactly("3", "8", "13", "18", "23", "28", "33", "38", "43", "48");
    }
  }
}
