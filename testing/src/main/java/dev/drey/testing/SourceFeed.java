package dev.drey.testing;

import dev.drey.connector.RecordMetadata;
import dev.drey.connector.RecordReader;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.TestCodes;
import dev.drey.format.BadRecordException;
import dev.drey.plan.SourceNode;
import dev.drey.testing.TestEndpoints.TestSource;
import dev.drey.type.RowType;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlScalar;
import java.nio.charset.StandardCharsets;
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

  SourceFeed(TestSource source, Receiver output) throws Exception {
    this.node = source.node();
    this.output = output;
    this.reader = InstantiationUtil.clone(source.context().reader());
    this.reader.open(new UnregisteredMetricsGroup());
    if (node.options().has("path") && node.format().isPresent()) {
      // A file starts; messages of a topic or stream have no such start.
      this.reader.startOfFile();
    }
    this.timestamps =
        source.context().watermarks().createTimestampAssigner(UnregisteredMetricsGroup::new);
  }

  boolean hasEventTime() {
    return node.eventTime().isPresent();
  }

  void send(YamlMapping row, Diagnostics diagnostics) throws Exception {
    @Nullable Object[] made = isRaw(row, node) ? read(row, diagnostics) : convert(row, diagnostics);
    if (made != null && !diagnostics.hasErrors()) {
      emit(made);
    }
  }

  @SuppressWarnings("NullAway") // A slot of a row may be null; Flink's signatures cannot say so.
  private void emit(@Nullable Object[] row) throws Exception {
    StreamRecord<Object[]> record = new StreamRecord<>(row);
    if (hasEventTime()) {
      record.setTimestamp(timestamps.extractTimestamp(row, Long.MIN_VALUE));
    }
    output.row(record);
  }

  void watermark(long time) throws Exception {
    output.watermark(time);
  }

  /** Whether a row is {@code {raw: ...}}, the text of a record; not for a column of that name. */
  static boolean isRaw(YamlMapping row, SourceNode source) {
    return row.entries().size() == 1
        && row.value(RAW).filter(YamlScalar.class::isInstance).isPresent()
        && !source.declared().contains(RAW);
  }

  private @Nullable Object @Nullable [] read(YamlMapping row, Diagnostics diagnostics) {
    if (node.format().isEmpty()) {
      diagnostics.add(
          Diagnostic.at(
              TestCodes.WRONG_VALUE,
              row.span(),
              "`" + node.name() + "` makes rows itself, so it has no raw records"));
      return null;
    }
    String raw = ((YamlScalar) row.value(RAW).orElseThrow()).text().text();
    byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
    RecordMetadata none = key -> null;
    try {
      return reader.read(bytes, 0, bytes.length, none);
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
    @Nullable Object[] made = new @Nullable Object[produced.size()];
    for (YamlEntry entry : row.entries()) {
      int position = produced.indexOf(entry.name());
      if (position >= 0) {
        made[position] = values.read(entry.value(), produced.field(position).type());
      }
    }
    return made;
  }
}
