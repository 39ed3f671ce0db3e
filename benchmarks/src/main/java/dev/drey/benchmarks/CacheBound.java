// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A window whose cache is full, on RocksDB: {@code KIND MEBIBYTES ROWS}. Prints how many bytes of
 * the heap were live at most behind a collection, and does not come to its end where the heap is
 * too small. Of few rows that is what Flink itself takes.
 */
final class CacheBound {
  /** What is kept of each key. */
  static final Map<String, String> KINDS =
      Map.of(
          "wide keys", "n: COUNT(*), total: SUM(v)",
          "texts", "least: MIN(wide), most: MAX(wide), n: COUNT(*)",
          "distinct", "texts: COUNT(DISTINCT wide), numbers: COUNT(DISTINCT v)",
          "lists", "texts: \"LISTAGG(wide, ',')\", numbers: COLLECT(v)",
          "nested rows", "rows: ARRAY_AGG(nested), last: LAST_VALUE(nested)");

  private static final long ROWS_A_KEY = 8;

  private CacheBound() {}

  public static void main(String[] arguments) throws Exception {
    Figures.endOnFailure();
    String kind = arguments[0].replace('_', ' ');
    long rows = Long.parseLong(arguments[2]);
    String spec =
        String.join(
            "\n",
            "apiVersion: drey/v1",
            "name: bound",
            "runtime: {windowCache: " + arguments[1] + " MiB}",
            "sources:",
            "  in:",
            "    many: {rows: " + rows + ", keys: " + rows + "}",
            "    type: {k: BIGINT NOT NULL, v: BIGINT NOT NULL, at: TIMESTAMP_LTZ(3) NOT NULL}",
            "    eventTime: {field: at, watermark: {maxOutOfOrderness: 5s}}",
            "streams:",
            "  wide:",
            "    from: in",
            "    where: k >= 0",
            "    add:",
            "      card: \"'card-' || REPEAT('x', 100) || CAST(MOD(k, "
                + rows / ROWS_A_KEY
                + ") AS STRING)\"",
            "      wide: \"CAST(v AS STRING) || REPEAT('y', CAST(MOD(v, 7) * 20 AS INT))\"",
            "      nested: \"ROW(v, CAST(v AS STRING))\"",
            "  counted:",
            "    from: wide",
            "    keyBy: [card]",
            "    window: {tumbling: 1h}",
            "    aggregate: {" + KINDS.get(kind) + "}",
            "sinks:",
            "  out: {from: counted, many: {}}",
            "allow:",
            "  - {code: DR0408, at: streams.counted, reason: the rows are never later}");
    StreamExecutionEnvironment environment = Peer.DREY.environment(Setting.of(Backend.ROCKSDB, 1));
    ManyKeys.build(environment, spec);
    ManyRows.failOnceAfterCheckpoint(Long.MAX_VALUE);
    JobClient job = environment.executeAsync("bound");
    ManyRows.awaitEnd();
    System.gc();
    Figures.print("live", (double) live());
    job.cancel().get();
    System.exit(0);
  }

  /** What was live behind the last collection. */
  private static long live() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getCollectionUsage)
        .filter(usage -> usage != null)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
