// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.connector.Catalog;
import dev.drey.connector.Refusal;
import dev.drey.connector.RefusingSink;
import dev.drey.connector.SinkContext;
import dev.drey.format.FileEncoder;
import dev.drey.format.Format;
import dev.drey.format.RowEncoder;
import dev.drey.operator.NoRows;
import dev.drey.operator.ValueColumns;
import dev.drey.operator.ValueEncoder;
import dev.drey.operator.ValueFiles;
import dev.drey.plan.FormatPlan;
import dev.drey.plan.SinkNode;
import dev.drey.row.RowFunction;
import dev.drey.row.RowTypeInformation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** The end of a stream: the connector's sink, with the format's encoder. */
final class SinkTranslator implements NodeTranslator<SinkNode> {
  private final Catalog catalog;
  private final Endpoints endpoints;

  SinkTranslator(Catalog catalog, Endpoints endpoints) {
    this.catalog = catalog;
    this.endpoints = endpoints;
  }

  @Override
  public Class<SinkNode> translates() {
    return SinkNode.class;
  }

  @Override
  public void translate(SinkNode node, TranslationContext context) {
    Map<String, RowFunction> functions = new LinkedHashMap<>();
    node.expressions()
        .forEach(
            (option, expression) ->
                functions.put(option, context.function(expression, node.rowType())));
    SinkContext.Builder sink =
        SinkContext.builder()
            .name(node.name())
            .options(node.options())
            .rowType(node.rowType())
            .changes(context.changes(node.inputs().get(0)).mode())
            .delivery(node.delivery())
            .refusal(node.refusal())
            .expressions(functions);
    if (node.format().isPresent()) {
      write(node, node.format().get(), sink);
    }
    DataStream<Object[]> rows = context.narrowed(context.union(node, node.rowType()), node);
    DataStreamSink<?> written = endpoints.sink(node, sink.build(), rows);
    written.uid(node.id()).name(node.id()).setMaxParallelism(context.maxParallelism());
    int subtasks = Subtasks.of(rows.getTransformation());
    if (subtasks != context.environment().getParallelism()) {
      written.setParallelism(subtasks);
    }
    if (node.refusal() == Refusal.TO) {
      context.output(node, SinkNode.REFUSED, refused(node, written, rows, context));
    }
  }

  /** None of a sink that stands in for the spec's own and refuses nothing. */
  private static DataStream<Object[]> refused(
      SinkNode node,
      DataStreamSink<?> written,
      DataStream<Object[]> rows,
      TranslationContext context) {
    if (written instanceof RefusingSink) {
      return ((RefusingSink) written).refused();
    }
    return context.behind(
        rows,
        rows.process(new NoRows(), RowTypeInformation.of(node.refusedType())),
        node.id() + "." + SinkNode.REFUSED);
  }

  /** Files as wholes where the connector writes files and the format has them so. */
  private void write(SinkNode node, FormatPlan plan, SinkContext.Builder sink) {
    Format format =
        catalog
            .format(plan.name())
            .orElseThrow(() -> new IllegalArgumentException("no format " + plan.name()));
    boolean files =
        catalog
            .connector(node.connector())
            .map(connector -> connector.descriptor().wholeFiles())
            .orElse(false);
    if (files && format.asFiles().isPresent()) {
      FileEncoder encoder = format.asFiles().get().encoder(node.valueType(), plan.options());
      sink.files(value(node).map(v -> (FileEncoder) new ValueFiles(encoder, v)).orElse(encoder));
    } else {
      RowEncoder encoder = format.encoder(node.valueType(), plan.options());
      sink.encoder(value(node).map(v -> (RowEncoder) new ValueEncoder(encoder, v)).orElse(encoder));
    }
  }

  private static Optional<ValueColumns> value(SinkNode node) {
    return node.valueColumns().map(columns -> new ValueColumns(columns, node.rowType().size()));
  }
}
