// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.ErrorPolicy;
import dev.drey.connector.RecordMetadata;
import dev.drey.connector.RecordReader;
import dev.drey.connector.file.RecordCutter;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.TestCodes;
import dev.drey.format.BadRecordException;
import dev.drey.plan.FormatPlan;
import dev.drey.plan.SourceNode;
import dev.drey.row.RowChange;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.testing.TestEndpoints.TestSource;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlScalar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/**
 * Turns a test's rows into what a source emits: a row by column name, or raw text through the
 * source's own format, error policy and timestamps.
 */
final class SourceFeed {
  private static final String RAW = "raw";

  private final SourceNode node;
  private final RecordReader reader;
  private final TimestampAssigner<Object[]> timestamps;
  private final Receiver output;
  private final Path folder;

  /** Whether the format is of files as a whole, so that there are no records to send. */
  private final boolean wholeFiles;

  private boolean idle;

  /**
   * @param isFile whether its records are those of a file, which starts; messages of a topic or
   *     stream have no such start
   * @param folder that of the file of tests
   */
  SourceFeed(TestSource source, boolean isFile, Receiver output, Path folder) throws Exception {
    this.node = source.node();
    this.folder = folder;
    this.output = output;
    this.reader = InstantiationUtil.clone(source.context().reader());
    this.reader.open(new UnregisteredMetricsGroup());
    this.wholeFiles = source.context().files().isPresent();
    if (isFile && node.format().isPresent() && !wholeFiles) {
      this.reader.startOfFile();
    }
    this.timestamps =
        source.context().watermarks().createTimestampAssigner(UnregisteredMetricsGroup::new);
  }

  boolean hasEventTime() {
    return node.eventTime().isPresent();
  }

  void send(YamlMapping row, Diagnostics diagnostics) throws Exception {
    if (isRaw(row, node)) {
      read(row, diagnostics);
      return;
    }
    @Nullable Object[] made = accepted(row, diagnostics);
    if (made != null && !diagnostics.hasErrors()) {
      emit(made);
    }
  }

  /** Every record of a file, as the source's format reads it. */
  void sendFile(LocatedText file, Diagnostics diagnostics) throws Exception {
    if (wholeFiles) {
      diagnostics.add(noRecords(file.span()));
      return;
    }
    Path path = folder.resolve(file.text());
    reader.startOfFile();
    try (InputStream in = Files.newInputStream(path);
        RecordCutter records = new RecordCutter(file.text(), in, reader.quoting().orElse(null))) {
      while (records.advance()) {
        RecordMetadata place = key -> key.equals("line") ? (Object) records.line() : null;
        emitAll(records.bytes(), records.offset(), records.length(), place);
      }
    } catch (BadRecordException | IOException e) {
      diagnostics.add(
          Diagnostic.at(TestCodes.FAILED_RUN, file.span(), String.valueOf(e.getMessage())));
    }
  }

  /** The rows of a record, of which a format may have several. */
  private void emitAll(byte[] bytes, int offset, int length, RecordMetadata metadata)
      throws Exception {
    List<Object[]> rows = new ArrayList<>();
    if (reader.hasSeveralRows()) {
      reader.readAll(bytes, offset, length, metadata, rows::add);
    } else {
      Object[] row = reader.read(bytes, offset, length, metadata);
      if (row != null) {
        rows.add(row);
      }
    }
    for (Object[] row : rows) {
      emit(row);
    }
  }

  @SuppressWarnings("NullAway") // A slot of a row may be null; Flink's signatures cannot say so.
  private void emit(@Nullable Object[] row) throws Exception {
    StreamRecord<Object> record = new StreamRecord<>(row);
    if (hasEventTime()) {
      record.setTimestamp(timestamps.extractTimestamp(row, Long.MIN_VALUE));
    }
    wake();
    output.row(record);
  }

  void watermark(long time) throws Exception {
    wake();
    output.watermark(time);
  }

  /** Holds nobody back until something comes again. */
  void idle() throws Exception {
    idle = true;
    output.idle();
  }

