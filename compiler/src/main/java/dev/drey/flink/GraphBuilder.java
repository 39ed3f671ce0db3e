package dev.drey.flink;

import dev.drey.connector.Catalog;
import dev.drey.plan.CalcNode;
import dev.drey.plan.ExplodeNode;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.PlanVisitor;
import dev.drey.plan.Port;
import dev.drey.plan.RouteNode;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import dev.drey.plan.UnionNode;
import dev.drey.plan.WindowNode;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Plan to DataStream graph: one translator per node, a uid from its id. Sets what the graph needs
 * to be right (rows passed by reference, never Kryo); what a deployment decides, such as
 * parallelism and checkpoints, is {@link LocalRuntime}'s or the service's.
 */
public final class GraphBuilder {
  private final NodeTranslator<SourceNode> source;
  private final NodeTranslator<CalcNode> calc = new CalcTranslator();
  private final NodeTranslator<ExplodeNode> explode = new ExplodeTranslator();
  private final NodeTranslator<UnionNode> union = new UnionTranslator();
  private final NodeTranslator<RouteNode> route = new RouteTranslator();
  private final NodeTranslator<WindowNode> window = new WindowTranslator();
  private final NodeTranslator<SinkNode> sink;

  public GraphBuilder(Catalog catalog) {
    this(catalog, new CatalogEndpoints(catalog));
  }

  /** A builder with other ends: the formats still come from the catalog. */
  public GraphBuilder(Catalog catalog, Endpoints endpoints) {
    this.source = new SourceTranslator(catalog, endpoints);
    this.sink = new SinkTranslator(catalog, endpoints);
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
    environment.configure(needed);
    TranslationContext context = new TranslationContext(plan, environment, bounded);
    Translation translation = new Translation(context);
    for (PlanNode node : plan.nodes()) {
      node.accept(translation).run();
    }
    return context.streams();
  }

  /** Finds the translator of a node; running the result adds the node's operators. */
  private final class Translation implements PlanVisitor<Runnable> {
    private final TranslationContext context;

    Translation(TranslationContext context) {
      this.context = context;
    }

    @Override
    public Runnable source(SourceNode node) {
      return () -> source.translate(node, context);
    }

    @Override
    public Runnable calc(CalcNode node) {
      return () -> calc.translate(node, context);
    }

    @Override
    public Runnable explode(ExplodeNode node) {
      return () -> explode.translate(node, context);
    }

    @Override
    public Runnable union(UnionNode node) {
      return () -> union.translate(node, context);
    }

    @Override
    public Runnable route(RouteNode node) {
      return () -> route.translate(node, context);
    }

    @Override
    public Runnable window(WindowNode node) {
      return () -> window.translate(node, context);
    }

    @Override
    public Runnable sink(SinkNode node) {
      return () -> sink.translate(node, context);
    }
  }
}
