// SPDX-License-Identifier: Apache-2.0
package dev.drey.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.FlinkCluster;
import dev.drey.backend.FlinkRest;
import dev.drey.deploy.SpecProperties;
import dev.drey.deploy.SpecProperties.Layout;
import dev.drey.testkit.Poll;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The JAR keeps a copy of a table of PostgreSQL in another, through a crash. The database itself
 * says whether they are the same.
 */
class ChangesOnClusterIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int ROWS = 500;
  private static final String SLOT = "orders_copy";

  private static final String SPEC =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "name: copy-of-orders",
          "params:",
          "  port: {type: INT}",
          "sources:",
          "  orders:",
          "    cdc:",
          "      engine: postgresql",
          "      host: localhost",
          "      port: \"${port}\"",
          "      database: postgres",
          "      table: public.orders",
          "      user: postgres",
          "      password: \"\"",
          "      slot: " + SLOT,
          "    type: {id: INT NOT NULL, state: STRING, total: \"DECIMAL(10, 2)\"}",
          "    key: [id]",
          "sinks:",
          "  copy:",
          "    from: orders",
          "    jdbc:",
          "      url: \"jdbc:postgresql://localhost:${port}/postgres\"",
          "      table: copies",
          "      user: postgres",
          "      key: [id]",
          "      batch: {linger: 100ms}",
          "");

  @TempDir Path folder;

  @Test
  void theCopyIsWholeThroughTheDeathOfATaskManager() throws Exception {
    try (EmbeddedPostgres database =
            EmbeddedPostgres.builder().setServerConfig("wal_level", "logical").start();
        FlinkCluster cluster = FlinkCluster.start()) {
      run(
          database,
          "CREATE TABLE orders (id int PRIMARY KEY, state text, total numeric(10, 2))",
          "CREATE TABLE copies (id int PRIMARY KEY, state text, total numeric(10, 2))",
          "INSERT INTO orders SELECT n, 'new', n / 4.0 FROM generate_series(1, " + ROWS + ") n",
          "CREATE PUBLICATION " + SLOT + " FOR TABLE orders");
      FlinkRest rest = cluster.rest();
      String jar = rest.upload(LauncherJar.find());
      List<String> arguments = List.of("--properties", properties(database.getPort()).toString());

      String job = rest.run(jar, arguments);
      Poll.until("the copy of what was there", PATIENCE, () -> differences(database).isEmpty());
      change(database, 0);
      Poll.until("the first changes", PATIENCE, () -> differences(database).isEmpty());
      int completed = rest.completedCheckpoints(job);
      Poll.until("another checkpoint", PATIENCE, () -> rest.completedCheckpoints(job) > completed);
      change(database, 1);
      cluster.killTaskManager();
      change(database, 2);
      cluster.startTaskManager();
      change(database, 3);
      Poll.until("every change", PATIENCE, () -> differences(database).isEmpty());
      assertThat(rest.restores(job)).isGreaterThanOrEqualTo(1);
      assertThat(ask(database, "SELECT count(*) FROM copies")).containsExactly("496");
      assertThat(ask(database, "SELECT slot_name FROM pg_replication_slots")).containsExactly(SLOT);

      // The next run is in a JVM that has run one: with a class loader and a reader of its own.
      rest.cancel(job);
      Poll.until("the end", PATIENCE, () -> rest.jobState(job).equals("CANCELED"));
      run(database, "DELETE FROM copies");
      rest.run(jar, arguments);
      change(database, 4);
      Poll.until("a second copy", PATIENCE, () -> differences(database).isEmpty());
    }
  }

  /** Of the rows of each step some change, one goes, one is there under another key. */
  private static void change(EmbeddedPostgres database, int step) throws SQLException {
    run(
        database,
        "UPDATE orders SET state = 'step "
            + step
            + "', total = total + 0.01 WHERE id % 5 = "
            + step,
        "DELETE FROM orders WHERE id = " + (100 + step),
        "UPDATE orders SET id = id + 1000 WHERE id = " + (200 + step),
        "INSERT INTO orders VALUES (" + (2000 + step) + ", NULL, NULL)",
        "DELETE FROM orders WHERE id = " + (300 + step));
  }

  private static List<String> differences(EmbeddedPostgres database) throws SQLException {
    return ask(
        database,
        "(TABLE orders EXCEPT TABLE copies) UNION ALL (TABLE copies EXCEPT TABLE orders)");
  }

  private Path properties(int port) throws Exception {
    return new ApplicationProperties()
        .group(SpecProperties.SPEC_GROUP, SpecProperties.write(SPEC, Layout.CHUNKS).orElseThrow())
        .group(SpecProperties.PARAMS_GROUP, Map.of("port", String.valueOf(port)))
        .write(folder);
  }

  private static void run(EmbeddedPostgres database, String... statements) throws SQLException {
    try (Connection connection = database.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of all rows. */
  private static List<String> ask(EmbeddedPostgres database, String sql) throws SQLException {
    try (Connection connection = database.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
