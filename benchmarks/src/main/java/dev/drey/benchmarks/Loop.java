// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import dev.drey.connector.RecordMetadata;
import dev.drey.connector.RecordReader;
import dev.drey.format.RowEncoder;
import dev.drey.type.RowType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job as one loop in one thread, with the reader and the writer that Drey's job has, and maps: no
 * Flink, no state that outlives the process. The limit that no job reaches.
 */
final class Loop {
  private static final RecordMetadata NO_METADATA = key -> null;
  private static final long WINDOW = 300_000;
  private static final long DISORDER = 5_000;

  private final RecordReader reader;
  private final RowEncoder encoder;
  private final int txId;
  private final int cardId;
  private final int amount;
  private final int ts;
  private final int merchant;

  /** Where the merchant's country is. */
  private final int country;

  private Loop(BenchConnector bench) {
    this.reader = bench.lastSource().reader();
    this.encoder = bench.lastSink().encoder().orElseThrow();
    RowType type = bench.lastSource().rowType();
    this.txId = type.names().indexOf("tx_id");
    this.cardId = type.names().indexOf("card_id");
    this.amount = type.names().indexOf("amount");
    this.ts = type.names().indexOf("ts");
    this.merchant = type.names().indexOf("merchant");
    this.country = merchant < 0 ? -1 : type.field(merchant).type().row().names().indexOf("country");
    reader.open(new UnregisteredMetricsGroup());
    encoder.open();
  }

  /** Runs the job of a trial on what {@link Bench} was prepared with. */
  static void run(Trial trial) throws Exception {
    BenchConnector bench = new BenchConnector();
    DreyPipelines.build(StreamExecutionEnvironment.createLocalEnvironment(1), trial, bench);
    Loop loop = new Loop(bench);
    int records = trial.input().count();
    switch (trial.job()) {
      case ETL:
        loop.etl(records);
        break;
      case TUMBLE:
        loop.tumble(records);
        break;
      case DEDUPE:
        loop.dedupe(records);
        break;
      default:
        throw new IllegalArgumentException("no loop for " + trial.job());
    }
  }

  private Object[] read(int i) throws Exception {
    byte[] bytes = Bench.read(i);
    return Objects.requireNonNull(reader.read(bytes, 0, bytes.length, NO_METADATA));
  }

  private void etl(int records) throws Exception {
    for (int i = 0; i < records; i++) {
      byte[] bytes = Bench.read(i);
      // A reader may know already which records are not kept.
      Object[] row = reader.read(bytes, 0, bytes.length, NO_METADATA);
      if (row != null && isKept(row)) {
        double value = (Double) row[amount];
        Bench.write(
            encoder.encode(new Object[] {row[txId], row[cardId], row[amount], value * 0.02}));
      }
    }
  }

  private boolean isKept(Object[] row) {
    if (merchant < 0) {
      return true;
    }
    Object[] place = (Object[]) row[merchant];
    return row[amount] != null
        && (Double) row[amount] > 500
        && place != null
        && "US".equals(place[country]);
  }

  private static final class Sums {
    private long count;
    private double sum;
  }

  private void tumble(int records) throws Exception {
    TreeMap<Long, Map<Object, Sums>> windows = new TreeMap<>();
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < records; i++) {
      Object[] row = read(i);
      long time = (Long) row[ts];
      latest = Math.max(latest, time);
      Sums sums =
          windows
              .computeIfAbsent(time - Math.floorMod(time, WINDOW), start -> new HashMap<>())
              .computeIfAbsent(row[cardId], card -> new Sums());
      sums.count++;
      sums.sum += (Double) row[amount];
      while (windows.firstKey() + WINDOW <= latest - DISORDER) {
        fire(windows.pollFirstEntry());
      }
    }
    while (!windows.isEmpty()) {
      fire(windows.pollFirstEntry());
    }
  }

  private void fire(Map.Entry<Long, Map<Object, Sums>> window) {
    long start = window.getKey();
    window
        .getValue()
        .forEach(
            (card, sums) ->
                Bench.write(
                    encoder.encode(
                        new Object[] {
                          card, start, start + WINDOW, sums.count, sums.sum / sums.count
                        })));
  }

  /** Records do not come before those that they repeat, and this forgets none. */
  private void dedupe(int records) throws Exception {
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < records; i++) {
      Object[] row = read(i);
      if (seen.add(row[txId])) {
        Bench.write(encoder.encode(new Object[] {row[txId], row[cardId], row[amount]}));
      }
    }
  }
}
