// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamStatementSet;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** A query of Nexmark as a job, by Drey or in Flink SQL. */
final class Nexmark {
  private final NexmarkQuery query;
  private final Records events;

  Nexmark(NexmarkQuery query, Records events) {
    this.query = query;
    this.events = events;
  }

  /**
   * Runs the job once.
   *
   * @param keep whether {@link Bench} keeps its results
   * @return the seconds from the first event to the end of the job
   */
  double run(Peer peer, Setting setting, boolean keep) throws Exception {
    Bench.prepare(events, setting.parallelism(), false, keep);
    StreamExecutionEnvironment environment = peer.environment(setting);
    if (peer == Peer.DREY) {
      DreyPipelines.build(
          environment, query + ".yaml", query.spec(), events.count(), new BenchConnector());
    } else {
      sql(environment);
    }
    environment.executeAsync(query + " " + peer).getJobExecutionResult().get();
    return (System.nanoTime() - Bench.firstRecordNanos()) / 1e9;
  }

  private void sql(StreamExecutionEnvironment environment) {
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.getConfig().set("table.local-time-zone", "UTC");
    if (!query.key().isEmpty()) {
      // What an upsert stream can have best: few updates of few keys.
      tables.getConfig().set("table.exec.mini-batch.enabled", "true");
      tables.getConfig().set("table.exec.mini-batch.allow-latency", "1 s");
      tables.getConfig().set("table.exec.mini-batch.size", "5000");
      tables.getConfig().set("table.optimizer.distinct-agg.split.enabled", "true");
      tables.getConfig().set("table.exec.state.ttl", "1 d");
    }
    for (String statement :
        List.of(
            NexmarkQuery.tables()
                .replace("RECORDS", Integer.toString(events.count()))
                .split(";"))) {
      if (!statement.isBlank()) {
        tables.executeSql(statement);
      }
    }
    String key =
        query.key().isEmpty()
            ? ""
            : ", primary key (`" + String.join("`, `", query.key()) + "`) not enforced";
    tables.executeSql(
        "create table results ("
            + query.columns()
            + key
            + ") with ('connector' = 'bench', 'format' = 'json',"
            + " 'json.timestamp-format.standard' = 'ISO-8601')");
    StreamStatementSet statements = tables.createStatementSet();
    statements.addInsertSql("insert into results " + query.sql());
    statements.attachAsDataStream();
  }
}
