// SPDX-License-Identifier: Apache-2.0
package dev.example.plugin;

import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Course;
import dev.drey.connector.Finding;
import dev.drey.connector.JobConnector;
import dev.drey.connector.MetadataColumn;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SinkRole;
import dev.drey.connector.SourceContext;
import dev.drey.connector.SourceRole;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The connector {@code lines}: a source of the records that stand in the spec, and a sink to
 * standard output. Both leave the bytes to the spec's format.
 */
public final class LinesConnector implements JobConnector, SourceRole, SinkRole {
  /** An option: what a spec may write, what a reader is told, and the type that the job reads. */
  private static final Option<List<String>> OF =
      Option.texts("of", "The records, one after the other.")
          .required()
          .example("[\"card=1 amount=10\", \"card=2 amount=20\"]");

  private static final Option<String> PREFIX =
      Option.text("prefix", "What stands in front of each line.").orElse("").example("\"> \"");

  /** A finding of one's own has a number from DR9000 on, and a page on the class path. */
  private static final DiagnosticCode SEVERAL_LINES =
      DiagnosticCode.error("DR9001", "record of several lines");

  @Override
  public ConnectorDescriptor descriptor() {
    return ConnectorDescriptor.builder()
        .name("lines")
        .description("Records that stand in the spec, and lines on standard output.")
        .testedAgainst("itself")
        .sourceOptions(Shape.object(OF))
        .sinkOptions(Shape.object(PREFIX))
        .metadata(
            List.of(
                MetadataColumn.of(
                    "number", DataType.of(TypeKind.BIGINT).notNull(), "The record's, from 0.")))
        .position(List.of("number"))
        .sourceExample(
            "cards:\n"
                + "  lines: {of: [\"card=1 amount=10\"]}\n"
                + "  format: logfmt\n"
                + "  type: {card: STRING NOT NULL, amount: DOUBLE}\n")
        .sinkExample("shown:\n  from: alerts\n  lines: {prefix: \"> \"}\n  format: logfmt\n")
        .build();
  }

  @Override
  public Optional<SourceRole> asSource() {
    return Optional.of(this);
  }

  @Override
  public Optional<SinkRole> asSink() {
    return Optional.of(this);
  }

  @Override
  public List<DiagnosticCode> diagnostics() {
    return List.of(SEVERAL_LINES);
  }

  @Override
  public List<Finding> check(ConnectorUsage usage) {
    return usage.options().find(PREFIX).filter(prefix -> prefix.contains("\n")).isPresent()
        ? List.of(
            Finding.of(
                SEVERAL_LINES,
                PREFIX.name(),
                "a line with this in front of it is two",
                "remove the line end from `prefix`"))
        : List.of();
  }

  @Override
  public boolean ends(OptionValues options) {
    return true;
  }

  @Override
  public Course course(ConnectorUsage usage) {
    return Course.ENDS;
  }

  @Override
  public SingleOutputStreamOperator<Object[]> source(SourceContext context) {
    return context
        .environment()
        .fromSequence(0, context.options().get(OF).size() - 1L)
        .setParallelism(1)
        .flatMap(new RecordsToRows(context.options().get(OF), context.reader()))
        .returns(context.typeInformation())
        .setParallelism(1)
        .assignTimestampsAndWatermarks(context.watermarks())
        .setParallelism(1);
  }

  @Override
  public DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows) {
    return rows.sinkTo(
        new LinesSink(context.encoder().orElseThrow(), context.options().get(PREFIX)));
  }
}
