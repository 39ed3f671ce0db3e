// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.source.SourceFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keys, time and order of each port follow from what made its rows. */
class PlanPortsTest {
  private static final String SPEC =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "name: parcels",
          "types:",
          "  Scan: {parcel: STRING, depot: STRING, seen: TIMESTAMP_LTZ(3) NOT NULL}",
          "sources:",
          "  north:",
          "    file: {path: north, order: name}",
          "    type: Scan",
          "    eventTime: {field: seen, watermark: {maxOutOfOrderness: 5s}}",
          "  south:",
          "    file: {path: south, order: name}",
          "    type: Scan",
          "    eventTime: {field: seen, watermark: {maxOutOfOrderness: 20s}}",
          "  plain: {file: {path: plain}, type: Scan}",
          "streams:",
          "  scans: {union: [north, south]}",
          "  mixed: {union: [north, plain]}",
          "  counts:",
          "    from: scans",
          "    keyBy: [depot]",
          "    window: {tumbling: 1h}",
          "    late: {to: stragglers}",
          "    aggregate: {parcels: COUNT(*)}",
          "  renamed: {from: counts, rename: {place: depot}, where: parcels > 1}",
          "  nameless: {from: counts, drop: [depot]}",
          "  sorted: {from: counts, route: {busy: parcels > 100, calm: otherwise}}",
          "sinks:",
          "  a: {from: renamed, file: {path: a}}",
          "  b: {from: nameless, file: {path: b}}",
          "  c: {from: stragglers, file: {path: c}}",
          "  d: {from: busy, file: {path: d}}",
          "  e: {from: calm, file: {path: e}}",
          "  f: {from: mixed, file: {path: f}}",
          "");

  private final LogicalPlan plan = plan();

  private static LogicalPlan plan() {
    CompileResult compiled =
        new PipelineCompiler(Catalog.load(PlanPortsTest.class.getClassLoader()))
            .compile(
                SourceFile.of("spec.yaml", SPEC),
                CompilerOptions.builder().optimize(false).build());
    return compiled.plan().orElseThrow(() -> new AssertionError(compiled.diagnostics()));
  }

  private PortFacts at(String stream, Reading reading) {
    Port port = plan.streams().get(stream);
    if (port == null) {
      throw new AssertionError("no stream " + stream + " among " + plan.streams().keySet());
    }
    return PlanPorts.of(plan, reading).of(port);
  }

  private List<String> keys(String stream) {
    PortFacts facts = at(stream, Reading.of(true, true));
    return facts.keys().stream()
        .map(key -> facts.rowType().field(key).name())
        .collect(Collectors.toList());
  }

  @Test
  void resultsOfAWindowAreAboutItsKeyAndItsBounds() {
    assertThat(keys("counts")).containsExactly("depot", "window_start", "window_end");
    assertThat(keys("renamed")).containsExactly("place", "window_start", "window_end");
    assertThat(keys("busy")).containsExactly("depot", "window_start", "window_end");
  }

  @Test
  void rowsStandForThemselvesWhereNothingNamesThem() {
    assertThat(keys("scans")).isEmpty();
    assertThat(keys("nameless")).isEmpty();
    assertThat(keys("stragglers")).isEmpty();
  }

  @Test
  void aUnionIsAsFarBehindAsItsSlowestInput() {
    PortTime time = at("scans", Reading.of(true, true)).time().orElseThrow();

    assertThat(time.assignedBy()).containsExactly("north.source", "south.source");
    assertThat(time.behind()).contains(Duration.ofSeconds(20));
  }

  @Test
  void resultsHaveTheirTimeFromTheWindow() {
    assertThat(at("renamed", Reading.of(true, true)).time())
        .contains(PortTime.of("counts.window", Optional.of(Duration.ofSeconds(20))));
    assertThat(at("stragglers", Reading.of(true, true)).time()).isEmpty();
  }

  @Test
  void noWatermarkFollowsRowsOfWhichSomeHaveNoTime() {
    assertThat(at("mixed", Reading.of(true, true)).time()).isEmpty();
  }

  @Test
  void theOrderIsSureWhereSourcesAreReadInOrderToTheirEnd() {
    assertThat(at("scans", Reading.of(true, true)).arrival()).isEqualTo(ArrivalOrder.IN_ORDER);
    assertThat(at("counts", Reading.of(true, true)).arrival()).isEqualTo(ArrivalOrder.SPREAD);
    assertThat(at("mixed", Reading.of(true, true)).arrival()).isEqualTo(ArrivalOrder.OPEN);
    assertThat(at("counts", Reading.of(false, true)).arrival()).isEqualTo(ArrivalOrder.OPEN);
  }
}
