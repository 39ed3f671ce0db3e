// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The jobs of {@code benchmarks/README.md}, and what each peer needs to know of them. */
@SuppressWarnings("ImmutableEnumChecker") // What makes systems keeps nothing.
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
  /** Count and average per card over an hour, every minute. */
  SLIDE(
      "select card_id, window_start, window_end, count(*) as tx_count, avg(amount) as average"
          + " from table(hop(table tx, descriptor(event_time), interval '1' minutes,"
          + " interval '1' hours)) group by card_id, window_start, window_end"),
  /** Count and sum per card until ten minutes without it. */
  SESSION(
      "select card_id, window_start, window_end, count(*) as tx_count, sum(amount) as total"
          + " from table(session(table tx partition by card_id, descriptor(event_time),"
          + " interval '10' minutes)) group by card_id, window_start, window_end"),
  /** The first of each transaction within an hour. */
  DEDUPE(
      "select tx_id, card_id, amount from (select tx_id, card_id, amount, row_number() over"
          + " (partition by tx_id order by event_time asc) as place from tx) where place = 1"),
  /** The first job with Avro at both ends. */
  ETL_AVRO(ETL.sql),
  /** Asks for each card's owner. */
  LOOKUP(
      "select tx_id, tx.card_id, owners.name as owner from tx left join owners"
          + " for system_time as of tx.asked_at on tx.card_id = owners.card_id"),
  /** The same, remembering what was answered. */
  LOOKUP_CACHED(LOOKUP.sql),
  /** The same of a system. */
  LOOKUP_DYNAMODB(LOOKUP.sql, DynamoDbRegister::new),
  LOOKUP_JDBC(LOOKUP.sql, JdbcRegister::new),
  LOOKUP_HTTP(LOOKUP.sql, HttpRegister::new),
  /** The first job, reading from a system and throwing its results away. */
  READ_FILE(FileEnds::new, null),
  READ_PARQUET(ParquetEnds::new, null),
  READ_KAFKA(KafkaEnds::new, null),
  READ_KINESIS(KinesisEnds::new, null),
  READ_ICEBERG(IcebergEnds::new, null),
  /** Writes rows that are there already to a system. */
  WRITE_FILE(null, FileEnds::new),
  WRITE_PARQUET(null, ParquetEnds::new),
  WRITE_KAFKA(null, KafkaEnds::new),
  WRITE_KINESIS(null, KinesisEnds::new),
  WRITE_FIREHOSE(null, FirehoseEnd::answering),
  WRITE_DYNAMODB(null, DynamoDbEnd::new),
  WRITE_OPENSEARCH(null, SearchEnd::new),
  WRITE_JDBC(null, JdbcEnd::new),
  WRITE_ICEBERG(null, IcebergEnds::new),
  WRITE_HTTP(null, HttpEnd::new);

  private final String sql;
  private final @Nullable Supplier<Origin> origin;
  private final @Nullable Supplier<Target> target;
  private final @Nullable Supplier<Register> register;

  Job(String sql) {
    this.sql = sql;
    this.origin = null;
    this.target = null;
    this.register = null;
  }

  Job(String sql, Supplier<Register> register) {
    this.sql = sql;
    this.origin = null;
    this.target = null;
    this.register = register;
  }

  Job(@Nullable Supplier<Origin> origin, @Nullable Supplier<Target> target) {
    this.sql = "";
    this.origin = origin;
    this.target = target;
    this.register = null;
  }

  /** A new one of the systems that the job reads from; empty where it reads from memory. */
  Optional<Origin> origin() {
    return Optional.ofNullable(origin).map(Supplier::get);
  }

  /** A new one of the systems that the job writes to; empty where it throws its results away. */
  Optional<Target> target() {
    return Optional.ofNullable(target).map(Supplier::get);
  }

  /** A new one of the systems that the job asks; empty where it asks a thread. */
  Optional<Register> register() {
    return Optional.ofNullable(register).map(Supplier::get);
  }

  /**
   * Of so many records those that it takes: fewer before an emulator or a server of a test, and
   * where a peer needs an hour for all.
   */
  int records(int all, Backend backend) {
    if (this == WRITE_KINESIS) {
      return all / 100;
    }
    if (this == READ_KINESIS
        || this == WRITE_FIREHOSE
        || this == WRITE_DYNAMODB
        || this == WRITE_OPENSEARCH
        || this == WRITE_JDBC
        || this == WRITE_HTTP
        || register != null) {
      return all / 10;
    }
    return this == SLIDE ? all / (backend == Backend.ROCKSDB ? 15 : 3) : all;
  }

  /** Who runs it. */
  List<Peer> peers() {
    if (sql.isEmpty()) {
      return List.of(Peer.DREY, Peer.HAND_REUSE);
    }
    if (register != null) {
      return this == LOOKUP_JDBC
          ? List.of(Peer.DREY, Peer.HAND_REUSE, Peer.SQL_REUSE)
          : List.of(Peer.DREY, Peer.HAND_REUSE);
    }
    List<Peer> peers =
        new ArrayList<>(List.of(Peer.DREY, Peer.HAND, Peer.HAND_REUSE, Peer.SQL_REUSE));
    if (this == ETL || this == TUMBLE || this == DEDUPE) {
      peers.add(Peer.LOOP);
    }
    if (this == ETL) {
      peers.add(Peer.BYTES);
    }
    return peers;
  }

  boolean isAvro() {
    return this == ETL_AVRO;
  }

  boolean asks() {
    return this == LOOKUP || this == LOOKUP_CACHED || register != null;
  }

  boolean hasState() {
    return isWindow() || this == DEDUPE;
  }

  /** Whether it is measured with several subtasks, too. */
  boolean isParallel() {
    return this == ETL || hasState();
  }

  boolean isWindow() {
    return this == TUMBLE || this == SLIDE || this == SESSION;
  }

  /** The job as Flink SQL over a table {@code tx}. */
  String sql() {
    return sql;
  }

  /** The resource that holds the job as a Drey spec. */
  String spec() {
    return (origin != null
            ? "read"
            : target != null
                ? "write"
                : register != null ? "lookup" : name().toLowerCase(Locale.ROOT))
        + ".yaml";
  }

  /** Event time is such that a run has enough records a window, and enough windows. */
  Input input() {
    Input input = Input.ofCards(10_000, 2);
    return isAvro() ? input.asAvro() : this == DEDUPE ? input.every(10).withRepeats() : input;
  }
}
