// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.model.StepParallelism;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.apache.flink.streaming.runtime.partitioner.RescalePartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of a job that run in fewer subtasks than the rest, and operators that are not chained. */
class ParallelStepsTest {
  private static final Catalog CATALOG = Catalog.load(ParallelStepsTest.class.getClassLoader());
  private static final String SPEC =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "name: t",
          "params: {width: {type: INT, default: 2}}",
          "runtime: {chaining: true}",
          "sources:",
          "  orders:",
          "    datagen: {}",
          "    type: {id: INT NOT NULL, ts: TIMESTAMP_LTZ(3) NOT NULL}",
          "    eventTime: {field: ts, watermark: {monotonic: true}}",
          "    parallelism: 50%",
          "streams:",
          "  some: {from: orders, where: id > 1}",
          "  each:",
          "    from: some",
          "    keyBy: [id]",
          "    window: {tumbling: 1m}",
          "    aggregate: {n: COUNT(*)}",
          "    parallelism: \"${width}\"",
          "  all: {from: some, keyBy: [id], window: {tumbling: 1m}, aggregate: {n: COUNT(*)}}",
          "sinks:",
          "  each: {from: each, discard: {}, parallelism: 100}",
          "  one: {from: all, discard: {}, parallelism: 1}",
          "  rest: {from: all, discard: {}}",
          "");

  private static StreamGraph graph(String spec, int job, Map<String, String> params) {
    CompileResult compiled =
        new PipelineCompiler(CATALOG)
            .compile(
                SourceFile.of("spec.yaml", spec), CompilerOptions.builder().params(params).build());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(job);
    new GraphBuilder(CATALOG).build(compiled.plan().orElseThrow(), environment, false);
    assertThat(environment.getParallelism()).isEqualTo(job);
    return environment.getStreamGraph(false);
  }

  private static Map<String, Integer> subtasks(StreamGraph graph) {
    Map<String, Integer> subtasks = new TreeMap<>();
    for (StreamNode node : graph.getStreamNodes()) {
      subtasks.put(node.getTransformationUID(), node.getParallelism());
    }
    return subtasks;
  }

  @Test
  void eachPartHasItsOwnAndNoneMoreThanTheJob() {
    StreamGraph graph = graph(SPEC, 5, Map.of());

    Map<String, Integer> expected = new LinkedHashMap<>();
    expected.put("orders.source", 3);
    expected.put("each.window", 2);
    expected.put("each.sink", 2);
    expected.put("all.window", 5);
    expected.put("one.sink", 1);
    expected.put("one.sink.narrowed", 1);
    expected.put("rest.sink", 5);
    assertThat(subtasks(graph)).containsAllEntriesOf(expected);
    assertThat(subtasks(graph(SPEC, 1, Map.of())).values()).containsOnly(1);
    assertThat(subtasks(graph(SPEC, 4, Map.of("width", "9")))).containsEntry("each.window", 4);
  }

  /** Rows of one subtask go to one alone: so they keep their order. */
  @Test
  void fewerAreReachedWithoutAnotherOrder() {
    StreamGraph graph = graph(SPEC, 4, Map.of());
    for (StreamNode node : graph.getStreamNodes()) {
      if (node.getTransformationUID().equals("one.sink.narrowed")) {
        assertThat(node.getInEdges())
            .extracting(edge -> edge.getPartitioner().getClass())
            .isEqualTo(List.of(RescalePartitioner.class));
      } else if (!node.getTransformationUID().endsWith(".window")) {
        assertThat(node.getInEdges())
            .as(node.getTransformationUID())
            .allMatch(edge -> edge.getPartitioner() instanceof ForwardPartitioner);
      }
    }
  }

  @Test
  void operatorsAreShownByThemselves() {
    List<String> chained = vertices(graph(SPEC, 2, Map.of()));
    List<String> apart =
        vertices(graph(SPEC.replace("chaining: true", "chaining: false"), 2, Map.of()));
    assertThat(chained).hasSizeLessThan(apart.size());
    assertThat(apart).noneMatch(name -> name.contains("->"));
  }

  private static List<String> vertices(StreamGraph graph) {
    List<String> names = new ArrayList<>();
    for (JobVertex vertex : graph.getJobGraph().getVertices()) {
      names.add(vertex.getName());
    }
    return names;
  }

  @ParameterizedTest
  @CsvSource({
    "4, 8, 4",
    "4, 3, 3",
    "4.0, 8, 4",
    "1e1, 12, 10",
    "50%, 4, 2",
    "50%, 5, 3",
    "50%, 1, 1",
    "0.1%, 100, 1",
    "100%, 7, 7",
    "12.5%, 8, 1",
    "12.5%, 9, 2"
  })
  void aShareIsRoundedUp(String written, int job, int subtasks) {
    SourceFile file = SourceFile.of("t", written);
    LocatedText text = LocatedText.at(written, Span.of(file, 0, written.length()));
    assertThat(StepParallelism.of(text).of(job)).isEqualTo(subtasks);
  }
}
