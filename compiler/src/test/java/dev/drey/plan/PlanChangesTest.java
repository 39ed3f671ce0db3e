// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.connector.Catalog;
import dev.drey.connector.ChangeMode;
import dev.drey.connector.Delivery;
import dev.drey.connector.ErrorPolicy;
import dev.drey.expression.Expressions;
import dev.drey.expression.value.Expression;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How rows change each other is known at every port, and each operator says what it takes. */
class PlanChangesTest {
  private static final Catalog CATALOG = Catalog.load(PlanChangesTest.class.getClassLoader());
  private static final Expressions EXPRESSIONS = Expressions.standard();
  private static final RowType ROW =
      RowType.of(
          Field.of("account", DataType.string()),
          Field.of("open", DataType.of(TypeKind.BOOLEAN)),
          Field.of("owners", DataType.array(DataType.string())));
  private static final Changes BY_ACCOUNT = Changes.upsert(List.of(0), "table");
  private static final Changes ONE_BY_ONE = Changes.retract("table");
  private static final Port TABLE = Port.out("table.changing");

  @Test
  void whereNothingChangesNothingIsSaid() {
    LogicalPlan plan =
        plan(Changes.none(), project(Optional.empty(), 0, 1), sink("p.select", 0, 1));

    assertThat(PlanChanges.of(plan).of(Port.out("p.select")).isNone()).isTrue();
    assertThat(printed(plan)).doesNotContain("changes");
    assertThat(json(plan)).doesNotContain("changes");
  }

  @Test
  void theKeyIsFollowedToWhereItStands() {
    LogicalPlan plan = plan(BY_ACCOUNT, project(Optional.empty(), 1, 0), sink("p.select", 1, 0));
    new PlanVerifier().verify(plan, "a test");
    Changes changes = PlanChanges.of(plan).of(Port.out("p.select"));

    assertThat(changes.mode()).isEqualTo(ChangeMode.UPSERT);
    assertThat(changes.keys()).containsExactly(1);
    assertThat(PlanPorts.of(plan, Reading.of(true, true)).of(Port.out("p.select")).changes())
        .isEqualTo(changes);
    assertThat(printed(plan)).contains("changes  rows replace each other by `account`");
    assertThat(json(plan)).contains("\"mode\" : \"upsert\"");
  }

  @Test
  void aConditionOrALostKeyIsNotForRowsThatReplaceEachOther() {
    Optional<Expression> open = Optional.of(EXPRESSIONS.column(ROW, 1));

    refused(BY_ACCOUNT, project(open, 0, 1), "p.select: does not take rows of table.changing");
    refused(BY_ACCOUNT, project(Optional.empty(), 1, 2), "which replace each other by `account`");
    accepted(ONE_BY_ONE, project(open, 0, 1));
    accepted(ONE_BY_ONE, project(Optional.empty(), 1, 2));
  }

  @Test
  void whatCannotTakeARowBackDoesNotTakeRowsThatChange() {
    List<PlanNode> others =
        List.of(
            UnionNode.of("u.union", "u", List.of(TABLE), ROW),
            RouteNode.of(
                "r.route", "r", TABLE, List.of(RouteNode.Branch.of("a", Optional.empty())), ROW),
            ExplodeNode.of(
                "e.explode",
                "e",
                TABLE,
                2,
                false,
                RowType.of(ROW.field(0), ROW.field(1), Field.of("owners", DataType.string()))),
            window());
    for (PlanNode other : others) {
      accepted(Changes.none(), other);
      refused(BY_ACCOUNT, other, other.id() + ": does not take rows of table.changing");
      refused(ONE_BY_ONE, other, "which can be taken back");
    }
  }

  @Test
  void aSinkTakesThemFromOneInput() {
    accepted(BY_ACCOUNT, sink("table.changing", 0, 1, 2));
    SinkNode two =
        sink("table.changing", 0, 1, 2).toBuilder()
            .inputs(List.of(Port.out("s.source"), TABLE))
            .build();
    refused(BY_ACCOUNT, two, "out.sink: does not take rows of table.changing");
  }

  private static void accepted(Changes changes, PlanNode node) {
    assertThatCode(() -> new PlanVerifier().verify(plan(changes, node), "a test"))
        .doesNotThrowAnyException();
  }

  private static void refused(Changes changes, PlanNode node, String message) {
    assertThatThrownBy(() -> new PlanVerifier().verify(plan(changes, node), "a test"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(message);
  }

  private static LogicalPlan plan(Changes changes, PlanNode... nodes) {
    List<PlanNode> all = new ArrayList<>();
    all.add(source());
    all.add(new ChangingNode(Port.out("s.source"), ROW, changes));
    all.addAll(List.of(nodes));
    return LogicalPlan.of("test", all, Map.of(), RuntimeSettings.builder().build());
  }

  private static SourceNode source() {
    return SourceNode.builder()
        .id("s.source")
        .name("s")
        .connector("file")
        .options(OptionValues.empty())
        .format(Optional.empty())
        .declared(ROW)
        .produced(ROW)
        .metadata(List.of(Optional.empty(), Optional.empty(), Optional.empty()))
        .eventTime(Optional.empty())
        .errorPolicy(ErrorPolicy.FAIL)
        .badType(ROW)
        .build();
  }

  private static CalcNode project(Optional<Expression> condition, Integer... columns) {
    List<Expression> kept = new ArrayList<>();
    List.of(columns).forEach(column -> kept.add(EXPRESSIONS.column(ROW, column)));
    return CalcNode.of("p.select", "p", TABLE, condition, kept, ROW.project(List.of(columns)));
  }

  private static SinkNode sink(String input, Integer... columns) {
    return SinkNode.builder()
        .id("out.sink")
        .name("out")
        .inputs(List.of(Port.out(input)))
        .rowType(ROW.project(List.of(columns)))
        .connector("print")
        .options(OptionValues.empty())
        .format(Optional.empty())
        .delivery(Delivery.AT_LEAST_ONCE)
        .build();
  }

  private static WindowNode window() {
    DataType instant = DataType.timestampLtz().notNull();
    return WindowNode.builder()
        .id("w.window")
        .name("w")
        .input(TABLE)
        .keys(List.of(0))
        .shape(WindowShape.tumbling(Duration.ofMinutes(1), Duration.ZERO, true))
        .allowedLateness(Duration.ZERO)
        .calls(List.of())
        .rowType(
            RowType.of(
                ROW.field(0), Field.of("window_start", instant), Field.of("window_end", instant)))
        .emitsLate(false)
        .lateColumns(List.of())
        .lateType(ROW)
        .build();
  }

  private static String printed(LogicalPlan plan) {
    return PlanPrinter.text(CATALOG, EXPRESSIONS).print(plan);
  }

  private static String json(LogicalPlan plan) {
    return PlanPrinter.json(CATALOG, EXPRESSIONS, (calls, input) -> input).print(plan);
  }
}
