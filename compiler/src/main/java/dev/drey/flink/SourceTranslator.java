// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.connector.Catalog;
import dev.drey.connector.ChangeMode;
import dev.drey.connector.Connector;
import dev.drey.connector.ErrorPolicy;
import dev.drey.connector.RecordReader;
import dev.drey.connector.SourceContext;
import dev.drey.format.DecoderContext;
import dev.drey.format.FileDecoder;
import dev.drey.format.Format;
import dev.drey.operator.BadRecordFunction;
import dev.drey.operator.EventTimeStrategy;
import dev.drey.plan.EventTime;
import dev.drey.plan.FormatPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.SourceNode;
import dev.drey.row.RowFunction;
import dev.drey.row.RowTypeInformation;
import dev.drey.row.SourceRowTypeInformation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * The start of a stream: the connector's source with the format's decoder and the spec's event
 * time, and where bad records go somewhere, an operator that takes them out.
 */
final class SourceTranslator implements NodeTranslator<SourceNode> {
  private final Catalog catalog;
  private final Endpoints endpoints;

  SourceTranslator(Catalog catalog, Endpoints endpoints) {
    this.catalog = catalog;
    this.endpoints = endpoints;
  }

  @Override
  public Class<SourceNode> translates() {
    return SourceNode.class;
  }

  @Override
  public void translate(SourceNode node, TranslationContext context) {
    boolean changing = node.mode() != ChangeMode.APPEND;
    TypeInformation<Object[]> rowType =
        changing
            ? RowTypeInformation.changing(node.produced())
            : RowTypeInformation.of(node.produced());
    boolean splitsBad = node.errorPolicy() == ErrorPolicy.EMIT;
    Optional<FileDecoder> files = files(node);
    RecordReader reader = reader(node, files.isEmpty());
    boolean inOrder = node.isReadInOrder(context.ports());
    WatermarkStrategy<Object[]> watermarks = watermarks(node, reader, inOrder, context);
    SingleOutputStreamOperator<Object[]> source =
        context.settled(
            endpoints.source(
                node,
                SourceContext.builder()
                    .environment(context.environment())
                    .name(node.name())
                    .options(node.options())
                    .rowType(node.produced())
                    .keys(node.keys())
                    .typeInformation(splitsBad ? withBad(node, changing) : rowType)
                    .reader(reader)
                    .files(files)
                    .watermarks(watermarks)
                    .bounded(context.bounded())
                    .inOrder(inOrder)
                    .eachWatermark(context.ports().leadsToEachWatermark(node))
                    .build()),
            node.id());
    if (!splitsBad) {
      context.output(node, PlanNode.OUT, source);
      return;
    }
    OutputTag<Object[]> bad =
        new OutputTag<>(SourceNode.BAD, RowTypeInformation.of(node.badType()));
    SingleOutputStreamOperator<Object[]> good =
        context.behind(
            source, source.process(new BadRecordFunction(bad), rowType), node.id() + ".bad");
    context.output(node, PlanNode.OUT, good);
    context.output(node, SourceNode.BAD, good.getSideOutput(bad));
  }

  private static TypeInformation<Object[]> withBad(SourceNode node, boolean changing) {
    return changing
        ? SourceRowTypeInformation.changing(node.produced(), node.badType())
        : SourceRowTypeInformation.of(node.produced(), node.badType());
  }

  private RecordReader reader(SourceNode node, boolean ofRecords) {
    Connector connector = connector(node);
    @Nullable String[] metadataKeys =
        node.metadata().stream().map(key -> key.orElse(null)).toArray(String[]::new);
    return new RecordReader(
        node.name(),
        connector.descriptor(),
        node.format()
            .filter(format -> ofRecords)
            .map(format -> format(format).decoder(decoding(node, format)))
            .orElse(null),
        node.errorPolicy(),
        node.produced(),
        metadataKeys);
  }

  private Connector connector(SourceNode node) {
    return catalog
        .connector(node.connector())
        .orElseThrow(() -> new IllegalArgumentException("no connector " + node.connector()));
  }

  private Format format(FormatPlan format) {
    return catalog
        .format(format.name())
        .orElseThrow(() -> new IllegalArgumentException("no format " + format.name()));
  }

  /** How files are read, by a connector of files, where the format has them as wholes. */
  private Optional<FileDecoder> files(SourceNode node) {
    return node.format()
        .filter(format -> connector(node).descriptor().wholeFiles())
        .flatMap(
            format -> format(format).asFiles().map(files -> files.decoder(decoding(node, format))));
  }

  private static DecoderContext decoding(SourceNode node, FormatPlan format) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < node.produced().size(); i++) {
      positions.add(
          node.metadata().get(i).isPresent()
              ? -1
              : node.declared().indexOf(node.produced().field(i).name()));
    }
    return DecoderContext.of(node.declared(), node.produced(), positions, format.options())
        .withKeys(node.keys());
  }

  private static WatermarkStrategy<Object[]> watermarks(
      SourceNode node, RecordReader reader, boolean inOrder, TranslationContext context) {
    Optional<EventTime> time = node.eventTime();
    if (time.isEmpty()) {
      return WatermarkStrategy.noWatermarks();
    }
    time.get()
        .punctuated()
        .ifPresent(each -> reader.requireWatermark(context.function(each, node.produced())));
    // Two, since a reader may have a thread of its own.
    RowFunction read = context.function(time.get().timestamp(), node.produced());
    RowFunction emitted = context.function(time.get().timestamp(), node.produced());
    return EventTimeStrategy.builder(node.name(), emitted)
        .read(reader.requireEventTime(read))
        .outOfOrderness(time.get().outOfOrderness())
        .punctuated(time.get().punctuated().map(each -> context.function(each, node.produced())))
        .idleTimeout(time.get().idleTimeout())
        .maxFutureSkew(time.get().maxFutureSkew())
        .withRows(inOrder)
        .build();
  }
}
