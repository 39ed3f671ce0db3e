package dev.drey.plan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.connector.Delivery;
import dev.drey.connector.RecordReader.ErrorPolicy;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanVerifierTest {
  private static final RowType ROW =
      RowType.of(Field.of("x", DataType.of(TypeKind.INT)), Field.of("y", DataType.string()));

  private static void verify(Map<String, Port> streams, PlanNode... nodes) {
    LogicalPlan plan =
        LogicalPlan.of("test", List.of(nodes), streams, RuntimeSettings.builder().build());
    new PlanVerifier().verify(plan, "a rule");
  }

  private static PlanNode source() {
    return SourceNode.builder()
        .id("s.source")
        .name("s")
        .connector("file")
        .options(OptionValues.empty())
        .format(Optional.empty())
        .declared(ROW)
        .produced(ROW)
        .metadata(List.of(Optional.empty(), Optional.empty()))
        .eventTime(Optional.empty())
        .errorPolicy(ErrorPolicy.FAIL)
        .badType(ROW)
        .build();
  }

  private static PlanNode sink(String input, RowType type) {
    return SinkNode.builder()
        .id("out.sink")
        .name("out")
        .inputs(List.of(Port.out(input)))
        .rowType(type)
        .connector("print")
        .options(OptionValues.empty())
        .format(Optional.empty())
        .delivery(Delivery.AT_LEAST_ONCE)
        .build();
  }

  @Test
  void acceptsAWholePlan() {
    assertThatCode(() -> verify(Map.of("s", Port.out("s.source")), source(), sink("s.source", ROW)))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAnInputThatComesLater() {
    assertThatThrownBy(() -> verify(Map.of(), sink("s.source", ROW), source()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("after a rule: out.sink: reads s.source, which is not there before it");
  }

  @Test
  void refusesColumnsThatNobodyMakes() {
    RowType other = RowType.of(Field.of("x", DataType.of(TypeKind.INT)));

    assertThatThrownBy(() -> verify(Map.of(), source(), sink("s.source", other)))
        .hasMessage("after a rule: out.sink: s.source has other columns");
  }

  @Test
  void refusesNullWhereThereIsNone() {
    RowType strict =
        RowType.of(
            Field.of("x", DataType.of(TypeKind.INT).notNull()), Field.of("y", DataType.string()));

    assertThatThrownBy(() -> verify(Map.of(), source(), sink("s.source", strict)))
        .hasMessage("after a rule: out.sink: s.source x is INT instead of INT NOT NULL");
  }

  @Test
  void refusesAStreamThatIsGone() {
    assertThatThrownBy(() -> verify(Map.of("t", Port.out("t.where")), source()))
        .hasMessage("after a rule: stream t is at no port of the plan");
  }
}
