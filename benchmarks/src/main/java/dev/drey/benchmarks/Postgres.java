// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL in processes of its own, whose transactions are on the disk when they are done. */
final class Postgres implements AutoCloseable {
  private final EmbeddedPostgres server;

  Postgres() {
    try {
      // As every server has it, but not this one for tests.
      server = EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on").start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  Connection connect() throws SQLException {
    return server.getPostgresDatabase().getConnection();
  }

  void run(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
