// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.ErrorPolicy;
import dev.drey.format.csv.CsvFormat;
import dev.drey.format.json.JsonFormat;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.FailsOnce;
import dev.drey.testkit.SourceRun;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files that are read in turns; rows are their own times, with the watermark they meet behind. */
class OrderedFilesTest {
  private static final DataType BIGINT = DataType.of(TypeKind.BIGINT);
  private static final RowType TYPE = RowType.of(Field.of("n", BIGINT));
  private static final RowType MET = RowType.of(Field.of("n", BIGINT), Field.of("w", BIGINT));
  private static final long NONE = Long.MIN_VALUE;

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @TempDir Path folder;

  private void write(String name, long... numbers) throws IOException {
    StringBuilder text = new StringBuilder();
    for (long number : numbers) {
      text.append("{\"n\":").append(number).append("}\n");
    }
    Files.write(folder.resolve(name), text.toString().getBytes(UTF_8));
  }

  private SourceRun run(Map<String, Object> more) {
    Map<String, Object> options = new LinkedHashMap<>(more);
    options.put("path", folder.toString());
    return SourceRun.of(new FileConnector(), OptionValues.of(options), TYPE)
        .format(new JsonFormat(), OptionValues.empty())
        .watermarks(
            WatermarkStrategy.<Object[]>forGenerator(context -> new Latest())
                .withTimestampAssigner((row, ignored) -> (Long) row[0]))
        .inOrder();
  }

  private static List<List<Object>> met(SourceRun run, StreamExecutionEnvironment environment)
      throws Exception {
    List<List<Object>> rows = new ArrayList<>();
    CloseableIterator<Object[]> emitted =
        run.add(environment)
            .process(new Met(), RowTypeInformation.of(MET))
            .setParallelism(1)
            .executeAndCollect();
    emitted.forEachRemaining(row -> rows.add(List.of(row[0], row[1])));
    emitted.close();
    return rows;
  }

  @Test
  void theFileThatIsLeastFarComesNext() throws Exception {
    write("a.jsonl", 10, 50, 20);
    write("b.jsonl", 10, 30, 70);
    write("c.jsonl", 60);
    write("d.jsonl");

    // Of two that are alike the first by path; c begins when a has ended and b is at 70. Only a row
    // that is behind, or right at it, needs to meet the watermark itself.
    assertThat(met(run(Map.of()), CLUSTER.environment(3)))
        .extracting(row -> row.get(0))
        .containsExactly(10L, 50L, 10L, 30L, 70L, 20L, 60L);
    assertThat(met(run(Map.of()), CLUSTER.environment(1))).contains(List.of(20L, 49L));
  }

  @Test
  void byNameOneWatermarkGoesThroughAllFiles() throws Exception {
    write("a.jsonl", 10, 50, 20);
    write("b.jsonl", 60, 40);

    assertThat(met(run(Map.of("order", "name")), CLUSTER.environment(2)))
        .containsExactly(
            List.of(10L, NONE),
            List.of(50L, NONE),
            List.of(20L, 49L),
            List.of(60L, 49L),
            List.of(40L, 59L));
  }

  @Test
  void byNameAFileThatBeginsTooEarlyStopsTheJob() throws Exception {
    write("a.jsonl", 10, 50, 20);
    write("b.jsonl", 49, 60);

    assertThatThrownBy(() -> met(run(Map.of("order", "name")), CLUSTER.environment(1)))
        .satisfies(
            failure ->
                assertThat(
                        ExceptionUtils.findThrowable(failure, ConnectorException.class)
                            .map(Throwable::getMessage)
                            .orElse(""))
                    .matches(
                        "source `input` has `order: name`, but `.*b.jsonl` begins at"
                            + " 1970-01-01T00:00:00.049Z, and the files before it have come to"
                            + " 1970-01-01T00:00:00.049Z: leave `order` out, or rename the files"));
  }