  private void wake() throws Exception {
    if (idle) {
      idle = false;
      output.active();
    }
  }

  /** Whether a row is {@code {raw: ...}}, the text of a record; not for a column of that name. */
  static boolean isRaw(YamlMapping row, SourceNode source) {
    return row.entries().size() == 1
        && row.value(RAW).filter(YamlScalar.class::isInstance).isPresent()
        && !source.declared().contains(RAW);
  }

  private void read(YamlMapping row, Diagnostics diagnostics) throws Exception {
    if (node.format().isEmpty()) {
      diagnostics.add(
          Diagnostic.at(
              TestCodes.WRONG_VALUE,
              row.span(),
              "`" + node.name() + "` makes rows itself, so it has no raw records"));
      return;
    }
    if (wholeFiles) {
      diagnostics.add(noRecords(row.span()));
      return;
    }
    String raw = ((YamlScalar) row.value(RAW).orElseThrow()).text().text();
    byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
    try {
      emitAll(bytes, 0, bytes.length, key -> null);
    } catch (BadRecordException bad) {
      diagnostics.add(
          Diagnostic.at(TestCodes.FAILED_RUN, row.span(), String.valueOf(bad.getMessage())));
    }
  }

  private Diagnostic.Builder noRecords(Span place) {
    String format = node.format().map(FormatPlan::name).orElse("");
    return Diagnostic.at(
            TestCodes.WRONG_VALUE,
            place,
            "files of `" + format + "` are read as a whole, and here records would be read")
        .help("send rows: `send: {" + node.name() + ": [{COLUMN: VALUE}]}`");
  }

  /** What a row that deletes by the key of its source needs of these columns: the key. */
  static RowType ofDelete(SourceNode source, RowType columns) {
    List<Field> fields = new ArrayList<>();
    for (Field field : columns.fields()) {
      int position = source.produced().indexOf(field.name());
      fields.add(
          source.keys().contains(position)
              ? source.produced().field(position)
              : Field.of(field.name(), field.type().withNullable(true)));
    }
    return RowType.of(fields);
  }

  /** The type of what a test can send: NULL too, where the source's policy takes bad records. */
  static DataType sendable(SourceNode source, DataType type) {
    return source.errorPolicy() == ErrorPolicy.FAIL ? type : type.withNullable(true);
  }

  /** A row without a value that it needs, or without a time, goes where {@code onError} says. */
  private @Nullable Object @Nullable [] accepted(YamlMapping row, Diagnostics diagnostics) {
    @Nullable Object[] made = convert(row, diagnostics);
    if (diagnostics.hasErrors()) {
      return null;
    }
    byte[] text = row.span().text().getBytes(StandardCharsets.UTF_8);
    try {
      return reader.check(made, text, key -> null);
    } catch (BadRecordException bad) {
      diagnostics.add(
          Diagnostic.at(TestCodes.FAILED_RUN, row.span(), String.valueOf(bad.getMessage())));
      return null;
    }
  }

  /** The produced columns of a checked row; what nobody reads is left out. */
  private @Nullable Object[] convert(YamlMapping row, Diagnostics diagnostics) {
    RowType produced = node.produced();
    ColumnValue values = new ColumnValue(diagnostics, false);
    boolean changing = node.mode() != ChangeMode.APPEND;
    boolean delete = changing && WrittenRow.isDelete(row, node.declared());
    @Nullable Object[] made = new @Nullable Object[produced.size() + (changing ? 1 : 0)];
    if (changing) {
      made[produced.size()] = delete ? RowChange.DELETE : RowChange.PUT;
    }
    for (YamlEntry entry : (delete ? WrittenRow.columns(row, node.declared()) : row).entries()) {
      int position = produced.indexOf(entry.name());
      if (position >= 0) {
        made[position] =
            values.read(
                entry.value(),
                delete
                    ? produced.field(position).type().withNullable(true)
                    : sendable(node, produced.field(position).type()));
      }
    }
    return made;
  }
}
