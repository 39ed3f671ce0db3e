// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A table of a PostgreSQL; by hand with threads for a driver that blocks, and in Flink SQL by the
 * connector's lookup.
 */
final class JdbcRegister implements Register {
  private static final String QUERY = "SELECT name FROM owners WHERE card_id = ?";

  /** As many as Drey's has where a spec does not say. */
  private static final int CONNECTIONS = 4;

  private final Postgres postgres = new Postgres();

  @Override
  public void fill(List<String> cards) throws SQLException {
    postgres.run("CREATE TABLE owners (card_id text PRIMARY KEY, name text)");
    try (Connection connection = postgres.connect();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO owners VALUES (?, ?)")) {
      for (String card : cards) {
        insert.setString(1, card);
        insert.setString(2, Owners.name(card));
        insert.addBatch();
      }
      insert.executeBatch();
    }
    postgres.run("ANALYZE owners");
  }

  @Override
  public String lookup() {
    return "jdbc: {url: \"" + postgres.url() + "\", table: owners}";
  }

  @Override
  public Optional<String> table() {
    return Optional.of(
        "'connector' = 'jdbc', 'url' = '" + postgres.url() + "', 'table-name' = 'owners'");
  }

  @Override
  public Client byHand() {
    return new Queries(postgres.url());
  }

  @Override
  public void close() {
    postgres.close();
  }

  private static final class Queries implements Client {
    private static final long serialVersionUID = 1;

    private final String url;
    private transient @Nullable ExecutorService threads;
    private transient @Nullable BlockingQueue<PreparedStatement> statements;

    Queries(String url) {
      this.url = url;
    }

    @Override
    public void open() throws SQLException {
      threads = Executors.newFixedThreadPool(CONNECTIONS);
      BlockingQueue<PreparedStatement> made = new LinkedBlockingQueue<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        made.add(DriverManager.getConnection(url).prepareStatement(QUERY));
      }
      statements = made;
    }

    @Override
    public CompletableFuture<String> owner(String card) {
      return CompletableFuture.supplyAsync(
          () -> ask(card), Objects.requireNonNull(threads, "open() comes first"));
    }

    private String ask(String card) {
      BlockingQueue<PreparedStatement> free = Objects.requireNonNull(statements);
      try {
        PreparedStatement statement = free.take();
        statement.setString(1, card);
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          return rows.getString(1);
        } finally {
          free.add(statement);
        }
      } catch (SQLException | InterruptedException failure) {
        throw new IllegalStateException(failure);
      }
    }

    @Override
    public void close() throws SQLException {
      Objects.requireNonNull(threads, "open() comes first").shutdownNow();
      List<PreparedStatement> all = new ArrayList<>();
      Objects.requireNonNull(statements).drainTo(all);
      for (PreparedStatement statement : all) {
        statement.getConnection().close();
      }
    }
  }
}
