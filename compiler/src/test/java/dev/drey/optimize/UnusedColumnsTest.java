// SPDX-License-Identifier: Apache-2.0
package dev.drey.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.plan.LogicalPlan;
import dev.drey.plan.Port;
import dev.drey.plan.WindowNode;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnusedColumnsTest {
  private static final String TYPE =
      "{id: BIGINT NOT NULL, k: STRING NOT NULL, v: INT, at: TIMESTAMP_LTZ(3) NOT NULL}";

  private final Specs specs = new Specs();
  private final UnusedColumns rule = new UnusedColumns(specs.expressions());

  @Test
  void readsOnlyWhatIsUsed() {
    LogicalPlan plan =
        Specs.apply(
            rule,
            specs.plan(
                "sources:",
                "  s: {file: {path: s}, type: " + TYPE + "}",
                "streams:",
                "  t: {from: s, where: v > 1, select: {k: }}",
                "sinks:",
                "  out: {from: t, print: {}}"));

    assertThat(Specs.source(plan, "s").produced().names()).containsExactly("k", "v");
    assertThat(Specs.source(plan, "s").declared().size()).isEqualTo(4);
    assertThat(Specs.calc(plan, "t.where").rowType().names()).containsExactly("k");
    assertThat(specs.where(plan, "t.where")).isEqualTo("v > 1");
    assertThat(Specs.done(plan))
        .containsExactly("s.source does not make id, at", "t.where does not make id, v, at");
  }

  @Test
  void keepsTheEventTimeAndNarrowsAUnion() {
    LogicalPlan plan =
        Specs.apply(
            rule,
            specs.plan(
                "sources:",
                "  a:",
                "    file: {path: a}",
                "    type: " + TYPE,
                "    eventTime: {field: at, watermark: {monotonic: true}}",
                "  b: {file: {path: b}, type: " + TYPE + "}",
                "streams:",
                "  both: {union: [a, b]}",
                "  keys: {from: both, select: {k: }}",
                "sinks:",
                "  out: {from: keys, print: {}}"));

    assertThat(Specs.source(plan, "a").produced().names()).containsExactly("k", "at");
    assertThat(Specs.source(plan, "b").produced().names()).containsExactly("k");
    assertThat(Specs.ids(plan)).contains("both.from.a.source").doesNotContain("both.from.b.source");
    assertThat(plan.node("both.union").rowType("out").names()).containsExactly("k");
  }

  @Test
  void keepsOnlyTheAggregatesThatAreUsed() {
    LogicalPlan plan =
        Specs.apply(
            rule,
            specs.plan(
                "sources:",
                "  s:",
                "    file: {path: s}",
                "    type: " + TYPE,
                "    eventTime: {field: at, watermark: {monotonic: true}}",
                "streams:",
                "  w:",
                "    from: s",
                "    keyBy: [k]",
                "    window: {tumbling: 1m}",
                "    aggregate: {n: COUNT(*), total: SUM(v), last: MAX(id)}",
                "  t: {from: w, select: {k: , total: }}",
                "sinks:",
                "  out: {from: t, print: {}}"));

    WindowNode window = (WindowNode) plan.node("w.window");
    assertThat(window.calls()).hasSize(1);
    assertThat(Specs.source(plan, "s").produced().names()).containsExactly("k", "v", "at");
  }

  @Test
  void rowsAlwaysHaveAColumn() {
    LogicalPlan plan =
        Specs.apply(
            rule,
            specs.plan(
                "sources:",
                "  s: {file: {path: s}, type: " + TYPE + "}",
                "streams:",
                "  t: {from: s, select: {one: 1}}",
                "sinks:",
                "  out: {from: t, print: {}}"));

    assertThat(Specs.source(plan, "s").produced().names()).containsExactly("id");
  }

  @Test
  void doesNotFireWhereASinkWritesEverything() {
    LogicalPlan plan =
        specs.plan(
            "sources:",
            "  s: {file: {path: s}, type: " + TYPE + "}",
            "streams:",
            "  t: {from: s, where: v > 1}",
            "sinks:",
            "  out: {from: t, print: {}}");

    assertThat(rule.apply(plan, Set.of())).isSameAs(plan);
  }

  @Test
  void readsWhatOneOfSeveralReadersNeeds() {
    LogicalPlan plan =
        Specs.apply(
            rule,
            specs.plan(
                "sources:",
                "  s: {file: {path: s}, type: " + TYPE + "}",
                "streams:",
                "  t: {from: s, where: v > 1, select: {k: }}",
                "sinks:",
                "  out: {from: t, print: {}}",
                "  all: {from: s, print: {}}"));

    assertThat(Specs.source(plan, "s").produced().size()).isEqualTo(4);
    assertThat(Specs.done(plan)).containsExactly("t.where does not make id, v, at");
  }

  @Test
  void keepsEveryColumnThatSomebodyLooksAt() {
    LogicalPlan plan =
        specs.plan(
            "sources:",
            "  s: {file: {path: s}, type: " + TYPE + "}",
            "streams:",
            "  t: {from: s, select: {k: }}",
            "sinks:",
            "  out: {from: t, print: {}}");

    assertThat(rule.apply(plan, Set.of(Port.out("s.source")))).isSameAs(plan);
  }
}
