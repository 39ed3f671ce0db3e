// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.connector.Delivery;
import dev.drey.connector.ErrorPolicy;
import dev.drey.connector.SourceContext;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.Expressions;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.plan.CalcNode;
import dev.drey.plan.ExplodeNode;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.plan.RouteNode;
import dev.drey.plan.RuntimeSettings;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import dev.drey.plan.UnionNode;
import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import dev.drey.row.BadRecord;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans by hand as whole jobs on a real cluster, their sources in the tests' hands. */
class GraphTest {
  @RegisterExtension static final MiniClusterExtension CLUSTER = EmbeddedFlink.ofTwoSlots();

  private static final DataType STRING = DataType.string();

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void windowsAndTheirLateRowsAreThoseOfTheDefinition(int parallelism) throws Exception {
    long seed = Long.getLong("drey.seed", System.nanoTime());
    Random random = new Random(seed);
    WindowShape shape = WindowShape.sliding(millis(20), millis(10), millis(3), false);
    WindowModel model = new WindowModel(shape, 5);
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      long time = i * 2L - random.nextInt(random.nextInt(4) == 0 ? 70 : 15);
      Object[] row = {"k" + random.nextInt(7), random.nextInt(9), time};
      rows.add(row);
      model.row(time, row);
      model.watermark(time - DISORDER);
    }
    model.watermark(Long.MAX_VALUE);
    WindowNode window = WindowPlans.window(shape, millis(5), WindowPlans.CALLS);

    Map<Port, List<List<Object>>> got =
        run(WindowPlans.plan(window), context -> timed(context, rows), parallelism);

