// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.connector.Catalog;
import dev.drey.connector.LookupContext;
import dev.drey.connector.RowLookup;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import dev.drey.operator.LookupOperatorFactory;
import dev.drey.operator.LookupRules;
import dev.drey.plan.FormatPlan;
import dev.drey.plan.LookupNode;
import dev.drey.plan.PlanNode;
import dev.drey.row.RowFunction;
import dev.drey.row.RowTypeInformation;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** The operator that waits, and where rows are set aside one that takes them out. */
final class LookupTranslator implements NodeTranslator<LookupNode> {
  private final Catalog catalog;
  private final Endpoints endpoints;

  LookupTranslator(Catalog catalog, Endpoints endpoints) {
    this.catalog = catalog;
    this.endpoints = endpoints;
  }

  @Override
  public Class<LookupNode> translates() {
    return LookupNode.class;
  }

  @Override
  public void translate(LookupNode node, TranslationContext context) {
    LookupRules rules = rules(node);
    DataStream<Object[]> input = context.narrowed(context.input(node.input()), node);
    SingleOutputStreamOperator<Object[]> answered =
        context.behind(
            input,
            input.transform(
                node.kind(),
                RowTypeInformation.of(rules.splits() ? withReason(node.rowType()) : node.rowType()),
                LookupOperatorFactory.of(rules, lookup(node), keys(node, context))),
            node.id());
    if (!rules.splits()) {
      context.output(node, PlanNode.OUT, answered);
      return;
    }
    OutputTag<Object[]> missing = tag(LookupNode.MISSING, node.asking());
    OutputTag<Object[]> failed = tag(LookupNode.FAILED, LookupNode.withReason(node.asking()));
    SingleOutputStreamOperator<Object[]> split =
        context.behind(
            answered,
            answered.process(
                LookupOperatorFactory.splitting(missing, failed),
                RowTypeInformation.of(node.rowType())),
            node.id() + ".split");
    context.output(node, PlanNode.OUT, split);
    for (OutputTag<Object[]> aside : List.of(missing, failed)) {
      if (node.ports().contains(aside.getId())) {
        context.output(node, aside.getId(), split.getSideOutput(aside));
      }
    }
  }

  private static OutputTag<Object[]> tag(String port, RowType type) {
    return new OutputTag<>(port, RowTypeInformation.of(type));
  }

  private static List<RowFunction> keys(LookupNode node, TranslationContext context) {
    RowType input = context.rowType(node.input());
    return node.keys().values().stream()
        .map(key -> context.function(key, input))
        .collect(Collectors.toList());
  }

  private RowLookup lookup(LookupNode node) {
    LookupContext context =
        LookupContext.of(
            node.name(), node.options(), node.answers(), List.copyOf(node.keys().keySet()));
    return endpoints.lookup(
        node,
        node.format()
            .map(format -> context.withDecoder(decoder(format, node.answers())))
            .orElse(context));
  }

  private RowDecoder decoder(FormatPlan format, RowType answers) {
    List<Integer> all = IntStream.range(0, answers.size()).boxed().collect(Collectors.toList());
    return catalog
        .format(format.name())
        .orElseThrow(() -> new IllegalArgumentException("no format " + format.name()))
        .decoder(DecoderContext.of(answers, answers, all, format.options()));
  }

  private static LookupRules rules(LookupNode node) {
    return LookupRules.builder().stream(node.name())
        .keys(List.copyOf(node.keys().keySet()))
        .timeout(node.timeout())
        .capacity(node.capacity())
        .ordered(node.ordered())
        .attempts(node.attempts())
        .backoff(node.backoff())
        .memory(
            node.cache()
                .map(cache -> LookupRules.Memory.of(cache.size(), cache.ttl(), cache.negative()))
                .orElse(null))
        .onMissing(node.onMissing())
        .onError(node.onError())
        .build();
  }

  /** Why a row is set aside: NULL for one that is not, as the answer is for one that is. */
  private static RowType withReason(RowType rows) {
    List<Field> fields = new ArrayList<>(rows.fields());
    int last = fields.size() - 1;
    Field answer = fields.get(last);
    fields.set(last, Field.of(answer.name(), answer.type().withNullable(true)));
    String name = LookupNode.REASON.name();
    while (rows.contains(name)) {
      name += "'";
    }
    fields.add(Field.of(name, DataType.string()));
    return RowType.of(fields);
  }
}
