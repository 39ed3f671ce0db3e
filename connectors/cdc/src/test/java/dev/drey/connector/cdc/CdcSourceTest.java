// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.ErrorPolicy;
import dev.drey.row.BadRecord;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Poll;
import dev.drey.testkit.RunningJob;
import dev.drey.testkit.Shows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tables of a PostgreSQL with logical replication that runs beside the tests. */
@Timeout(180)
class CdcSourceTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  private static final Duration LONG = Duration.ofSeconds(60);

  private static @Nullable Shop shop;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    shop = Shop.start("logical");
  }

  @AfterAll
  static void stop() throws Exception {
    shop().close();
  }

  private static Shop shop() {
    return requireNonNull(shop);
  }

  private static StreamExecutionEnvironment environment() throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("execution.checkpointing.interval", "200ms");
    return CLUSTER.environment(1, configuration);
  }

  private static List<String> next(RunningJob<Object[]> job, int rows) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      texts.add(Shop.text(job.next()));
    }
    return texts;
  }

  @Test
  void theTableAsItIsThenItsChanges() throws Exception {
    shop()
        .run(
            "CREATE TABLE orders (id int PRIMARY KEY, state text DEFAULT 'new', total bigint)",
            "INSERT INTO orders VALUES (1, 'new', 10), (2, NULL, 20)",
            "CREATE PUBLICATION orders FOR TABLE orders");
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("op", "operation");
    metadata.put("at", "operationTime");
    metadata.put("of", "table");
    metadata.put("lsn", "lsn");
    metadata.put("tx", "transaction");
    long before = Instant.now().toEpochMilli();

    try (RunningJob<Object[]> job =
        RunningJob.of(
            shop()
                .source("orders", "id INT NOT NULL", "state STRING", "total BIGINT")
                .keys(0)
                .metadata(metadata)
                .add(environment()))) {
      assertThat(next(job, 2))
          .containsExactlyInAnyOrder(
              "PUT [1, new, 10, read, null, public.orders, null, null]",
              "PUT [2, null, 20, read, null, public.orders, null, null]");

      shop().run("UPDATE orders SET state = 'paid' WHERE id = 1");
      Object[] update = job.next();
      assertThat(Shop.text(update)).startsWith("PUT [1, paid, 10, update, ");
      assertThat((Long) update[4]).isBetween(before, Instant.now().toEpochMilli());
      assertThat((Long) update[6]).isPositive();
      assertThat((Long) update[7]).isPositive();

      // A row under another key is gone under the old one; a delete has its key alone.
      shop()
          .run(
              "UPDATE orders SET id = 7 WHERE id = 2",
              "DELETE FROM orders WHERE id = 1",
              "INSERT INTO orders (id, total) VALUES (3, 30)",
              "UPDATE orders SET state = NULL WHERE id = 3");
      assertThat(next(job, 5).stream().map(row -> row.replaceAll(", [0-9]{10,}.*", "")))
          .containsExactly(
              "DELETE [2, null, null, delete",
              "PUT [7, null, 20, insert",
              "DELETE [1, null, null, delete",
              "PUT [3, new, 30, insert",
              "PUT [3, null, 30, update");
    }
  }

  @Test
  void withoutAKeyRowsAreTakenBackAsTheyWere() throws Exception {
    shop()
        .run(
            "CREATE TABLE stock (item text PRIMARY KEY, pieces int)",
            "ALTER TABLE stock REPLICA IDENTITY FULL",
            "INSERT INTO stock VALUES ('a', 1)",
            "CREATE PUBLICATION stock FOR TABLE stock");

    try (RunningJob<Object[]> job =
        RunningJob.of(
            shop().source("stock", "pieces INT", "item STRING NOT NULL").add(environment()))) {
      assertThat(next(job, 1)).containsExactly("PUT [1, a]");
      shop().run("UPDATE stock SET pieces = 2", "DELETE FROM stock");
      assertThat(next(job, 3)).containsExactly("DELETE [1, a]", "PUT [2, a]", "DELETE [2, a]");
    }
  }

  @Test
  void everyTypeIsReadWithoutLossFromTheTableAndFromTheLog() throws Exception {
    String values =
        ", true, 5, -6, 7000000000, 1.5, 2.25, 12.5, 123.4567, 'te''xt', 'abc', 'happy',"
            + " 'f47ac10b-58cc-4372-a567-0e02b2c3d479', '{\"a\": 1}', decode('cafe', 'hex'),"
            + " '2026-02-03', '01:02:03.004', '2026-02-03 04:05:06.007',"
            + " '2026-02-03 04:05:06.007+01', '{1,NULL,3}', '{x,\"y z\"}', '1 day 2 hours')";
    shop()
        .run(
            "CREATE TYPE mood AS ENUM ('happy', 'sad')",
            "CREATE DOMAIN short AS varchar(5)",
            "CREATE TABLE everything (k int PRIMARY KEY, b boolean, s smallint, i int, l bigint,"
                + " f real, d double precision, m numeric(8, 2), n numeric, t text, v short, e mood,"
                + " u uuid, j jsonb, x bytea, da date, ti time(3), ts timestamp, z timestamptz,"
                + " ints int[], texts text[], iv interval)",
            "INSERT INTO everything VALUES (1" + values,
            "INSERT INTO everything (k) VALUES (2)",
            "CREATE PUBLICATION everything FOR TABLE everything");
    long day = 20_487; // 2026-02-03
    long atFour = day * 86_400_000 + 4 * 3_600_000 + 5 * 60_000 + 6_007;
    String read =
        ", true, 5, -6, 7000000000, 1.5, 2.25, 12.50, 123.4567, te'xt, abc, happy,"
            + " f47ac10b-58cc-4372-a567-0e02b2c3d479, {\"a\": 1}, [-54, -2], "
            + day
            + ", 3723004, "
            + atFour
            + ", "
            + (atFour - 3_600_000)
            + ", [1, null, 3], [x, y z], P0Y0M1DT2H0M0S]";
    String nothing = ", null".repeat(21) + "]";

    try (RunningJob<Object[]> job =
        RunningJob.of(
            shop()
                .source(
                    "everything",
                    "k INT NOT NULL",
                    "b BOOLEAN",
                    "s SMALLINT",
                    "i INT",
                    "l BIGINT",
                    "f FLOAT",
                    "d DOUBLE",
                    "m DECIMAL(8, 2)",
                    "n DECIMAL(20, 4)",
                    "t STRING",
                    "v STRING",
                    "e STRING",
                    "u STRING",
                    "j STRING",
                    "x BYTES",
                    "da DATE",
                    "ti TIME(3)",
                    "ts TIMESTAMP(3)",
                    "z TIMESTAMP_LTZ(3)",
                    "ints ARRAY<INT>",
                    "texts ARRAY<STRING>",
                    "iv STRING")
                .keys(0)
                .add(environment()))) {
      assertThat(next(job, 2)).containsExactlyInAnyOrder("PUT [1" + read, "PUT [2" + nothing);

      shop()
          .run(
              "INSERT INTO everything VALUES (3" + values, "INSERT INTO everything (k) VALUES (4)");
      assertThat(next(job, 2)).containsExactly("PUT [3" + read, "PUT [4" + nothing);
    }
  }

  @Test
  @Shows(connector = "cdc", contract = Contract.POISON_RECORD)
  void whatDoesNotFitIsABadRecord() throws Exception {
    shop()
        .run(
            "CREATE TABLE odd (id int PRIMARY KEY, n bigint, at timestamptz, note text)",
            "ALTER TABLE odd ALTER COLUMN note SET STORAGE EXTERNAL",
            "INSERT INTO odd VALUES (1, 3000000000, NULL, NULL)",
            "INSERT INTO odd VALUES (2, 2, '2026-01-01 00:00:00.123456Z', NULL)",
            "INSERT INTO odd VALUES (3, 3, '2026-01-01 00:00:00.123Z', repeat('long ', 2000))",
            "INSERT INTO odd VALUES (4, 4, 'infinity', NULL)",
            "CREATE PUBLICATION odd FOR TABLE odd");

    SingleOutputStreamOperator<Object[]> rows =
        shop()
            .source("odd", "id INT NOT NULL", "n INT", "at TIMESTAMP_LTZ(3)", "note STRING")
            .keys(0)
            .onError(ErrorPolicy.EMIT)
            .add(environment());
    try (RunningJob<String> job =
        RunningJob.of(rows.map(CdcSourceTest::described).returns(String.class))) {
      assertThat(List.of(job.next(), job.next(), job.next(), job.next()))
          .anySatisfy(bad -> assertThat(bad).contains("`n` wants INT").contains("3000000000"))
          .anySatisfy(bad -> assertThat(bad).contains(".123456Z").contains("truncateTimes"))
          .anySatisfy(bad -> assertThat(bad).contains("public.odd, read, null"))
          .anySatisfy(good -> assertThat(good).startsWith("PUT [3, 3, 1767225600123, long long"));

      shop().run("UPDATE odd SET n = 5 WHERE id = 3", "TRUNCATE odd");
      assertThat(job.next())
          .contains("`note` is a large value that this update left as it was")
          .contains("public.odd, update, ");
      assertThat(job.next()).contains("it empties the table");
    }
  }

  private static String described(Object[] row) {
    if (!BadRecord.isBad(row)) {
      return Shop.text(row);
    }
    Object[] bad = ((BadRecord) row[0]).row();
    return bad[1] + " " + Arrays.asList(bad).subList(4, bad.length);
  }

  @Test
  @Shows(
      connector = "cdc",
      contract = {Contract.GUARANTEE, Contract.UNREACHABLE, Contract.RESTART})
  void aRestartedJobLosesNothing() throws Exception {
    shop()
        .run(
            "CREATE TABLE ledger (id int PRIMARY KEY, v int NOT NULL)",
            "INSERT INTO ledger SELECT n, 0 FROM generate_series(1, 300) n",
            "CREATE PUBLICATION ledger FOR TABLE ledger");
    JobID job = CLUSTER.start(graph(null));
    Poll.until("the table", LONG, () -> Ledger.SEEN.size() >= 300);

    Ledger.change(shop(), 1);
    Path savepoint = CLUSTER.stopWithSavepoint(job, folder.resolve("savepoints"));
    // While nobody reads.
    Ledger.change(shop(), 2);
    job = CLUSTER.start(graph(savepoint));
    Ledger.change(shop(), 3);
    Poll.until("what the table has now", LONG, () -> Ledger.seen().equals(Ledger.table(shop())));
    CLUSTER.replaceTaskManager();
    Ledger.change(shop(), 4);
    Poll.until("what the table has then", LONG, () -> Ledger.seen().equals(Ledger.table(shop())));
    // The database ends the connection, as one does that is stopped.
    shop()
        .run(
            "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name ="
                + " 'ledger'");
    Ledger.change(shop(), 6);
    Poll.until("what the table has then", LONG, () -> Ledger.seen().equals(Ledger.table(shop())));
    // No row is read from the table twice: 300, and those of the changes.
    savepoint = CLUSTER.stopWithSavepoint(job, folder.resolve("savepoints"));

    shop().run("SELECT pg_drop_replication_slot('ledger')");
    Ledger.change(shop(), 5);
    assertThat(CLUSTER.failure(CLUSTER.start(graph(savepoint))))
        .hasStackTraceContaining("the replication slot `ledger` is gone, or was read further");
  }

  private JobGraph graph(@Nullable Path savepoint) throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("execution.checkpointing.interval", "200ms");
    configuration.setString("execution.checkpointing.dir", folder.toUri().toString());
    configuration.setString("restart-strategy.type", savepoint == null ? "none" : "fixed-delay");
    configuration.setString("restart-strategy.fixed-delay.attempts", "3");
    configuration.setString("restart-strategy.fixed-delay.delay", "100ms");
    configuration.setString("pipeline.generic-types", "false");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(2);
    SingleOutputStreamOperator<Object[]> rows =
        shop()
            .source("ledger", Map.of("chunkRows", 50L), "id INT NOT NULL", "v INT NOT NULL")
            .keys(0)
            .add(environment)
            .uid("source");
    rows.map(
            row -> {
              Ledger.SEEN.add(row);
              return row;
            })
        .returns(rows.getType())
        .uid("seen");
    JobGraph graph = environment.getStreamGraph().getJobGraph();
    if (savepoint != null) {
      graph.setSavepointRestoreSettings(
          SavepointRestoreSettings.forPath(savepoint.toUri().toString(), false));
    }
    return graph;
  }

  /** 8 MB, of which the log has no part twice. */
  @Test
  @Shows(connector = "cdc", contract = Contract.OVERSIZED_RECORD)
  void aValueOfManyMegabytesIsReadFromTheTableAndFromTheLog() throws Exception {
    String large = "(SELECT string_agg(md5(n::text), '') FROM generate_series(1, 250000) n)";
    shop()
        .run(
            "CREATE TABLE large (id int PRIMARY KEY, t text)",
            "INSERT INTO large VALUES (1, " + large + ")",
            "CREATE PUBLICATION large FOR TABLE large");
    try (RunningJob<String> job =
        RunningJob.of(
            shop()
                .source("large", "id INT NOT NULL", "t STRING")
                .keys(0)
                .add(environment())
                .map(row -> row[0] + " " + String.valueOf(row[1]).length())
                .returns(String.class))) {
      assertThat(job.next()).isEqualTo("1 8000000");
      shop().run("INSERT INTO large VALUES (2, " + large + "), (3, 'small')");
      assertThat(job.next()).isEqualTo("2 8000000");
      assertThat(job.next()).isEqualTo("3 5");
    }
  }

  @Test
  void aTableThatIsReadOnceLeavesNoSlot() throws Exception {
    shop()
        .run(
            "CREATE TABLE once (id int PRIMARY KEY)",
            "INSERT INTO once SELECT n FROM generate_series(1, 40) n",
            "CREATE PUBLICATION once FOR TABLE once");

    assertThat(
            shop()
                .source("once", Map.of("follow", false, "chunkRows", 30L), "id INT NOT NULL")
                .keys(0)
                .rows(environment()))
        .hasSize(40);
    Poll.until(
        "the slot to go",
        LONG,
        () -> shop().slots().stream().noneMatch(slot -> slot.startsWith("once")));
  }

  @Test
  void aRunBesideTheDeployedPipelineTakesNothingFromIt() throws Exception {
    shop()
        .run(
            "CREATE TABLE shared (id int PRIMARY KEY)",
            "CREATE PUBLICATION shared FOR TABLE shared",
            "SELECT pg_create_logical_replication_slot('shared', 'pgoutput')",
            "INSERT INTO shared VALUES (1)");
    String read = "SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = 'shared'";
    List<String> before = shop().ask(read);

    try (RunningJob<Object[]> job =
        RunningJob.of(
            shop()
                .source("shared", Map.of("startFrom", "committed"), "id INT NOT NULL")
                .keys(0)
                .leavesNoMark()
                .add(environment()))) {
      assertThat(next(job, 1)).containsExactly("PUT [1]");
      assertThat(shop().slots()).anyMatch(slot -> slot.startsWith("shared_run_"));
    }
    Poll.until(
        "the run's own slot to go",
        LONG,
        () -> shop().slots().stream().noneMatch(slot -> slot.startsWith("shared_")));
    assertThat(shop().ask(read)).isEqualTo(before);
  }

  @Test
  @Shows(
      connector = "cdc",
      contract = {Contract.BAD_CREDENTIALS, Contract.UNREACHABLE})
  void eachThingThatIsMissingIsSaidInWords() throws Exception {
    shop()
        .run(
            "CREATE TABLE plain (id int, sub int, v point, PRIMARY KEY (id, sub))",
            "CREATE TABLE keyless (id int)",
            "CREATE VIEW seen AS SELECT * FROM plain",
            "CREATE TABLE unpublished (id int PRIMARY KEY)",
            "CREATE TABLE inserts (id int PRIMARY KEY)",
            "CREATE PUBLICATION plain FOR TABLE plain, keyless",
            "CREATE PUBLICATION unpublished FOR TABLE plain",
            "CREATE PUBLICATION inserts FOR TABLE inserts WITH (publish = 'insert')",
            "CREATE ROLE nobody LOGIN",
            "CREATE ROLE guest LOGIN PASSWORD 'guest'",
            "CREATE ROLE blind LOGIN REPLICATION",
            "SELECT pg_create_logical_replication_slot('taken', 'test_decoding')");

    refused("plain", Map.of("port", 1L)).contains("localhost:1 does not answer");
    refused("plain", Map.of("database", "nowhere")).contains("no database `nowhere`");
    refused("plain", Map.of("user", "stranger")).contains("refuses `stranger`");
    refused("plain", Map.of("user", "guest", "password", "hush"))
        .contains("refuses `guest`: FATAL: password authentication failed for user")
        .contains("(look at `user` and `password`)")
        .doesNotContain("hush");
    refused("plain", Map.of("user", "guest", "password", ""))
        .contains("refuses `guest`: ")
        .contains("(look at `user` and `password`)");
    refused("plain", Map.of("user", "nobody")).contains("ALTER ROLE nobody REPLICATION");
    refused("plain", Map.of("user", "blind")).contains("GRANT SELECT ON public.plain TO blind");
    refused("plain", Map.of("slot", "taken")).contains("one of the plug-in test_decoding");
    refused("plane", Map.of()).contains("there is no table public.plane").contains("public.plain");
    refused("seen", Map.of()).contains("no table of its own");
    refused("keyless", Map.of("publication", "plain")).contains("has no primary key");
    refused("plain", Map.of()).contains("write `key: [id, sub]`, its primary key");
    refused("unpublished", Map.of())
        .contains("ALTER PUBLICATION unpublished ADD TABLE public.unpublished");
    refused("inserts", Map.of()).contains("leaves out every update and delete");
    refused("unpublished", Map.of("publication", "Other"))
        .contains("CREATE PUBLICATION \"Other\" FOR TABLE public.unpublished");
    refusedColumns("plain", "x INT").contains("no column `x`; it has `id`, `sub`, `v`");
    refusedColumns("plain", "v STRING").contains("`v` of public.plain is point").contains("leave");
    refusedColumns("plain", "sub STRING").contains("(declare it INT)");
    assertThatThrownBy(() -> shop().source("unpublished", "id INT NOT NULL").add(environment()))
        .hasMessageContaining("has no `key`")
        .hasMessageContaining("or write `key: [id]`");
  }

  private static AbstractStringAssert<?> refused(String table, Map<String, Object> options) {
    return refused(table, options, "id INT NOT NULL");
  }

  private static AbstractStringAssert<?> refusedColumns(String table, String column) {
    return refused(table, Map.of(), "id INT NOT NULL", column);
  }

  private static AbstractStringAssert<?> refused(
      String table, Map<String, Object> options, String... columns) {
    Throwable refusal =
        catchThrowable(() -> shop().source(table, options, columns).keys(0).add(environment()));
    assertThat(refusal).isInstanceOf(ConnectorException.class);
    assertThat(refusal).hasMessageStartingWith("source `input`: ");
    return assertThat(refusal.getMessage());
  }

  @Test
  void aLogThatIsNotMadeForItIsSaidInWords() throws Exception {
    try (Shop other = Shop.start("replica")) {
      assertThatThrownBy(() -> other.source("plain", "id INT NOT NULL").add(environment()))
          .hasMessageContaining("its `wal_level` is replica (set `wal_level = logical`");
    }
  }
}
