// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ErrorPolicy;
import dev.drey.connector.RecordReader;
import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.FileDecoder;
import dev.drey.format.FileEncoder;
import dev.drey.format.SeekableInput;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.RunningJob;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.SingletonResultIterator;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A format of whole files fits Flink's reading and writing of files: it is run through both. */
@Timeout(60)
class WholeFilesTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  private static final RowType TYPE =
      RowType.of(
          Field.of("id", DataType.of(TypeKind.BIGINT).notNull()),
          Field.of("name", DataType.string()));
  private static final RowType NAMES = RowType.of(Field.of("name", DataType.string()));

  @TempDir java.nio.file.Path folder;

  @Test
  void jobWritesFilesThatAnotherReads() throws Exception {
    StreamExecutionEnvironment environment = CLUSTER.environment(2);
    FileEncoder encoder = new ColumnFiles().encoder(TYPE, OptionValues.empty());
    List<Object[]> rows =
        LongStream.range(0, 500)
            .mapToObj(i -> new Object[] {i, "n" + i})
            .collect(Collectors.toList());
    environment
        .fromData(rows, RowTypeInformation.of(TYPE))
        .rebalance()
        .sinkTo(
            FileSink.forBulkFormat(
                    Path.fromLocalFile(folder.toFile()), out -> writer(encoder.start(out)))
                .build());
    environment.execute();

    List<Object[]> read = read(TYPE, List.of(0, 1), ErrorPolicy.FAIL);
    assertThat(read.stream().map(row -> row[0] + " " + row[1]))
        .containsExactlyInAnyOrderElementsOf(
            rows.stream().map(row -> row[0] + " " + row[1]).collect(Collectors.toList()));
    assertThat(read(NAMES, List.of(1), ErrorPolicy.FAIL)).hasSize(500).allMatch(r -> r.length == 1);
  }

  @Test
  void badRowIsLeftOutAndTheOnesBehindItAreRead() throws Exception {
    Path file = new Path(Path.fromLocalFile(folder.toFile()), "a");
    try (FSDataOutputStream out =
        FileSystem.getLocalFileSystem().create(file, FileSystem.WriteMode.NO_OVERWRITE)) {
      FileEncoder.Rows rows = new ColumnFiles().encoder(TYPE, OptionValues.empty()).start(out);
      rows.row(new Object[] {1L, "a"});
      rows.row(new Object[] {2L, "bad"});
      rows.row(new Object[] {3L, "c"});
      rows.finish();
    }
    assertThat(read(TYPE, List.of(0, 1), ErrorPolicy.DROP))
        .extracting(row -> row[0])
        .containsExactly(1L, 3L);
  }

  private List<Object[]> read(RowType produced, List<Integer> positions, ErrorPolicy policy)
      throws Exception {
    ConnectorDescriptor files = new FileConnector().descriptor();
    RecordReader reader =
        new RecordReader(
            "files", files, null, policy, produced, new @Nullable String[produced.size()]);
    FileDecoder decoder =
        new ColumnFiles()
            .decoder(DecoderContext.of(TYPE, produced, positions, OptionValues.empty()));
    return RunningJob.all(
        CLUSTER
            .environment(2)
            .fromSource(
                FileSource.forBulkFileFormat(
                        new Files(decoder, reader, RowTypeInformation.of(produced)),
                        Path.fromLocalFile(folder.toFile()))
                    .build(),
                WatermarkStrategy.noWatermarks(),
                "files"));
  }

  private static BulkWriter<Object[]> writer(FileEncoder.Rows rows) {
    return new BulkWriter<>() {
      @Override
      public void addElement(Object[] row) throws IOException {
        rows.row(row);
      }

      @Override
      public void flush() {}

      @Override
      public void finish() throws IOException {
        rows.finish();
      }
    };
  }

  /** A format of ours as Flink's files have it; rows go the way of all rows that are made. */
  private static final class Files implements BulkFormat<Object[], FileSourceSplit> {
    private static final long serialVersionUID = 1;

    private final FileDecoder decoder;
    private final RecordReader reader;
    private final TypeInformation<Object[]> type;

    Files(FileDecoder decoder, RecordReader reader, TypeInformation<Object[]> type) {
      this.decoder = decoder;
      this.reader = reader;
      this.type = type;
    }

    @Override
    public Reader<Object[]> createReader(Configuration config, FileSourceSplit split)
        throws IOException {
      reader.open(new UnregisteredMetricsGroup());
      FSDataInputStream in = split.path().getFileSystem().open(split.path());
      try {
        return new OneFile(decoder.open(new Seekable(in, split.fileSize())), reader);
      } catch (BadRecordException e) {
        throw new IOException(e);
      }
    }

    @Override
    public Reader<Object[]> restoreReader(Configuration config, FileSourceSplit split)
        throws IOException {
      Reader<Object[]> reader = createReader(config, split);
      long read = split.getReaderPosition().orElseThrow().getRecordsAfterOffset();
      for (long i = 0; i < read; i++) {
        reader.readBatch();
      }
      return reader;
    }

    @Override
    public boolean isSplittable() {
      return false;
    }

    @Override
    public TypeInformation<Object[]> getProducedType() {
      return type;
    }
  }

  /** A batch is a row. */
  private static final class OneFile implements BulkFormat.Reader<Object[]> {
    private final FileDecoder.Rows rows;
    private final RecordReader reader;
    private long read;

    OneFile(FileDecoder.Rows rows, RecordReader reader) {
      this.rows = rows;
      this.reader = reader;
    }

    @Override
    public BulkFormat.@Nullable RecordIterator<Object[]> readBatch() throws IOException {
      while (true) {
        try {
          Object[] row;
          try {
            row = rows.next();
          } catch (BadRecordException bad) {
            read++;
            row = reader.reject(String.valueOf(bad.getMessage()), null, key -> null);
            if (row == null) {
              continue;
            }
          }
          if (row == null) {
            return null;
          }
          Object[] accepted = reader.accept(row, key -> null);
          if (accepted != null) {
            SingletonResultIterator<Object[]> batch = new SingletonResultIterator<>();
            batch.set(accepted, 0, ++read);
            return batch;
          }
        } catch (BadRecordException e) {
          throw new IOException(e.getMessage(), e);
        }
      }
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }

  /** Flink's stream of a file. */
  private static final class Seekable extends SeekableInput {
    private final FSDataInputStream in;
    private final long length;

    Seekable(FSDataInputStream in, long length) {
      this.in = in;
      this.length = length;
    }

    @Override
    public long length() {
      return length;
    }

    @Override
    public void seek(long position) throws IOException {
      in.seek(position);
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      return in.read(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
