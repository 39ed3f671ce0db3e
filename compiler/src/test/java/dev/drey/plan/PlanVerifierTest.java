// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.drey.aggregate.AggregateCall;
import dev.drey.aggregate.Aggregates;
import dev.drey.connector.Delivery;
import dev.drey.connector.ErrorPolicy;
import dev.drey.connector.Unanswered;
import dev.drey.expression.Expressions;
import dev.drey.expression.value.Expression;
import dev.drey.inference.ModelUse;
import dev.drey.process.ProcessLayout;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanVerifierTest {
  static final RowType ROW =
      RowType.of(Field.of("x", DataType.of(TypeKind.INT)), Field.of("y", DataType.string()));

  private static final RowType WIDE =
      RowType.of(ROW.field(0), ROW.field(1), Field.of("z", DataType.of(TypeKind.INT)));
  private static final DataType LIST = DataType.array(DataType.string());
  private static final Expressions EXPRESSIONS = Expressions.standard();

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

  /** What a rule could do wrong to each kind of node, and what the verifier says of it. */
  static Stream<Arguments> brokenNodes() {
    return Stream.of(otherNodes(), WaitingNodes.broken(), JoinNodes.broken()).flatMap(each -> each);
  }

  private static Stream<Arguments> otherNodes() {
    Expression x = EXPRESSIONS.column(ROW, 0);
    Expression y = EXPRESSIONS.column(ROW, 1);
    Expression beyond = EXPRESSIONS.column(WIDE, 2);
    Port in = Port.out("s.source");
    RowType onlyX = ROW.project(List.of(0));
    RowType strictX = RowType.of(Field.of("x", DataType.of(TypeKind.INT).notNull()));
    return Stream.of(
        arguments(sourceOf(ROW, List.of(Optional.empty())), "one metadata key a column"),
        arguments(process(ProcessLayout.of(ROW).reads("z"), Map.of()), "reads `z`, which is gone"),
        arguments(process(ProcessLayout.of(ROW).eventTimers(), Map.of()), "keeps what has no key"),
        arguments(
            process(ProcessLayout.of(ROW), Map.of("sum", beyond)),
            "uses a column beyond its input: $2"),
        arguments(
            sourceOf(WIDE, List.of(Optional.empty(), Optional.empty(), Optional.empty())),
            "produces z, which nobody declares"),
        arguments(
            sourceOf(
                RowType.of(Field.of("x", DataType.string()), Field.of("y", DataType.string())),
                List.of(Optional.empty(), Optional.empty())),
            "x changed its type"),
        arguments(timed(beyond), "uses a column beyond its input: $2"),
        arguments(timed(x), "event time is no time"),
        arguments(
            CalcNode.of("c", "c", in, Optional.of(x), List.of(x), onlyX),
            "a condition that is no BOOLEAN"),
        arguments(
            CalcNode.of("c", "c", in, Optional.empty(), List.of(beyond), onlyX),
            "uses a column beyond its input: $2"),
        arguments(
            CalcNode.of("c", "c", in, Optional.empty(), List.of(y), onlyX),
            "x is STRING instead of INT"),
        arguments(
            CalcNode.of("c", "c", in, Optional.empty(), List.of(x), strictX),
            "x is INT instead of INT NOT NULL"),
        arguments(ExplodeNode.of("e", "e", in, 0, false, onlyX), "changes columns"),
        arguments(ExplodeNode.of("e", "e", in, 0, false, ROW), "explodes INT"),
        arguments(ExplodeNode.of("e", "e", in, 2, false, ROW), "reads a column beyond its input"),
        arguments(ExplodeNode.of("e", "e", in, -1, false, ROW), "reads a column beyond its input"),
        arguments(UnionNode.of("u", "u", List.of(in, in), onlyX), "s.source has other columns"),
        arguments(
            RouteNode.of("r", "r", in, List.of(branch("a", Optional.of(x))), ROW),
            "a condition that is no BOOLEAN"),
        arguments(
            RouteNode.of(
                "r",
                "r",
                in,
                List.of(branch("a", Optional.empty()), branch("a", Optional.empty())),
                ROW),
            "a port twice"),
        arguments(
            RouteNode.of("r", "r", in, List.of(branch("a", Optional.empty())), onlyX),
            "the input has other columns"),
        arguments(window(List.of(2), List.of(0), List.of(0)), "reads a column beyond its input"),
        arguments(window(List.of(0), List.of(7), List.of(0)), "reads a column beyond its input"),
        arguments(window(List.of(0), List.of(0), List.of(-1)), "reads a column beyond its input"),
        arguments(
            window(List.of(0), List.of(0), List.of(0)).toBuilder().rowType(ROW).build(),
            "keys, bounds and calls are not its columns"),
        arguments(
            window(List.of(0), List.of(0), List.of(0)).toBuilder().lateType(ROW).build(),
            "late rows have other columns"),
        arguments(
            MetricsNode.of("m", "m", in, List.of(metric(RowMetric.Kind.LAST, beyond)), ROW),
            "uses a column beyond its input: $2"),
        arguments(
            MetricsNode.of("m", "m", in, List.of(metric(RowMetric.Kind.COUNT, x)), ROW),
            "seen is INT instead of BOOLEAN"),
        arguments(
            MetricsNode.of("m", "m", in, List.of(metric(RowMetric.Kind.LAST, x)), ROW),
            "seen is INT instead of DOUBLE"),
        arguments(MetricsNode.of("m", "m", in, List.of(), onlyX), "the input has other columns"),
        arguments(lookup(Map.of("z", x), true), "asks by `z`, which is none"),
        arguments(lookup(Map.of("id", y), true), "id is STRING NOT NULL instead of INT"),
        arguments(lookup(Map.of("id", beyond), true), "uses a column beyond its input: $2"),
        arguments(lookup(Map.of(), true), "asks without a key"),
        arguments(lookup(Map.of("id", x), false), "an answer that may be NULL is NOT NULL"),
        arguments(infer(beyond, "score"), "uses a column beyond its input: $2"),
        arguments(infer(x, "other"), "makes `score` of `other`"),
        arguments(running(List.of(2), onlyX), "reads a column beyond its input"),
        arguments(running(List.of(), onlyX), "no column says what is counted together"),
        arguments(running(List.of(0), ROW), "keys and calls are not its columns"),
        arguments(
            running(List.of(0), onlyX).toBuilder().having(Optional.of(x)).build(),
            "a condition that is no BOOLEAN"),
        arguments(WaitingNodes.top(List.of(2), 0, ROW), "reads a column beyond its input"),
        arguments(WaitingNodes.top(List.of(0), 7, ROW), "reads a column beyond its input"),
        arguments(
            WaitingNodes.top(List.of(0), 0, ROW).toBuilder().order(List.of()).build(),
            "no column says which rows are the first"),
        arguments(
            WaitingNodes.top(List.of(0), 0, ROW).toBuilder().ranked(true).rowType(onlyX).build(),
            "has other columns than its input"),
        arguments(
            WaitingNodes.top(List.of(0), 0, ROW).toBuilder().ttl(Duration.ZERO).build(),
            "says not when a group is forgotten"),
        arguments(
            CalcNode.of("c", "c", in, Optional.empty(), List.of(x), onlyX)
                .withFailing(Failing.of(OnFailure.TO, WIDE)),
            "reads a column beyond its input"),
        arguments(asserting(x, ROW), "a condition that is no BOOLEAN"),
        arguments(asserting(beyond, ROW), "uses a column beyond its input: $2"),
        arguments(broadcast(List.of(0), x), "a condition that is no BOOLEAN"),
        arguments(broadcast(List.of(2), beyond), "reads a column beyond its input"),
        arguments(broadcast(List.of(), x), "holds rows without a key"),
        arguments(sample("0.1", List.of(2), ROW), "reads a column beyond its input"),
        arguments(sample("0.1", List.of(0), onlyX), "the input has other columns"),
        arguments(sample("-0.1", List.of(0), ROW), "share of -0.1"),
        arguments(sample("1.1", List.of(0), ROW), "share of 1.1"),
        arguments(deduplicate(List.of(2), ROW), "reads a column beyond its input"),
        arguments(deduplicate(List.of(0), onlyX), "the input has other columns"),
        arguments(deduplicate(List.of(), ROW), "no column says which rows are the same"),
        arguments(
            ((SinkNode) sink("s.source", ROW))
                .toBuilder().expressions(Map.of("key", beyond)).build(),
            "uses a column beyond its input: $2"));
  }

  @ParameterizedTest
  @MethodSource("brokenNodes")
  void refusesABrokenNodeOfEachKind(PlanNode broken, String what) {
    PlanNode[] nodes =
        broken.inputs().isEmpty() ? new PlanNode[] {broken} : new PlanNode[] {source(), broken};

    assertThatThrownBy(() -> verify(Map.of(), nodes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("after a rule: " + broken.id() + ": " + what);
  }

  @Test
  void everyKindOfNodeIsAmongThoseBroken() {
    List<String> kinds =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.drey")
                .stream()
                .filter(each -> each.isAssignableTo(PlanNode.class) && !each.isInterface())
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.startsWith("AutoValue_"))
                .collect(Collectors.toList());

    assertThat(kinds).contains("SourceNode", "SinkNode");
    assertThat(
            brokenNodes()
                .map(each -> each.get()[0].getClass().getSuperclass().getSimpleName())
                .distinct())
        .containsExactlyInAnyOrderElementsOf(kinds);
  }

  private static RowMetric metric(RowMetric.Kind kind, Expression expression) {
    return RowMetric.of("seen", kind, expression, 1);
  }

  private static ModelUse.Output output(String column) {
    return ModelUse.Output.of(column, "y", Optional.empty(), DataType.of(TypeKind.FLOAT));
  }

  private static ProcessNode process(ProcessLayout layout, Map<String, Expression> expressions) {
    return ProcessNode.builder()
        .id("p")
        .name("p")
        .input(Port.out("s.source"))
        .processor("tally")
        .options(OptionValues.empty())
        .expressions(expressions)
        .keys(List.of())
        .inputType(ROW)
        .layout(layout)
        .taken(List.of())
        .build();
  }

  private static InferNode infer(Expression value, String column) {
    return InferNode.builder()
        .id("i")
        .name("i")
        .input(Port.out("s.source"))
        .runtime("onnx")
        .model("m.onnx")
        .location("/m.onnx")
        .tensors(List.of(InferNode.Input.of("x", List.of(value))))
        .outputs(List.of(output(column)))
        .size(1)
        .linger(Duration.ZERO)
        .onError(Unanswered.FAIL)
        .rowType(
            RowType.of(ROW.field(0), ROW.field(1), Field.of("score", DataType.of(TypeKind.FLOAT))))
        .build();
  }

  private static LookupNode lookup(Map<String, Expression> keys, boolean nullable) {
    RowType answers = RowType.of(Field.of("id", DataType.of(TypeKind.INT)));
    return LookupNode.builder()
        .id("l")
        .name("l")
        .input(Port.out("s.source"))
        .connector("file")
        .options(OptionValues.empty())
        .format(Optional.empty())
        .keys(keys)
        .answers(answers)
        .cache(Optional.empty())
        .timeout(Duration.ofSeconds(1))
        .capacity(1)
        .ordered(true)
        .attempts(1)
        .backoff(Duration.ZERO)
        .onMissing(Unanswered.KEEP)
        .onError(Unanswered.FAIL)
        .rowType(
            RowType.of(
                ROW.field(0),
                ROW.field(1),
                Field.of("found", DataType.row(answers).withNullable(nullable))))
        .build();
  }

  private static RunningNode running(List<Integer> keys, RowType rowType) {
    return RunningNode.builder()
        .id("r")
        .name("r")
        .input(Port.out("s.source"))
        .keys(keys)
        .calls(List.of())
        .ttl(Duration.ofHours(1))
        .rowType(rowType)
        .build();
  }

  private static BroadcastNode broadcast(List<Integer> keys, Expression condition) {
    List<Field> fields = new ArrayList<>(ROW.fields());
    fields.add(Field.of("held", DataType.row(ROW).notNull()));
    return BroadcastNode.builder()
        .id("b")
        .name("b")
        .input(Port.out("s.source"))
        .held(Port.out("s.source"))
        .keys(keys)
        .condition(condition)
        .byTime(false)
        .onMissing(Unanswered.DROP)
        .rowType(RowType.of(fields))
        .build();
  }

  private static AssertNode asserting(Expression condition, RowType rowType) {
    return AssertNode.of("a", "a", Port.out("s.source"), condition, OnFailure.DROP, rowType);
  }

  private static SampleNode sample(String share, List<Integer> by, RowType rowType) {
    return SampleNode.of("s", "s", Port.out("s.source"), new BigDecimal(share), by, rowType);
  }

  private static DeduplicateNode deduplicate(List<Integer> by, RowType rowType) {
    return DeduplicateNode.builder()
        .id("d")
        .name("d")
        .input(Port.out("s.source"))
        .by(by)
        .keepsLast(false)
        .within(Duration.ofHours(1))
        .rowType(rowType)
        .build();
  }

  private static SourceNode timed(Expression timestamp) {
    return ((SourceNode) source())
        .toBuilder()
            .eventTime(
                Optional.of(
                    EventTime.of(
                        timestamp,
                        Duration.ZERO,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())))
            .build();
  }

  private static SourceNode sourceOf(RowType produced, List<Optional<String>> metadata) {
    return ((SourceNode) source()).toBuilder().produced(produced).metadata(metadata).build();
  }

  private static RouteNode.Branch branch(String name, Optional<Expression> condition) {
    return RouteNode.Branch.of(name, condition);
  }

  private static WindowNode window(
      List<Integer> keys, List<Integer> late, List<Integer> arguments) {
    DataType bound = DataType.timestampLtz().notNull();
    DataType count = DataType.of(TypeKind.BIGINT).notNull();
    return WindowNode.builder()
        .id("w.window")
        .name("w")
        .input(Port.out("s.source"))
        .keys(keys)
        .shape(WindowShape.tumbling(Duration.ofMinutes(1), Duration.ZERO, false))
        .allowedLateness(Duration.ZERO)
        .calls(
            List.of(
                AggregateCall.of(
                    Aggregates.find("COUNT").orElseThrow(),
                    arguments,
                    false,
                    OptionalInt.empty(),
                    count)))
        .rowType(
            RowType.of(
                ROW.field(0),
                Field.of("window_start", bound),
                Field.of("window_end", bound),
                Field.of("n", count)))
        .emitsLate(true)
        .lateColumns(late)
        .lateType(
            RowType.of(ROW.field(0), Field.of("late_by", count), Field.of("watermark", bound)))
        .build();
  }

  @Test
  void acceptsEachKindOfNode() {
    Port in = Port.out("s.source");
    RowType lists = RowType.of(Field.of("x", DataType.of(TypeKind.INT)), Field.of("y", LIST));
    assertThatCode(
            () ->
                verify(
                    Map.of("late", Port.of("w.window", WindowNode.LATE)),
                    source(),
                    CalcNode.of(
                        "c",
                        "c",
                        in,
                        Optional.empty(),
                        List.of(EXPRESSIONS.column(ROW, 0), EXPRESSIONS.column(ROW, 1)),
                        ROW),
                    UnionNode.of("u", "u", List.of(in, Port.out("c")), ROW),
                    RouteNode.of(
                        "r", "r", Port.out("u"), List.of(branch("a", Optional.empty())), ROW),
                    window(List.of(0), List.of(0), List.of(1)),
                    sourceOf(ROW, List.of(Optional.empty(), Optional.empty())).toBuilder()
                        .id("l.source")
                        .declared(lists)
                        .produced(lists)
                        .build(),
                    ExplodeNode.of(
                        "e",
                        "e",
                        Port.out("l.source"),
                        1,
                        true,
                        RowType.of(lists.field(0), Field.of("y", DataType.string()))),
                    sink("s.source", ROW)))
        .doesNotThrowAnyException();
  }
}
