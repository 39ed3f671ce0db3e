package dev.drey.connector.file;

import dev.drey.connector.Clash;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Course;
import dev.drey.connector.Delivery;
import dev.drey.connector.Finding;
import dev.drey.connector.MetadataColumn;
import dev.drey.connector.SinkConnector;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SourceConnector;
import dev.drey.connector.SourceContext;
import dev.drey.shape.Key;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** {@code file: {path}}: files of records, one a line or one a CSV record. */
public final class FileConnector implements SourceConnector, SinkConnector {
  /** {@code DeliveryCodes.UNKNOWN_PACKING}. */
  private static final String UNKNOWN_PACKING = "DR0610";

  @Override
  public ConnectorDescriptor descriptor() {
    return ConnectorDescriptor.builder()
        .name("file")
        .description(
            "Reads and writes files of records: one record a line, in CSV also over several lines"
                + " inside quotes. Files are read whole, in the order of their paths, each by one"
                + " subtask; those that end in .gz are unpacked. A file that is not what its name"
                + " says stops the job. Names that start with a dot or an underscore are passed"
                + " over. A record has at most 32 MB; a longer line, or one whose quotes are"
                + " broken, is one bad record, and reading goes on with the next line. A byte order"
                + " mark at the start of a file of text is no part of its first record; where one"
                + " belongs to the first record that is written, another comes before it.")
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
            .withExample("10s"),
        Key.of(
                "order",
                Shape.oneOfTexts("time", "name"),
                "How files go together where event time matters. `time`: they may overlap; always"
                    + " the one is read on whose watermark is lowest. `name`: they follow each"
                    + " other in time in the order of their paths and are read so; one that begins"
                    + " before the watermark of those before it stops the job.")
            .withDefault("time")
            .withExample("name"));
  }

  static boolean isByName(OptionValues options) {
    return options.has("order") && options.string("order").equals("name");
  }

  @Override
  public Optional<String> readingOrder(OptionValues options) {
    return Optional.of(
        isByName(options)
            ? "by one subtask, file after file in the order of their paths"
            : "by one subtask; of several files always the one whose watermark is lowest");
  }

  @Override
  public boolean ends(OptionValues options) {
    return !options.has("watch");
  }

  private static Shape sinkOptions() {
    return Shape.object(
        Key.required(
                "path",
                Shape.string("^.+$"),
                "A folder, in which part files appear; or a single file, when the last name has an"
                    + " extension, such as out.jsonl. A single file appears under its name when the"
                    + " pipeline ends, and replaces an older one; a name that ends in .gz is packed"
                    + " with gzip.")
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
  public List<Finding> check(ConnectorUsage usage) {
    String path = usage.options().string("path");
    return PackedNames.unknown(path)
        .map(
            packing ->
                List.of(
                    Finding.of(
                        UNKNOWN_PACKING,
                        "path",
                        "this name asks for "
                            + packing
                            + ", which is neither read nor written: gzip is",
                        "write `path: " + PackedNames.asGzip(path) + "`, or leave the ending out")))
        .orElse(List.of());
  }

  @Override
  public String place(ConnectorUsage usage) {
    return usage.options().string("path");
  }

  @Override
  public Course course(ConnectorUsage usage) {
    return usage.options().has("watch")
        ? Course.endless("with the files that are there, then with those that appear", true)
        : Course.ENDS;
  }

  @Override
  public List<Clash> checkTogether(List<ConnectorUsage> usages) {
    return FileClashes.of(usages);
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
