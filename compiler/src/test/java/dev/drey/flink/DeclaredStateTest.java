// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.connector.LookupContext;
import dev.drey.connector.RowLookup;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SourceContext;
import dev.drey.operator.GroupAggregator;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.LookupNode;
import dev.drey.plan.PlanPorts;
import dev.drey.plan.Reading;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import dev.drey.plan.StateSpec;
import dev.drey.source.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The state that a plan declares is the state that its operators register, for every spec. */
class DeclaredStateTest {
  private static final Catalog CATALOG = Catalog.load(DeclaredStateTest.class.getClassLoader());
  private static final List<Path> FOLDERS =
      List.of(
          Paths.get("../pipelines"),
          Paths.get("src/test/resources/plans"),
          Paths.get("src/test/resources/state"));

  @TestFactory
  Stream<DynamicTest> isWhatIsRegistered() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path spec : specs()) {
      for (boolean bounded : new boolean[] {false, true}) {
        tests.add(
            DynamicTest.dynamicTest(
                spec + (bounded ? ", until its sources end" : ""),
                () -> check(plan(spec), bounded)));
      }
    }
    return tests.stream();
  }

  private static void check(LogicalPlan plan, boolean bounded) throws Exception {
    same(declared(plan, bounded), registered(plan, bounded));
  }

  private static void same(List<String> declared, List<String> registered) {
    assertThat(registered).containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void everyKindOfStateIsAmongThem() throws Exception {
    List<StateSpec.Kind> kinds = new ArrayList<>();
    for (Path spec : specs()) {
      state(plan(spec), true).forEach(state -> kinds.add(state.kind()));
    }

    assertThat(kinds).contains(StateSpec.Kind.values());
  }

  @Test
  void anotherWindowIsNoticed() throws Exception {
    String sum = Files.readString(Paths.get("src/test/resources/state/all-aggregates.yaml"));
    String more = sum.replace("total: SUM(amount)", "total: SUM(price)");
    String session = sum.replace("tumbling: 1m", "session: 1m");
    List<String> registered = registered(plan(sum), true);

    assertThat(more).isNotEqualTo(sum);
    assertThat(session).isNotEqualTo(sum);
    same(declared(plan(sum), true), registered);
    assertThatThrownBy(() -> same(declared(plan(more), true), registered))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("windows MAP");
    assertThatThrownBy(() -> same(declared(plan(session), true), registered))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("sessions VALUE");
  }

  private static List<Path> specs() throws Exception {
    List<Path> specs = new ArrayList<>();
    for (Path folder : FOLDERS) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(file -> file.toString().endsWith(".yaml"))
            .filter(file -> !file.toString().contains("tests"))
            .sorted()
            .forEach(specs::add);
      }
    }
    assertThat(specs).hasSizeGreaterThan(FOLDERS.size());
    return specs;
  }

  private static LogicalPlan plan(Path spec) throws Exception {
    return plan(
        SourceFile.of("spec.yaml", Files.readString(spec)).in(requireNonNull(spec.getParent())));
  }

  private static LogicalPlan plan(String spec) {
    return plan(SourceFile.of("spec.yaml", spec));
  }

  private static LogicalPlan plan(SourceFile spec) {
    CompileResult compiled =
        new PipelineCompiler(CATALOG).compile(spec, CompilerOptions.builder().build());
    return compiled.plan().orElseThrow(() -> new AssertionError(compiled.diagnostics()));
  }

  private static List<StateSpec> state(LogicalPlan plan, boolean bounded) {
    return PlanPorts.of(plan, Reading.of(true, bounded)).state(GroupAggregator::accumulator);
  }

  private static List<String> declared(LogicalPlan plan, boolean bounded) {
    return state(plan, bounded).stream().map(DeclaredStateTest::line).collect(Collectors.toList());
  }

  /** As {@link RegisteredState} writes it; what an operator writes itself has no name in Flink. */
  private static String line(StateSpec state) {
    return state.uid()
        + (state.kind() == StateSpec.Kind.RAW ? "" : " " + state.name())
        + " "
        + state.kind()
        + " "
        + state.keyType().map(key -> "KEY<" + key + ">").orElse("-")
        + " "
        + state.valueType().map(Object::toString).orElse("-");
  }

  private static List<String> registered(LogicalPlan plan, boolean bounded) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    new GraphBuilder(CATALOG, new SilentEnds()).build(plan, environment, bounded);
    return RegisteredState.of(environment.getTransformations());
  }

  /** Asked by nobody. */
  private static final class Silence implements RowLookup {
    private static final long serialVersionUID = 1;

    @Override
    public void open() {}

    @Override
    public CompletableFuture<List<Object[]>> rows(Object[] key) {
      return new CompletableFuture<>();
    }

    @Override
    public void close() {}
  }

  /** Ends that are read in order and never run. */
  private static final class SilentEnds implements Endpoints {
    @Override
    public boolean readInOrder() {
      return true;
    }

    @Override
    public SingleOutputStreamOperator<Object[]> source(SourceNode node, SourceContext context) {
      int columns = node.produced().size();
      return context
          .environment()
          .fromSource(
              new DataGeneratorSource<>(
                  number -> new Object[columns], 1, context.typeInformation()),
              WatermarkStrategy.noWatermarks(),
              node.name());
    }

    @Override
    public RowLookup lookup(LookupNode node, LookupContext context) {
      return new Silence();
    }

    @Override
    public DataStreamSink<?> sink(SinkNode node, SinkContext context, DataStream<Object[]> rows) {
      return rows.sinkTo(new DiscardingSink<>());
    }
  }
}
