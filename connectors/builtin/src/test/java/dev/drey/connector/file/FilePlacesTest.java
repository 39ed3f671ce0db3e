// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.ErrorPolicy;
import dev.drey.connector.RecordReader;
import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.FileDecoder;
import dev.drey.format.FileEncoder;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowOutput;
import dev.drey.row.BadRecord;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.RunningJob;
import dev.drey.testkit.SourceRun;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reading goes on behind any row: of a record with several, of a file that is a whole, and of files
 * that are read in order.
 */
@Timeout(60)
class FilePlacesTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  private static final RowType TEXTS = RowType.of(Field.of("text", DataType.string().notNull()));
  private static final RowType COLUMNS =
      RowType.of(
          Field.of("id", DataType.of(TypeKind.BIGINT).notNull()),
          Field.of("name", DataType.string()));

  @TempDir Path folder;

  /** {@code a,b,c} are three rows, {@code -} is none, and an empty one lacks what it needs. */
  private static final class Words implements RowDecoder {
    private static final long serialVersionUID = 1;

    @Override
    public void open() {}

    @Override
    public boolean hasSeveralRows() {
      return true;
    }

    @Override
    public Object[] decode(byte[] bytes, int offset, int length) {
      throw new IllegalStateException("a record may have several rows");
    }

    @Override
    public void decodeAll(byte[] bytes, int offset, int length, RowOutput rows)
        throws BadRecordException {
      String record = new String(bytes, offset, length, UTF_8);
      if (record.equals("?")) {
        throw new BadRecordException("a question");
      }
      for (String word : record.equals("-") ? new String[0] : record.split(",", -1)) {
        rows.row(new @Nullable Object[] {word.isEmpty() ? null : word});
      }
    }
  }

  private static RecordReader reader(@Nullable RowDecoder decoder, RowType type) {
    RecordReader reader =
        new RecordReader(
            "files",
            new FileConnector().descriptor(),
            decoder,
            ErrorPolicy.EMIT,
            type,
            new @Nullable String[type.size()]);
    reader.open(new UnregisteredMetricsGroup());
    return reader;
  }

  private static String text(Object[] row) {
    return BadRecord.isBad(row) ? "bad: " + ((BadRecord) row[0]).row()[1] : String.valueOf(row[0]);
  }

  /** The rows behind a place, and where each of them leaves off. */
  private static List<RecordAndPosition<Object[]>> read(
      RecordFileFormat format, Path file, @Nullable CheckpointedPosition from) throws IOException {
    FileSourceSplit split =
        new FileSourceSplit(
            "1",
            new org.apache.flink.core.fs.Path(file.toUri()),
            0,
            Files.size(file),
            0,
            Files.size(file),
            new String[0],
            from);
    Configuration none = new Configuration();
    List<RecordAndPosition<Object[]>> rows = new ArrayList<>();
    try (BulkFormat.Reader<Object[]> reader =
        from == null ? format.createReader(none, split) : format.restoreReader(none, split)) {
      BulkFormat.RecordIterator<Object[]> batch;
      while ((batch = reader.readBatch()) != null) {
        RecordAndPosition<Object[]> row;
        while ((row = batch.next()) != null) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static void assertGoesOnBehindAnyRow(
      RecordFileFormat format, Path file, List<String> expected) throws IOException {
    List<RecordAndPosition<Object[]>> all = read(format, file, null);
    assertThat(all).extracting(row -> text(row.getRecord())).isEqualTo(expected);
    for (int taken = 1; taken <= all.size(); taken++) {
      RecordAndPosition<Object[]> last = all.get(taken - 1);
      List<RecordAndPosition<Object[]>> rest =
          read(format, file, new CheckpointedPosition(last.getOffset(), last.getRecordSkipCount()));
      assertThat(rest)
          .as("behind %s rows", taken)
          .extracting(row -> text(row.getRecord()))
          .isEqualTo(expected.subList(taken, expected.size()));
    }
  }

  @Test
  void aRecordOfSeveralRowsIsGoneOnWithInItsMiddle() throws Exception {
    Path file = Files.write(folder.resolve("words"), List.of("a,b,c", "-", "d", "?", "e,,f", "-"));
    assertGoesOnBehindAnyRow(
        new RecordFileFormat(reader(new Words(), TEXTS), null, RowTypeInformation.of(TEXTS)),
        file,
        List.of(
            "a",
            "b",
            "c",
            "d",
            "bad: a question",
            "e",
            "bad: `text` is declared NOT NULL but the record has no value for it",
            "f"));
  }

  private Path whole(String name, int rows) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      FileEncoder.Rows written =
          new ColumnFiles().encoder(COLUMNS, OptionValues.empty()).start(out);
      for (long i = 0; i < rows; i++) {
        written.row(new Object[] {i, i == 2 ? "bad" : "n" + i});
      }
      written.finish();
    }
    return file;
  }

  private static FileDecoder columnFiles() {
    return new ColumnFiles()
        .decoder(DecoderContext.of(COLUMNS, COLUMNS, List.of(0, 1), OptionValues.empty()));
  }

  @Test
  void aFileThatIsAWholeIsGoneOnWithBehindAnyRow() throws Exception {
    assertGoesOnBehindAnyRow(
        new RecordFileFormat(reader(null, COLUMNS), columnFiles(), RowTypeInformation.of(COLUMNS)),
        whole("five", 5),
        List.of("0", "1", "bad: its name is bad", "3", "4"));
  }

  @Test
  void aFileThatIsNoneOfTheFormatIsOneBadRecord() throws Exception {
    assertGoesOnBehindAnyRow(
        new RecordFileFormat(reader(null, COLUMNS), columnFiles(), RowTypeInformation.of(COLUMNS)),
        Files.write(folder.resolve("short"), List.of("no")),
        List.of("bad: it has no footer"));
  }

  @Test
  void filesReadInOrderGoOnInTheMiddleOfARecordToo() throws Exception {
    Path file = Files.write(folder.resolve("words"), List.of("a,b,c", "d,e"));
    List<String> read = new ArrayList<>();
    OrderedFile at = OrderedFile.unread(file.toUri().toString());
    RecordReader reader = reader(new Words(), TEXTS);
    for (int i = 0; i < 5; i++) {
      // As a checkpoint keeps it.
      OrderedFile.Serializer serializer = new OrderedFile.Serializer();
      at = serializer.deserialize(serializer.getVersion(), serializer.serialize(at));
      try (FileRows rows =
          new FileOpener(reader, null).open(new org.apache.flink.core.fs.Path(at.path()))) {
        rows.skipTo(at.position(), at.taken());
        assertThat(rows.advance()).isTrue();
        Object[] row = rows.row();
        read.add(row == null ? "none" : text(row));
        at = new OrderedFile(at.path(), rows.offset(), rows.taken(), 7);
      }
    }
    assertThat(read).containsExactly("a", "b", "c", "d", "e");
    assertThat(at.watermark()).isEqualTo(7);
  }

  @Test
  void aPlaceOfAnOlderSavepointIsBehindARecord() throws Exception {
    // Version 1: the path, the position and the watermark.
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    java.io.DataOutputStream out = new java.io.DataOutputStream(bytes);
    out.writeUTF("a.jsonl");
    out.writeLong(11);
    out.writeLong(22);
    OrderedFile old = new OrderedFile.Serializer().deserialize(1, bytes.toByteArray());
    assertThat(List.of(old.position(), old.taken(), old.watermark())).containsExactly(11L, 0L, 22L);
  }

  @Test
  void wholeFilesAreReadInOrder() throws Exception {
    whole("a", 2);
    whole("b", 2);
    List<Object[]> rows =
        RunningJob.all(
            SourceRun.of(
                    new FileConnector(),
                    OptionValues.of(Map.of("path", folder.toString(), "order", "name")),
                    COLUMNS)
                .files(new ColumnFiles(), OptionValues.empty())
                .metadata(Map.of("at", "line"))
                .add(CLUSTER.environment(2)));
    assertThat(rows.stream().map(row -> row[1] + " " + row[2]).collect(Collectors.toList()))
        .containsExactly("n0 1", "n1 2", "n0 1", "n1 2");
  }
}
