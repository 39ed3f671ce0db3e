// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.benchmarks.HandWritten.Fee;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** Folders of JSON lines at either end of a job. */
final class FileEnds implements Origin, Target {
  private final Folder folder = new Folder();

  @Override
  public void empty() throws IOException {
    folder.next();
  }

  @Override
  public void fill(Records input) throws IOException {
    folder.next();
    for (int file = 0; file < Folder.FILES; file++) {
      try (OutputStream out =
          Files.newOutputStream(folder.path().resolve("part-" + file + ".jsonl"))) {
        for (int i = folder.start(file, input); i < folder.start(file + 1, input); i++) {
          out.write(input.get(i));
          out.write('\n');
        }
      }
    }
  }

  @Override
  public String sink() {
    return source();
  }

  @Override
  public String source() {
    return "file: {path: \"" + folder.path() + "\"}";
  }

  @Override
  public DataStream<Fee> byHand(StreamExecutionEnvironment environment) {
    return HandWritten.etl(
        environment
            .fromSource(
                FileSource.forRecordStreamFormat(new TextLineInputFormat(), folder.flinkPath())
                    .build(),
                WatermarkStrategy.noWatermarks(),
                "transactions")
            .map(new FromLine()));
  }

  @Override
  public void byHand(DataStream<Fee> fees) {
    fees.sinkTo(FileSink.<Fee>forRowFormat(folder.flinkPath(), new ToLine()).build());
  }

  @Override
  public List<byte[]> written() throws IOException {
    List<byte[]> lines = new ArrayList<>();
    for (Path file : folder.files()) {
      for (String line : Files.readAllLines(file)) {
        lines.add(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return lines;
  }

  @Override
  public void close() {
    folder.close();
  }

  private static final class FromLine extends RichMapFunction<String, Transaction> {
    private static final long serialVersionUID = 1;
    private transient @Nullable ObjectMapper mapper;

    @Override
    public void open(OpenContext context) {
      mapper = new ObjectMapper();
    }

    @Override
    public Transaction map(String line) throws IOException {
      return Objects.requireNonNull(mapper).readValue(line, Transaction.class);
    }
  }

  private static final class ToLine implements Encoder<Fee> {
    private static final long serialVersionUID = 1;
    private transient @Nullable ObjectMapper mapper;

    @Override
    public void encode(Fee fee, OutputStream out) throws IOException {
      ObjectMapper json = mapper;
      if (json == null) {
        json = new ObjectMapper();
        mapper = json;
      }
      out.write(json.writeValueAsBytes(fee));
      out.write('\n');
    }
  }
}
