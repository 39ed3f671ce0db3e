// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.model.StreamSpec;
import dev.drey.schema.LaunchValues;
import dev.drey.schema.SpecReader;
import dev.drey.source.SourceFile;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowOperationTest {
  private static final Catalog CATALOG = Catalog.load(WindowOperationTest.class.getClassLoader());

  @Test
  void readsAWindow() {
    Diagnostics diagnostics = new Diagnostics();
    StreamSpec stream =
        new SpecReader(Operations.language(CATALOG))
            .read(
                SourceFile.of(
                    "spec.yaml",
                    String.join(
                        "\n",
                        "apiVersion: drey/v1",
                        "name: velocity",
                        "sources:",
                        "  cards: {datagen: {rows: 1}, type: {id: STRING}}",
                        "streams:",
                        "  velocity:",
                        "    from: cards",
                        "    keyBy: [id]",
                        "    window: {sliding: {size: 1h, every: 1m}, time: processing}",
                        "    aggregate: {n: COUNT(*)}",
                        "sinks:",
                        "  out: {from: velocity, discard: {}}",
                        "")),
                LaunchValues.of(Map.of(), false),
                diagnostics)
            .orElseThrow()
            .streams()
            .get(0);
    assertThat(diagnostics.list()).isEmpty();

    AggregationSpec aggregation = stream.operation(AggregationSpec.class).orElseThrow();
    assertThat(aggregation.aggregate().get(0).name().text()).isEqualTo("n");
    WindowSpec window = aggregation.window().orElseThrow();
    assertThat(window.kind()).isEqualTo(WindowSpec.Kind.SLIDING);
    assertThat(window.size().orElseThrow().duration()).isEqualTo(Duration.ofHours(1));
    assertThat(window.every().orElseThrow().duration()).isEqualTo(Duration.ofMinutes(1));
    assertThat(window.gap()).isEmpty();
    assertThat(window.processingTime()).isTrue();
  }
}
