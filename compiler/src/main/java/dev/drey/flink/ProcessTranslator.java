// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.connector.Catalog;
import dev.drey.connector.ConnectorException;
import dev.drey.operator.KeyColumns;
import dev.drey.operator.ProcessOperator;
import dev.drey.operator.ProcessSetup;
import dev.drey.plan.PlanNode;
import dev.drey.plan.ProcessNode;
import dev.drey.process.Processor;
import dev.drey.process.RowProcess;
import dev.drey.row.RowFunction;
import dev.drey.row.RowKeyTypeInformation;
import dev.drey.row.RowTypeInformation;
import dev.drey.type.RowType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** The operator that runs one of a plug-in, with a side output for each that is a stream. */
final class ProcessTranslator implements NodeTranslator<ProcessNode> {
  private final Catalog catalog;

  ProcessTranslator(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Class<ProcessNode> translates() {
    return ProcessNode.class;
  }

  @Override
  public void translate(ProcessNode node, TranslationContext context) {
    RowType inputType = context.rowType(node.input());
    Map<String, OutputTag<Object[]>> tags = new LinkedHashMap<>();
    node.taken()
        .forEach(
            output ->
                tags.put(
                    output, new OutputTag<>(output, RowTypeInformation.of(node.rowType(output)))));
    Map<String, RowFunction> expressions = new LinkedHashMap<>();
    node.expressions()
        .forEach((path, value) -> expressions.put(path, context.function(value, inputType)));
    boolean timed = context.ports().of(node.input()).time().isPresent();
    ProcessOperator operator =
        new ProcessOperator(
            node.name(),
            process(node),
            new ProcessSetup(node.processor(), node.layout(), expressions, timed),
            tags);
    context.shape(node).filter(shape -> node.layout().needsKey()).ifPresent(operator::means);
    SingleOutputStreamOperator<Object[]> made = made(node, inputType, operator, context);
    context.output(node, PlanNode.OUT, made);
    tags.forEach((output, tag) -> context.output(node, output, made.getSideOutput(tag)));
  }

  private static SingleOutputStreamOperator<Object[]> made(
      ProcessNode node, RowType inputType, ProcessOperator operator, TranslationContext context) {
    TypeInformation<Object[]> type = RowTypeInformation.of(node.rowType(PlanNode.OUT));
    if (node.keys().isEmpty()) {
      DataStream<Object[]> rows = context.narrowed(context.input(node.input()), node);
      return context.behind(rows, rows.transform(node.kind(), type, operator), node.id());
    }
    DataStream<Object[]> rows =
        node.meets(context.ports())
            ? Meeting.of(node, inputType, context)
            : context.input(node.input());
    return context.settled(
        rows.keyBy(
                new KeyColumns(node.keys()),
                RowKeyTypeInformation.of(inputType.project(node.keys())))
            .transform(node.kind(), type, operator),
        node.id());
  }

  private RowProcess process(ProcessNode node) {
    Processor processor = catalog.processor(node.processor()).orElseThrow();
    try {
      return processor.process(node.use());
    } catch (RuntimeException | LinkageError failure) {
      throw new ConnectorException(
          "stream `"
              + node.name()
              + "`: "
              + node.processor()
              + " of "
              + processor.getClass().getName()
              + ": "
              + failure,
          failure);
    }
  }
}
