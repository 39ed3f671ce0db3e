// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import dev.drey.benchmarks.HandWritten.Fee;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;
import org.apache.flink.streaming.api.datastream.DataStream;

/** A table of a PostgreSQL at the end of a job, which replaces the row of a key. */
final class JdbcEnd implements Target {
  private final Postgres postgres = new Postgres();
  private int tables;

  private String table() {
    return "fees_" + tables;
  }

  @Override
  public void empty() throws SQLException {
    tables++;
    postgres.run(
        "CREATE TABLE "
            + table()
            + " (tx_id text PRIMARY KEY, card_id text, amount double precision,"
            + " fee double precision)");
  }

  @Override
  public String sink() {
    return "jdbc: {url: \"" + postgres.url() + "\", table: " + table() + ", key: [tx_id]}";
  }

  /** The bounds of a batch are those of the connector's documentation. */
  @Override
  public void byHand(DataStream<Fee> fees) {
    fees.sinkTo(
        JdbcSink.<Fee>builder()
            .withExecutionOptions(
                JdbcExecutionOptions.builder()
                    .withBatchSize(1000)
                    .withBatchIntervalMs(200)
                    .withMaxRetries(5)
                    .build())
            .withQueryStatement(
                "INSERT INTO "
                    + table()
                    + " (tx_id, card_id, amount, fee) VALUES (?, ?, ?, ?) ON CONFLICT (tx_id) DO"
                    + " UPDATE SET card_id = EXCLUDED.card_id, amount = EXCLUDED.amount,"
                    + " fee = EXCLUDED.fee",
                (statement, fee) -> {
                  statement.setString(1, fee.txId);
                  statement.setString(2, fee.cardId);
                  statement.setDouble(3, fee.amount);
                  statement.setDouble(4, fee.fee);
                })
            .buildAtLeastOnce(
                new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                    .withUrl(postgres.url())
                    .withDriverName("org.postgresql.Driver")
                    .build()));
  }

  @Override
  public List<byte[]> written() throws SQLException {
    List<byte[]> rows = new ArrayList<>();
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet all =
            statement.executeQuery("SELECT tx_id, card_id, amount, fee FROM " + table())) {
      while (all.next()) {
        rows.add(
            Fee.of(all.getString(1), all.getString(2), all.getDouble(3), all.getDouble(4)).json());
      }
    }
    return rows;
  }

  @Override
  public void close() {
    postgres.close();
  }
}
