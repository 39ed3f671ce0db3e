// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.connector.Catalog;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.plan.Reading;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Plan to DataStream graph: one translator per node, a uid from its id. Sets what the graph needs
 * to be right (rows passed by reference, never Kryo); what a deployment decides, such as
 * parallelism and checkpoints, is {@link LocalRuntime}'s or the service's.
 */
public final class GraphBuilder {
  private final Endpoints endpoints;
  private final List<NodeTranslator<?>> translators;

  public GraphBuilder(Catalog catalog) {
    this(catalog, Endpoints.of(catalog));
  }

  /** A builder with other ends: the formats still come from the catalog. */
  public GraphBuilder(Catalog catalog, Endpoints endpoints) {
    this.endpoints = endpoints;
    this.translators =
        List.of(
            new SourceTranslator(catalog, endpoints),
            new CalcTranslator(),
            new ExplodeTranslator(),
            new SampleTranslator(),
            new AssertTranslator(),
            new UnionTranslator(),
            new RouteTranslator(),
            new WindowTranslator(),
            new RunningTranslator(),
            new TopTranslator(),
            new VersionsTranslator(),
            new WindowsTranslator(),
            new JoinTranslator(),
            new SqlTranslator(),
            new BroadcastTranslator(),
            new OrderTranslator(),
            new DelayTranslator(),
            new OverTranslator(),
            new DeduplicateTranslator(),
            new LookupTranslator(catalog, endpoints),
            new InferTranslator(catalog, endpoints),
            new ProcessTranslator(catalog),
            new MetricsTranslator(),
            new SinkTranslator(catalog, endpoints));
  }

  /**
   * Adds the plan's operators to the environment.
   *
   * @param bounded whether sources stop at the end of what is there now, where they can
   * @return the stream of each port
   */
  public Map<Port, DataStream<Object[]>> build(
      LogicalPlan plan, StreamExecutionEnvironment environment, boolean bounded) {
    Configuration needed = new Configuration();
    needed.set(PipelineOptions.OBJECT_REUSE, true);
    needed.set(PipelineOptions.GENERIC_TYPES, false);
    // Flink's state for batches holds one key at a time, and windows here have many in hand.
    needed.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    environment.configure(needed);
    if (!plan.runtime().chaining()) {
      environment.disableOperatorChaining();
    }
    TranslationContext context =
        new TranslationContext(plan, environment, Reading.of(endpoints.readInOrder(), bounded));
    int job = environment.getParallelism();
    for (PlanNode node : plan.nodes()) {
      // What a translator makes has the environment's parallelism, a connector's operators too.
      environment.setParallelism(context.subtasks(node, job));
      translate(node, context);
    }
    environment.setParallelism(job);
    return context.streams();
  }

  private void translate(PlanNode node, TranslationContext context) {
    for (NodeTranslator<?> translator : translators) {
      if (translated(translator, node, context)) {
        return;
      }
    }
    throw new IllegalStateException("nothing translates " + node.id() + " (" + node.kind() + ")");
  }

  /** Whether the node was of the translator's kind. */
  private static <N extends PlanNode> boolean translated(
      NodeTranslator<N> translator, PlanNode node, TranslationContext context) {
    if (!translator.translates().isInstance(node)) {
      return false;
    }
    translator.translate(translator.translates().cast(node), context);
    return true;
  }
}
