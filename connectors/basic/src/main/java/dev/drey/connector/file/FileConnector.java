package dev.drey.connector.file;

import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.Delivery;
import dev.drey.connector.MetadataColumn;
import dev.drey.connector.SinkConnector;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SourceConnector;
import dev.drey.connector.SourceContext;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** {@code file: {path}}: files of records, one a line or one a CSV record. */
public final class FileConnector implements SourceConnector, SinkConnector {
  @Override
  public ConnectorDescriptor descriptor() {
    return ConnectorDescriptor.builder()
        .name("file")
        .description(
            "Reads and writes files of records: one record a line, in CSV also over several lines"
                + " inside quotes. Files are read whole, in the order of their paths, each by one"
                + " subtask; those that end in .gz are unpacked. Names that start with a dot or an"
                + " underscore are passed over.")
        .sourceOptions(sourceOptions())
        .sinkOptions(sinkOptions())
        .metadata(
            List.of(
                MetadataColumn.of("path", DataType.string().notNull(), "The file, with its path."),
                MetadataColumn.of(
                    "line",
                    DataType.of(TypeKind.BIGINT).notNull(),
                    "The line in the file, counted from 1; of a record over several lines the"
                        + " first.")))
        .position(List.of("path", "line"))
        .sinkDelivery(Set.of(Delivery.AT_LEAST_ONCE, Delivery.EXACTLY_ONCE))
        .sourceExample(
            "readings:\n"
                + "  file: {path: data/readings.jsonl}\n"
                + "  format: json\n"
                + "  type: {machine: STRING NOT NULL, celsius: DOUBLE}\n")
        .sinkExample(
            "archive:\n"
                + "  from: readings\n"
                + "  file: {path: out/readings, rollAfter: 5m}\n"
                + "  format: json\n")
        .build();
  }

  private static Shape sourceOptions() {
    return Shape.object(
        Key.required(
                "path",
                Shape.string("^.+$"),
                "A file, a folder (with everything below it) or a pattern: * stands for part of a"
                    + " name, ** for any folders, ? for one character, {a,b} for either.")
            .withExample("data/*.jsonl"),
        Key.of(
                "watch",
                Shape.duration(),
                "How often to look for new files. Without it the source ends with the files that"
                    + " are there at the start. A file must be complete when it appears: write it"
                    + " under a name that starts with a dot and rename it.")
            .withExample("10s"));
  }

  private static Shape sinkOptions() {
    return Shape.object(
        Key.required(
                "path",
                Shape.string("^.+$"),
                "A folder, in which part files appear; or a single file, when the last name has an"
                    + " extension, such as out.jsonl. A single file appears under its name when the"
                    + " pipeline ends, and replaces an older one.")
            .withExample("out/readings"),
        Key.of(
                "rollAfter",
                Shape.duration(),
                "The age after which a part file is closed and the next one begun. Folders only.")
            .withDefault("15m")
            .withExample("5m"),
        Key.of(
                "rollSize",
                Shape.size(),
                "The size after which a part file is closed and the next one begun. Folders only.")
            .withDefault("128 MB")
            .withExample("64 MB"));
  }

  @Override
  public SingleOutputStreamOperator<Object[]> source(SourceContext context) {
    return RecordFileSource.add(context);
  }

  @Override
  public DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows) {
    return FileSinks.add(context, rows);
  }
}
