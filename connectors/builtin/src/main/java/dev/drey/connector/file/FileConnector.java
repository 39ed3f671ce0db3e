// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.Clash;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Course;
import dev.drey.connector.Delivery;
import dev.drey.connector.Finding;
import dev.drey.connector.JobConnector;
import dev.drey.connector.LookupContext;
import dev.drey.connector.LookupRole;
import dev.drey.connector.MetadataColumn;
import dev.drey.connector.Permission;
import dev.drey.connector.RowLookup;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SinkRole;
import dev.drey.connector.SourceContext;
import dev.drey.connector.SourceRole;
import dev.drey.connector.StandIn;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** {@code file: {path}}: files of records, one a line or one a CSV record. */
public final class FileConnector implements JobConnector, SourceRole, SinkRole, LookupRole {
  @Override
  public ConnectorDescriptor descriptor() {
    return ConnectorDescriptor.builder()
        .name("file")
        .testedAgainst("folders of the machine; S3Proxy for `s3` paths")
        .description(
            "Reads and writes files of records: one record a line, in CSV also over several lines"
                + " inside quotes. Files are read whole, in the order of their paths, each by one"
                + " subtask; those that end in .gz are unpacked. A file that is not what its name"
                + " says stops the job. Names that start with a dot or an underscore are passed"
                + " over. A record has at most 32 MB; a longer line, or one whose quotes are"
                + " broken, is one bad record, and reading goes on with the next line. A byte order"
                + " mark at the start of a file of text is no part of its first record; where one"
                + " belongs to the first record that is written, another comes before it.")
        .sourceOptions(FileOptions.source())
        .sinkOptions(FileOptions.sink())
        .lookupOptions(FileOptions.lookup())
        .lookupFormat(true)
        .metadata(
            List.of(
                MetadataColumn.of("path", DataType.string().notNull(), "The file, with its path."),
                MetadataColumn.of(
                    "line",
                    DataType.of(TypeKind.BIGINT).notNull(),
                    "The line in the file, counted from 1; of a record over several lines the"
                        + " first.")))
        .position(List.of("path", "line"))
        .wholeFiles(true)
        .standIn(StandIn.FILES)
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
        .lookupExample(
            "file: {path: data/cards.csv, refresh: 10m}\n"
                + "format: {csv: {header: true}}\n"
                + "key: {card: card_id}\n"
                + "as: owner\n"
                + "type: {card: STRING NOT NULL, name: STRING, country: STRING}\n"
                + "onMissing: drop\n")
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
  public Optional<LookupRole> asLookup() {
    return Optional.of(this);
  }

  @Override
  public Optional<String> readingOrder(OptionValues options) {
    return Optional.of(
        FileOptions.isByName(options)
            ? "by one subtask, file after file in the order of their paths"
            : "by one subtask; of several files always the one whose watermark is lowest");
  }

  @Override
  public boolean ends(OptionValues options) {
    return !options.has(FileOptions.WATCH);
  }

  @Override
  public List<Finding> check(ConnectorUsage usage) {
    return FileChecks.of(usage);
  }

  @Override
  public List<Permission> permissions(ConnectorUsage usage) {
    return BucketPermissions.of(usage);
  }

  @Override
  public List<ConnectorUsage> onThisMachine(ConnectorUsage usage) {
    String path = usage.options().get(FileOptions.PATH);
    List<ConnectorUsage> real = new ArrayList<>(List.of(at(RealPath.of(path), usage)));
    if (!usage.isSink()) {
      RealPath.filesOf(path).forEach(file -> real.add(at(file, usage)));
    }
    return real;
  }

  private static ConnectorUsage at(String path, ConnectorUsage usage) {
    return usage.withOptions(usage.options().with(FileOptions.PATH, path));
  }

  @Override
  public String place(ConnectorUsage usage) {
    return usage.options().get(FileOptions.PATH);
  }

  @Override
  public Course course(ConnectorUsage usage) {
    return usage.options().has(FileOptions.WATCH)
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

  @Override
  public RowLookup lookup(LookupContext context) {
    return new FileLookup(context);
  }
}
