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
          + " group by card_id, window_start, window_end"),
  /** The first job with Avro at both ends. */
  ETL_AVRO(ETL.sql),
  /** Asks for each card's owner. */
  LOOKUP(
      "select tx_id, tx.card_id, owners.name as owner from tx left join owners"
          + " for system_time as of tx.asked_at on tx.card_id = owners.card_id"),
  /** The same, remembering what was answered. */
  LOOKUP_CACHED(LOOKUP.sql);

  private final String sql;

  Job(String sql) {
    this.sql = sql;
  }

  boolean isAvro() {
    return this == ETL_AVRO;
  }

  boolean asks() {
    return this == LOOKUP || this == LOOKUP_CACHED;
  }

  boolean hasState() {
    return this == TUMBLE;
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
