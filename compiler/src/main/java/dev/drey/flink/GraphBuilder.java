package dev.drey.flink;

import dev.drey.connector.Catalog;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.Port;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Plan to DataStream graph: one translator per node, a uid from its id. */
public final class GraphBuilder {
  public GraphBuilder(Catalog catalog) {
    throw new UnsupportedOperationException(catalog.toString());
  }

  /** A builder with other ends: the formats still come from the catalog. */
  public GraphBuilder(Catalog catalog, Endpoints endpoints) {
    throw new UnsupportedOperationException(catalog.toString() + endpoints);
  }

  /**
   * Adds the plan's operators to the environment.
   *
   * @param bounded whether sources stop at the end of what is there now, where they can
   * @return the stream of each port
   */
  public Map<Port, DataStream<Object[]>> build(
      LogicalPlan plan, StreamExecutionEnvironment environment, boolean bounded) {
    throw new UnsupportedOperationException();
  }
}
