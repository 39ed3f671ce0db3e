// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

/** The jobs of {@code benchmarks/README.md}, and what each peer needs to know of them. */
enum Job {
  /** Keeps large US transactions and projects four columns, one computed. */
  ETL(
      "select tx_id, card_id, amount, amount * 0.02 AS fee from tx"
          + " where amount > 500 and merchant.country = 'US'"),
  /** Count and average per card over five minutes. */
  TUMBLE(
      "select card_id, window_start, window_end, count(*) as tx_count, avg(amount) as average"
          + " from table(tumble(table tx, descriptor(event_time), interval '5' minutes))"
          + " group by card_id, window_start, window_end");

  private final String sql;

  Job(String sql) {
    this.sql = sql;
  }

  /** The job as Flink SQL over a table {@code tx}. */
  String sql() {
    return sql;
  }

  /** The resource that holds the job as a Drey spec. */
  String spec() {
    return name().toLowerCase(java.util.Locale.ROOT) + ".yaml";
  }

  /** Event time from one record to the next: enough records a window, enough windows a run. */
  long stepMillis() {
    return 2;
  }
}
