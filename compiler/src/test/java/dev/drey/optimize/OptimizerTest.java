// SPDX-License-Identifier: Apache-2.0
package dev.drey.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.drey.plan.LogicalPlan;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules together: on one spec, and on specs of very many streams. */
class OptimizerTest {
  private final Specs specs = new Specs();
  private final Optimizer optimizer = new Optimizer(specs.expressions());

  @Test
  void makesOneOperatorOfRowByRowWork() {
    LogicalPlan plan =
        optimizer.optimize(
            specs.plan(
                "sources:",
                "  s: {file: {path: s}, type: {a: INT NOT NULL, b: INT, c: STRING}}",
                "streams:",
                "  t: {from: s, where: a > 2 * 3}",
                "  u: {from: t, add: {twice: a * 2}, drop: [b]}",
                "  v: {from: u, where: twice < 100, select: {twice: }}",
                "sinks:",
                "  out: {from: v, print: {}}"),
            Set.of());

    assertThat(Specs.ids(plan)).containsExactly("s.source", "u.select", "v.select", "out.sink");
    assertThat(Specs.source(plan, "s").produced().names()).containsExactly("a");
    assertThat(specs.where(plan, "u.select")).isEqualTo("a > 6");
  }

  /**
   * Rules make new nodes, lists and expressions of old ones, so what they allocate is their work,
   * which is the same on every machine. It is of the form a + b * streams.
   */
  @Test
  void workGrowsWithTheSpecAndNoFaster() {
    LogicalPlan small = plan(200);
    LogicalPlan large = plan(2000);
    long first = allocated(small);
    assertThat(first).isPositive();

    assertThat(allocated(large)).isLessThan(13 * allocated(small));
  }

  private long allocated(LogicalPlan plan) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    LogicalPlan optimized = optimizer.optimize(plan, Set.of());
    long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    assertThat(optimized.rewrites()).isNotEmpty();
    return after - before;
  }

  /** Java bounds the size of a method. */
  @Test
  void aChainBecomesOperatorsOfABoundedSize() {
    LogicalPlan small = optimizer.optimize(plan(200), Set.of());
    LogicalPlan large = optimizer.optimize(plan(2000), Set.of());

    assertThat(large.nodes().size()).isGreaterThan(2000 / FuseCalcs.LIMIT);
    assertThat(large.nodes().size()).isLessThan(11 * small.nodes().size());
    assertThat(large.rewrites().size()).isLessThan(11 * small.rewrites().size());
  }

  // Half of the streams are a chain, half read the source side by side.
  private LogicalPlan plan(int streams) {
    List<String> lines = new ArrayList<>();
    lines.add("sources:");
    lines.add("  s: {file: {path: s}, type: {a: INT, b: INT}}");
    lines.add("streams:");
    lines.add("  c0: {from: s, where: a > 0}");
    List<String> ends = new ArrayList<>();
    for (int i = 1; i < streams / 2; i++) {
      lines.add("  c" + i + ": {from: c" + (i - 1) + ", where: a <> " + i + "}");
      lines.add("  t" + i + ": {from: s, where: b > " + i + "}");
      ends.add("t" + i);
    }
    ends.add("c" + (streams / 2 - 1));
    lines.add("sinks:");
    lines.add("  out: {from: [" + String.join(", ", ends) + "], discard: {}}");
    return specs.plan(lines.toArray(new String[0]));
  }
}
