// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.operator.MetricsFunction;
import dev.drey.plan.MetricsNode;
import dev.drey.plan.PlanNode;
import dev.drey.plan.RowMetric;
import dev.drey.row.RowTypeInformation;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Metrics of rows: one operator that passes them on. */
final class MetricsTranslator implements NodeTranslator<MetricsNode> {
  @Override
  public Class<MetricsNode> translates() {
    return MetricsNode.class;
  }

  @Override
  public void translate(MetricsNode node, TranslationContext context) {
    DataStream<Object[]> input = context.input(node.input());
    MetricsFunction.Builder metrics =
        MetricsFunction.of(
            node.name(),
            context.expressions().calc(node.rowType(), Optional.empty(), node.expressions()));
    for (RowMetric metric : node.metrics()) {
      switch (metric.kind()) {
        case COUNT:
          metrics.count(metric.name());
          break;
        case LAST:
        case MEAN:
          metrics.mean(metric.name(), metric.decay());
          break;
        case HISTOGRAM:
          metrics.histogram(metric.name());
          break;
      }
    }
    context.output(
        node,
        PlanNode.OUT,
        context.behind(
            input, input.map(metrics.build(), RowTypeInformation.of(node.rowType())), node.id()));
  }
}