  @Test
  void filesWithOtherHeadersAndPackedOnesGoTogether() throws Exception {
    Files.write(folder.resolve("a.csv"), "x,n\n1,10\n1,40\n".getBytes(UTF_8));
    Files.write(folder.resolve("b.csv"), "n,x\n20,1\n30,1\n".getBytes(UTF_8));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("c.csv.gz")))) {
      out.write("x,y,n\n1,2,25\n1,2,35\n".getBytes(UTF_8));
    }
    SourceRun csv = run(Map.of()).format(new CsvFormat(), OptionValues.of(Map.of("header", true)));

    assertThat(met(csv, CLUSTER.environment(2)))
        .extracting(row -> row.get(0))
        .containsExactly(10L, 40L, 20L, 30L, 25L, 35L);
  }

  @Test
  void manyMoreFilesThanMayBeOpenAreReadInOneOrder() throws Exception {
    int files = 250;
    long perFile = 40;
    List<Long> expected = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      long[] numbers = new long[(int) perFile];
      for (int j = 0; j < perFile; j++) {
        numbers[j] = j * 1000L + i;
        expected.add(numbers[j]);
      }
      write(String.format("%03d.jsonl", i), numbers);
    }

    List<List<Object>> rows = met(run(Map.of()), CLUSTER.environment(1));

    assertThat(rows).extracting(row -> row.get(0)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(rows).allMatch(row -> (Long) row.get(0) > (Long) row.get(1));
  }

  @Test
  void badFirstRecordsAreCountedOnceAndHoldNobodyBack() throws Exception {
    Files.write(folder.resolve("a.jsonl"), "no JSON\n{\"n\":30}\n".getBytes(UTF_8));
    write("b.jsonl", 10, 20);

    assertThat(met(run(Map.of()).onError(ErrorPolicy.DROP), CLUSTER.environment(1)))
        .extracting(row -> row.get(0))
        .containsExactly(10L, 20L, 30L);
  }

  @Test
  void rowsAndTheirWatermarksAreTheSameThoughTheJobFailsAndRestarts() throws Exception {
    long[] one = new long[6000];
    long[] two = new long[6000];
    for (int i = 0; i < one.length; i++) {
      one[i] = 10L * i + (i % 7 == 0 ? -55 : 0);
      two[i] = 9L * i + 3000 + (i % 5 == 0 ? -77 : 0);
    }
    for (Map<String, Object> options :
        List.<Map<String, Object>>of(Map.of(), Map.of("order", "name"))) {
      write("a.jsonl", one);
      long apart = options.isEmpty() ? 0 : 1_000_000;
      for (int i = 0; i < two.length; i++) {
        two[i] += apart;
      }
      write("b.jsonl", two);
      Path marker = folder.resolveSibling(folder.getFileName() + "-failed" + options.size());
      List<List<Object>> expected = behind(met(run(options), CLUSTER.environment(1)));

      Configuration restarting = new Configuration();
      restarting.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
      restarting.set(
          RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
      StreamExecutionEnvironment environment = CLUSTER.environment(1, restarting);
      environment.enableCheckpointing(20);
      List<List<Object>> rows = new ArrayList<>();
      CloseableIterator<Object[]> emitted =
          run(options)
              .add(environment)
              .process(new Met(), RowTypeInformation.of(MET))
              .map(new FailsOnce(marker, 50))
              .returns(RowTypeInformation.of(MET))
              .executeAndCollect();
      emitted.forEachRemaining(row -> rows.add(List.of(row[0], row[1])));
      emitted.close();

      assertThat(marker).exists();
      Files.delete(marker);
      assertThat(expected).isNotEmpty();
      assertThat(behind(rows)).isEqualTo(expected);
    }
  }

  /** The rows that meet a watermark which is not behind them, with it; of the others none. */
  private static List<List<Object>> behind(List<List<Object>> rows) {
    return rows.stream()
        .map(
            row -> (Long) row.get(0) <= (Long) row.get(1) ? row : List.<Object>of(row.get(0), NONE))
        .collect(Collectors.toList());
  }

  /** A watermark right behind the latest row, with each row that moves it. */
  private static final class Latest implements WatermarkGenerator<Object[]> {
    private long latest = NONE;

    @Override
    public void onEvent(Object[] row, long time, WatermarkOutput output) {
      if (time > latest) {
        latest = time;
        output.emitWatermark(new Watermark(time - 1));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  /** A row's time and the watermark that it meets; a tenth of a millisecond each, or more. */
  private static final class Met extends ProcessFunction<Object[], Object[]> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement(Object[] row, Context context, Collector<Object[]> out) {
      LockSupport.parkNanos(20_000);
      out.collect(new Object[] {context.timestamp(), context.timerService().currentWatermark()});
    }
  }
}
