// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.bridge.java.StreamStatementSet;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** The jobs in Flink SQL, with the {@code json} format at both ends. */
final class FlinkSql {
  private FlinkSql() {}

  static void build(StreamExecutionEnvironment environment, Trial trial) {
    Job job = trial.job();
    int records = trial.records();
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.getConfig().set("table.local-time-zone", "UTC");
    if (job == Job.DEDUPE) {
      // What the job needs no longer, by the clock: Flink SQL knows no other end of state.
      tables.getConfig().set("table.exec.state.ttl", "1 h");
      tables.getConfig().set("table.exec.mini-batch.enabled", "true");
      tables.getConfig().set("table.exec.mini-batch.allow-latency", "1 s");
      tables.getConfig().set("table.exec.mini-batch.size", "5000");
    }
    String format = job.isAvro() ? "avro" : "json";
    tables.executeSql(
        "create table tx (tx_id string, card_id string, amount double,"
            + " merchant row<id bigint, name string, country string>, ts bigint"
            + (job.asks() ? ", asked_at as proctime()" : "")
            + (!job.hasState()
                ? ""
                : ", event_time as to_timestamp_ltz(ts, 3),"
                    + " watermark for event_time as event_time - interval '5' second")
            + ") with ('connector' = 'bench', 'format' = '"
            + format
            + "', 'records' = '"
            + records
            + "')");
    if (job.asks()) {
      tables.executeSql(
          "create table owners (card_id string, name string) with ("
              + trial
                  .register()
                  .flatMap(Register::table)
                  .orElse(
                      "'connector' = 'bench', 'format' = 'json', 'cached' = '"
                          + (job == Job.LOOKUP_CACHED)
                          + "'")
              + ")");
    }
    String columns =
        job.asks()
            ? "tx_id string, card_id string, owner string"
            : !job.hasState()
                ? "tx_id string, card_id string, amount double, fee double"
                : !job.isWindow()
                    ? "tx_id string, card_id string, amount double"
                    : "card_id string, window_start timestamp(3), window_end timestamp(3),"
                        + " tx_count bigint, "
                        + (job == Job.SESSION ? "total" : "average")
                        + " double";
    tables.executeSql(
        "create table results ("
            + columns
            + ") with ('connector' = 'bench', 'format' = '"
            + format
            + "'"
            + (job.isAvro() ? ")" : ", 'json.timestamp-format.standard' = 'ISO-8601')"));
    StreamStatementSet statements = tables.createStatementSet();
    StatementSet ignored = statements.addInsertSql("insert into results " + job.sql());
    statements.attachAsDataStream();
  }
}