    Map<String, List<String>> byWindow = new TreeMap<>();
    for (List<Object> result : requireNonNull(got.get(Port.out("w.window")))) {
      List<Object> calls = new ArrayList<>(result.subList(3, result.size() - 1));
      int last = calls.size() - 1;
      calls.set(last, ((List<?>) calls.get(last)).stream().sorted().collect(Collectors.toList()));
      byWindow
          .computeIfAbsent(
              result.get(0) + " " + result.get(1) + " " + result.get(2), w -> new ArrayList<>())
          .add(calls + " @" + result.get(result.size() - 1));
    }
    assertThat(byWindow).as("seed %d", seed).isEqualTo(model.results);
    assertThat(
            requireNonNull(got.get(Port.of("w.window", WindowNode.LATE))).stream()
                .map(
                    late ->
                        late.subList(0, 5).stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(" "))))
        .as("seed %d", seed)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(model.late);
  }

  @Test
  void oneGlobalGroupIsOnOneSubtask() throws Exception {
    WindowNode window =
        WindowPlans.window(
            WindowShape.tumbling(millis(10), Duration.ZERO, false),
            Duration.ZERO,
            List.of(),
            List.of(WindowPlans.CALLS.get(0)));
    List<Object[]> rows =
        List.of(new Object[] {"a", 1, 1L}, new Object[] {"b", 1, 2L}, new Object[] {"c", 1, 13L});

    assertThat(
            run(WindowPlans.plan(window), context -> timed(context, rows), 2)
                .get(Port.out("w.window")))
        .containsExactlyInAnyOrder(List.of(0L, 10L, 2L, 9L), List.of(10L, 20L, 1L, 19L));
  }

  @Test
  void rowsAreExplodedUnitedAndRouted() throws Exception {
    RowType lists = RowType.of(Field.of("k", STRING), Field.of("w", DataType.array(STRING)));
    RowType words = RowType.of(Field.of("k", STRING), Field.of("w", STRING));
    LogicalPlan plan =
        plan(
            TestConnector.source(lists),
            ExplodeNode.of("inner", "inner", Port.out("in"), 1, false, words),
            ExplodeNode.of("outer", "outer", Port.out("in"), 1, true, words),
            UnionNode.of("both", "both", List.of(Port.out("inner"), Port.out("outer")), words),
            RouteNode.of(
                "routed",
                "routed",
                Port.out("both"),
                List.of(RouteNode.Branch.of("rest", Optional.empty())),
                words),
            sink("out", words, Port.of("routed", "rest"), Port.out("inner")));
    List<Object[]> rows =
        List.of(
            new Object[] {"a", Arrays.asList("x", null)},
            new Object[] {"b", List.of()},
            new Object[] {"c", null});

    Map<Port, List<List<Object>>> got = run(plan, context -> plain(context, rows), 2);

    assertThat(requireNonNull(got.get(Port.out("inner"))).stream().map(GraphTest::untimed))
        .containsExactlyInAnyOrder(Arrays.asList("a", "x"), Arrays.asList("a", null));
    assertThat(requireNonNull(got.get(Port.of("routed", "rest"))).stream().map(GraphTest::untimed))
        .containsExactlyInAnyOrder(
            Arrays.asList("a", "x"),
            Arrays.asList("a", null),
            Arrays.asList("a", "x"),
            Arrays.asList("a", null),
            Arrays.asList("b", null),
            Arrays.asList("c", null));
  }

  @Test
  void generatedCodeFiltersProjectsAndRoutes() throws Exception {
    RowType type = RowType.of(Field.of("a", STRING), Field.of("n", DataType.of(TypeKind.INT)));
    RowType doubled = RowType.of(Field.of("b", STRING), Field.of("m", DataType.of(TypeKind.INT)));
    LogicalPlan plan =
        plan(
            TestConnector.source(type),
            CalcNode.of(
                "c",
                "c",
                Port.out("in"),
                Optional.of(expression("n > 1", type)),
                List.of(expression("UPPER(a)", type), expression("n * 2", type)),
                doubled),
            RouteNode.of(
                "r",
                "r",
                Port.out("c"),
                List.of(
                    RouteNode.Branch.of("low", Optional.of(expression("m < 6", doubled))),
                    RouteNode.Branch.of("six", Optional.of(expression("m <= 6", doubled)))),
                doubled));
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      rows.add(new Object[] {"k" + i, i == 0 ? null : i});
    }

    Map<Port, List<List<Object>>> got = run(plan, context -> plain(context, rows), 2);

    assertThat(requireNonNull(got.get(Port.out("c"))).stream().map(GraphTest::untimed))
        .containsExactly(List.of("K2", 4), List.of("K3", 6), List.of("K4", 8));
    assertThat(requireNonNull(got.get(Port.of("r", "low"))).stream().map(GraphTest::untimed))
        .containsExactly(List.of("K2", 4));
    assertThat(requireNonNull(got.get(Port.of("r", "six"))).stream().map(GraphTest::untimed))
        .containsExactly(List.of("K3", 6));
  }

  @Test
  void anExpressionThatFailsNamesItsStream() {
    RowType type = RowType.of(Field.of("a", STRING));
    LogicalPlan plan =
        plan(
            TestConnector.source(type),
            CalcNode.of(
                "c.calc",
                "cast_down",
                Port.out("in"),
                Optional.empty(),
                List.of(expression("CAST(a AS INT)", type)),
                RowType.of(Field.of("a", DataType.of(TypeKind.INT)))));

    assertThatThrownBy(
            () -> run(plan, context -> plain(context, List.<Object[]>of(new Object[] {"x"})), 1))
        .hasStackTraceContaining("stream `cast_down`: ");
  }

  private static Expression expression(String sql, RowType input) {
    int[] offsets = IntStream.rangeClosed(0, sql.length()).toArray();
    LocatedText text =
        LocatedText.of(sql, Span.of(SourceFile.of("test", sql), 0, sql.length()), offsets, false);
    return Expressions.standard()
        .scalar(text, input, Expected.ANY, new Diagnostics())
        .orElseThrow();
  }

  @Test
  void inputsThatDifferInNullabilityOnlyAreUnited() throws Exception {
    RowType sure = RowType.of(Field.of("k", STRING.notNull()));
    RowType unsure = RowType.of(Field.of("k", STRING));
    SourceNode one = TestConnector.source(sure);
    LogicalPlan plan =
        plan(
            one,
            TestConnector.source(unsure).toBuilder().id("in2").build(),
            UnionNode.of("both", "both", List.of(Port.out("in"), Port.out("in2")), unsure));

    assertThat(
            requireNonNull(
                    run(plan, context -> plain(context, List.<Object[]>of(new Object[] {"a"})), 1)
                        .get(Port.out("both")))
                .stream()
                .map(GraphTest::untimed))
        .containsExactly(List.of("a"), List.of("a"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void badRecordsLeaveBesideTheGoodOnes(boolean chained) throws Exception {
    RowType rowType = RowType.of(Field.of("k", STRING));
    RowType badType =
        RowType.of(Field.of("reason", STRING.notNull()), Field.of("raw", DataType.bytes()));
    LogicalPlan plan =
        plan(
            TestConnector.source(rowType).toBuilder()
                .errorPolicy(ErrorPolicy.EMIT)
                .badType(badType)
                .build());
    List<Object[]> rows =
        List.of(
            new Object[] {"a"},
            BadRecord.wrap(new BadRecord(new Object[] {"no JSON", new byte[] {1}})),
            new Object[] {"b"});
    StreamExecutionEnvironment environment = environment(2);
    if (!chained) {
      environment.disableOperatorChaining();
    }

    Map<Port, List<List<Object>>> got = run(plan, context -> plain(context, rows), environment);

    assertThat(requireNonNull(got.get(Port.out("in"))).stream().map(GraphTest::untimed))
        .containsExactlyInAnyOrder(List.of("a"), List.of("b"));
    assertThat(
            requireNonNull(got.get(Port.of("in", SourceNode.BAD))).stream().map(GraphTest::untimed))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(Arrays.asList("no JSON", new byte[] {1}));
  }

  @Test
  void everyOperatorHasItsIdentity() {
    StreamExecutionEnvironment environment = environment(2);
    WindowNode window =
        WindowPlans.window(
            WindowShape.session(millis(10), false), Duration.ZERO, WindowPlans.CALLS);
    LogicalPlan plan =
        LogicalPlan.of(
            "test",
            List.of(
                TestConnector.source(WindowPlans.INPUT),
                window,
                sink("out", window.rowType(), Port.out("w.window")),
                sink("late", window.lateType(), Port.of("w.window", WindowNode.LATE))),
            Map.of(),
            RuntimeSettings.builder().maxParallelism(WindowPlans.MAX_PARALLELISM).build());
    new GraphBuilder(
            TestConnector.catalog(),
            new TestEndpoints(
                context ->
                    context
                        .environment()
                        .fromData(
                            List.<Object[]>of(new Object[] {"", 0, 0L}),
                            context.typeInformation())))
        .build(plan, environment, true);

    assertThat(environment.getConfig().isObjectReuseEnabled()).isTrue();
    StreamGraph graph = environment.getStreamGraph();
    assertThat(graph.getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .containsExactlyInAnyOrder("in", "w.window", "w.window.late", "out", "late");
    assertThat(graph.getJobGraph().getVertices())
        .extracting(JobVertex::getMaxParallelism)
        .containsOnly(WindowPlans.MAX_PARALLELISM);
  }

  private static final long DISORDER = 10;

  /** Rows of {@link WindowPlans#INPUT} in order, each with a watermark behind it. */
  private static SingleOutputStreamOperator<Object[]> timed(
      SourceContext context, List<Object[]> rows) {
    return context
        .environment()
        .fromData(rows, context.typeInformation())
        .setParallelism(1)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Object[]>forGenerator(ignored -> new EveryRow())
                .withTimestampAssigner((row, ignored) -> (Long) row[2]))
        .setParallelism(1);
  }

  private static SingleOutputStreamOperator<Object[]> plain(
      SourceContext context, List<Object[]> rows) {
    return context.environment().fromData(rows, context.typeInformation()).setParallelism(1);
  }

  /** A watermark behind each row. */
  private static final class EveryRow implements WatermarkGenerator<Object[]> {
    @Override
    public void onEvent(Object[] row, long timestamp, WatermarkOutput output) {
      output.emitWatermark(new Watermark(timestamp - DISORDER));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  private static Map<Port, List<List<Object>>> run(
      LogicalPlan plan,
      Function<SourceContext, SingleOutputStreamOperator<Object[]>> source,
      int parallelism)
      throws Exception {
    return run(plan, source, environment(parallelism));
  }

  /** What each port carried, each row with its timestamp behind its columns. */
  private static Map<Port, List<List<Object>>> run(
      LogicalPlan plan,
      Function<SourceContext, SingleOutputStreamOperator<Object[]>> source,
      StreamExecutionEnvironment environment)
      throws Exception {
    Map<Port, DataStream<Object[]>> streams =
        new GraphBuilder(TestConnector.catalog(), new TestEndpoints(source))
            .build(plan, environment, true);
    Map<Port, CloseableIterator<Object[]>> collected = new LinkedHashMap<>();
    streams.forEach(
        (port, stream) ->
            collected.put(port, collect(stream, plan.node(port.node()).rowType(port.port()))));
    environment.execute();
    Map<Port, List<List<Object>>> rows = new LinkedHashMap<>();
    collected.forEach(
        (port, iterator) -> {
          List<List<Object>> all = new ArrayList<>();
          iterator.forEachRemaining(row -> all.add(Arrays.asList(row)));
          rows.put(port, all);
        });
    return rows;
  }

  private static CloseableIterator<Object[]> collect(DataStream<Object[]> stream, RowType type) {
    List<Field> fields = new ArrayList<>(type.fields());
    fields.add(Field.of("row time", DataType.of(TypeKind.BIGINT)));
    return stream
        .process(new Timed(), RowTypeInformation.of(RowType.of(fields)))
        .setParallelism(Subtasks.of(stream.getTransformation()))
        .collectAsync();
  }

  /** Puts a row's timestamp, which may be missing, behind its columns. */
  private static final class Timed extends ProcessFunction<Object[], Object[]> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement(Object[] row, Context context, Collector<Object[]> out) {
      Object[] timed = Arrays.copyOf(row, row.length + 1);
      timed[row.length] = context.timestamp();
      out.collect(timed);
    }
  }

  private static StreamExecutionEnvironment environment(int parallelism) {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(parallelism);
    return environment;
  }

  private static SinkNode sink(String name, RowType rowType, Port... inputs) {
    return SinkNode.builder()
        .id(name)
        .name(name)
        .inputs(List.of(inputs))
        .rowType(rowType)
        .connector("test")
        .options(OptionValues.empty())
        .format(Optional.empty())
        .delivery(Delivery.AT_LEAST_ONCE)
        .build();
  }

  private static LogicalPlan plan(PlanNode... nodes) {
    return LogicalPlan.of("test", List.of(nodes), Map.of(), RuntimeSettings.builder().build());
  }

  private static List<Object> untimed(List<Object> row) {
    return row.subList(0, row.size() - 1);
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
