// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.backend.Loopback;
import dev.drey.connector.ChangeMode;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.row.RowChange;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Poll;
import dev.drey.testkit.SeedFor;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SinkTrial;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a sink makes of tables of a PostgreSQL that runs beside the tests. */
@Timeout(180)
final class JdbcSinkTest {
  private static final RowType TYPE =
      RowType.of(Field.of("id", DataType.string()), Field.of("N", DataType.of(TypeKind.BIGINT)));
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final int PORT = Loopback.freePort();

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @TempDir static Path data;
  @TempDir Path folder;

  private static @Nullable EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws IOException {
    Path who =
        Files.writeString(
            data.resolve("who.conf"),
            "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
    postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("hba_file", who.toString())
            .setDataDirectory(data.resolve("postgres"))
            .setCleanDataDirectory(false)
            .setPort(PORT)
            // As every server has it, but not this one for tests.
            .setServerConfig("synchronous_commit", "on")
            .start();
  }

  @AfterAll
  static void stop() throws IOException {
    requireNonNull(postgres).close();
  }

  private static String url() {
    return requireNonNull(postgres).getJdbcUrl("postgres", "postgres");
  }

  private static Connection connection() throws SQLException {
    return requireNonNull(postgres).getPostgresDatabase().getConnection();
  }

  private static void run(String... statements) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static void table(String name) throws SQLException {
    run("CREATE TABLE " + name + " (id varchar(20) PRIMARY KEY, \"N\" bigint CHECK (\"N\" <> 13))");
  }

  private static Map<String, Long> numbers(String table) throws SQLException {
    Map<String, Long> numbers = new TreeMap<>();
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, \"N\" FROM " + table)) {
      while (rows.next()) {
        numbers.put(rows.getString(1), rows.getLong(2));
      }
    }
    return numbers;
  }

  private static Map<String, Object> options(String table) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("url", url());
    options.put("table", table);
    options.put("key", List.of("id"));
    options.put("retry", OptionValues.of(Map.of("backoff", Duration.ofMillis(5))));
    return options;
  }

  private static SinkTrial trial(Map<String, Object> options) {
    return SinkTrial.of(new JdbcConnector(), TYPE, OptionValues.of(options));
  }

  private static List<Object[]> rows(int count) {
    return IntStream.range(100, 100 + count)
        .mapToObj(i -> new Object[] {"key " + i, (long) i})
        .collect(Collectors.toList());
  }

  @Test
  void valuesAreThoseOfTheirTypes() throws Exception {
    run(
        "CREATE SCHEMA plant",
        "CREATE TABLE plant.everything (k text, b boolean, s smallint, i int, l bigint, f real,"
            + " d double precision, m numeric(8, 2), x bytea, da date, ti time(3), t timestamp,"
            + " z timestamptz)");
    RowType type =
        RowType.of(
            Field.of("k", DataType.string()),
            Field.of("b", DataType.of(TypeKind.BOOLEAN)),
            Field.of("s", DataType.of(TypeKind.SMALLINT)),
            Field.of("i", DataType.of(TypeKind.INT)),
            Field.of("l", DataType.of(TypeKind.BIGINT)),
            Field.of("f", DataType.of(TypeKind.FLOAT)),
            Field.of("d", DataType.of(TypeKind.DOUBLE)),
            Field.of("m", DataType.decimal(8, 2)),
            Field.of("x", DataType.bytes()),
            Field.of("da", DataType.of(TypeKind.DATE)),
            Field.of("ti", DataType.of(TypeKind.TIME)),
            Field.of("t", DataType.of(TypeKind.TIMESTAMP)),
            Field.of("z", DataType.of(TypeKind.TIMESTAMP_LTZ)));
    Map<String, Object> options = options("plant.everything");
    options.remove("key");
    Object[] empty = new Object[13];
    empty[0] = "'; DROP TABLE plant.everything; --";

    List<Object[]> refused =
        SinkTrial.of(new JdbcConnector(), type, OptionValues.of(options))
            .run(
                CLUSTER,
                List.<Object[]>of(
                    new Object[] {
                      "full",
                      true,
                      (short) 5,
                      -6,
                      7_000_000_000L,
                      1.5f,
                      2.25d,
                      new BigDecimal("12.50"),
                      new byte[] {(byte) 0xca, (byte) 0xfe},
                      // 2026-02-03 is day 20487; its midnight in UTC is 1770076800000.
                      20487,
                      3_723_004,
                      1_770_091_506_007L,
                      1_770_087_906_007L
                    },
                    empty));

    assertThat(refused).isEmpty();
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT k || '|' || b || '|' || s || '|' || i || '|' || l || '|' || f || '|' || d"
                    + " || '|' || m || '|' || encode(x, 'hex') || '|' || da || '|' || ti || '|' ||"
                    + " t || '|' || (z AT TIME ZONE 'UTC'), num_nulls(b, s, i, l, f, d, m, x, da,"
                    + " ti, t, z), k FROM plant.everything ORDER BY k DESC")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1))
          .isEqualTo(
              "full|true|5|-6|7000000000|1.5|2.25|12.50|cafe|2026-02-03|01:02:03.004|"
                  + "2026-02-03 04:05:06.007|2026-02-03 03:05:06.007");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(2)).isEqualTo(12);
      assertThat(rows.getString(3)).isEqualTo(empty[0]);
    }
  }

  /** The table ends as a map does to which the same puts and removals are made, in order. */
  @Test
  @Shows(
      connector = "jdbc",
      role = Kind.SINK,
      contract = {Contract.GUARANTEE, Contract.THROTTLED})
  void theLastRowOfEachKeyHoldsWhateverIsSentAgain() throws Exception {
    long seed = SeedFor.test("JdbcSinkTest");
    Random random = new Random(seed);
    table("changing");
    // The first transactions are told that they met another one.
    run(
        "CREATE SEQUENCE met",
        "CREATE FUNCTION meet() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF nextval('met') < 15"
            + " THEN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; END IF; RETURN"
            + " NEW; END $$",
        "CREATE TRIGGER meets BEFORE INSERT ON changing FOR EACH STATEMENT EXECUTE FUNCTION"
            + " meet()");
    List<Object[]> rows = new ArrayList<>();
    Map<String, Long> model = new TreeMap<>();
    for (long n = 100; n < 1600; n++) {
      String id = "key " + random.nextInt(60);
      if (random.nextInt(4) == 0) {
        model.remove(id);
        rows.add(RowChange.DELETE.of(new Object[] {id, null}));
      } else {
        model.put(id, n);
        rows.add(RowChange.PUT.of(new Object[] {id, n}));
      }
    }
    Map<String, Object> options = options("changing");
    options.put("batch", OptionValues.of(Map.of("size", 40L)));

    assertThat(trial(options).changes(ChangeMode.UPSERT).run(CLUSTER, rows)).isEmpty();

    assertThat(numbers("changing")).as("seed %d", seed).isEqualTo(model);
  }

  @Test
  @Shows(
      connector = "jdbc",
      role = Kind.SINK,
      contract = {Contract.POISON_RECORD, Contract.OVERSIZED_RECORD})
  void rowsThatTheTableRefusesAreFoundAndSetAside() throws Exception {
    table("poison");
    List<Object[]> rows = rows(300);
    rows.add(50, new Object[] {"thirteen", 13L});
    rows.add(120, new Object[] {"x".repeat(21), 1L});
    rows.add(200, new Object[] {null, 2L});
    rows.add(new Object[] {"nul \u0000", 3L});
    // What a refused row was to replace is written.
    rows.add(new Object[] {"key 100", 13L});

    List<Object[]> refused = trial(options("poison")).run(CLUSTER, rows);

    Map<Object, String> reasons = new LinkedHashMap<>();
    refused.forEach(row -> reasons.put(row[0] + " " + row[1], (String) row[3]));
    assertThat(reasons)
        .containsOnlyKeys(
            "thirteen 13", "x".repeat(21) + " 1", "null 2", "nul \u0000 3", "key 100 13");
    assertThat(reasons.get("thirteen 13"))
        .startsWith("23514: ERROR: new row for relation \"poison\" violates check constraint");
    assertThat(reasons.get("x".repeat(21) + " 1"))
        .isEqualTo("22001: ERROR: value too long for type character varying(20)");
    assertThat(reasons.get("null 2")).isEqualTo("column `id`, of the key, is NULL");
    assertThat(reasons.get("nul \u0000 3")).startsWith("22021: ");
    assertThat(numbers("poison")).hasSize(300).containsEntry("key 100", 100L);
  }

  @Test
  void withoutAKeyRowsAreInsertedAndOnesThatAreThereRefused() throws Exception {
    table("inserted");
    Map<String, Object> options = options("inserted");
    options.remove("key");
    List<Object[]> rows = rows(10);
    rows.add(new Object[] {"key 103", 1L});

    List<Object[]> refused = trial(options).run(CLUSTER, rows);

    assertThat(refused).extracting(row -> row[1]).containsExactly(1L);
    assertThat((String) refused.get(0)[3])
        .startsWith("23505: ERROR: duplicate key value violates unique constraint");
    assertThat(numbers("inserted")).hasSize(10);
  }

  @Test
  void aTableOfItsKeyAlone() throws Exception {
    run("CREATE TABLE seen (a text, b int, PRIMARY KEY (a, b))");
    RowType type =
        RowType.of(Field.of("a", DataType.string()), Field.of("b", DataType.of(TypeKind.INT)));
    Map<String, Object> options = options("seen");
    options.put("key", List.of("a", "b"));

    assertThat(
            SinkTrial.of(new JdbcConnector(), type, OptionValues.of(options))
                .changes(ChangeMode.UPSERT)
                .run(
                    CLUSTER,
                    List.of(
                        RowChange.PUT.of(new Object[] {"x", 1}),
                        RowChange.PUT.of(new Object[] {"x", 2}),
                        RowChange.PUT.of(new Object[] {"x", 1}),
                        RowChange.DELETE.of(new Object[] {"x", 2}))))
        .isEmpty();

    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT string_agg(a || b, ',') FROM seen")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("x1");
    }
  }

  @Test
  @Shows(connector = "jdbc", role = Kind.SINK, contract = Contract.BAD_CREDENTIALS)
  void whatNoRowIsAtFaultForFailsTheJob() throws Exception {
    assertThatThrownBy(() -> trial(options("nowhere")).run(CLUSTER, rows(1)))
        .hasStackTraceContaining(
            "sink `out` cannot write: ERROR: relation \"nowhere\" does not exist");
    run("CREATE TABLE keyless (id text, \"N\" bigint)");
    assertThatThrownBy(() -> trial(options("keyless")).run(CLUSTER, rows(1)))
        .hasStackTraceContaining("there is no unique or exclusion constraint matching");
    run("CREATE USER guest PASSWORD 'guest'");
    table("guarded");
    Map<String, Object> options = options("guarded");
    options.put("url", url().replaceFirst("[?].*", ""));
    options.put("user", "guest");
    options.put("password", "guest");
    assertThatThrownBy(() -> trial(options).run(CLUSTER, rows(1)))
        .hasStackTraceContaining("sink `out` cannot write: ERROR: permission denied for");
    options.put("password", "hush");
    assertThatThrownBy(() -> trial(options).run(CLUSTER, rows(1)))
        .hasStackTraceContaining(
            "sink `out` cannot write: FATAL: password authentication failed for user \"guest\" (look"
                + " at `user` and `password`)")
        .satisfies(
            failure ->
                assertThat(org.assertj.core.util.Throwables.getStackTrace(failure))
                    .doesNotContain("hush"));
    // The driver says this one itself, under the state of a server that is not there.
    options.remove("password");
    assertThatThrownBy(() -> trial(options).run(CLUSTER, rows(1)))
        .hasStackTraceContaining("sink `out` cannot write: The server requested ")
        .hasStackTraceContaining("no password was provided. (look at `user` and `password`)");
  }

  @Test
  @Shows(connector = "jdbc", role = Kind.SINK, contract = Contract.THROTTLED)
  void aServerThatTakesNoMoreConnectionsIsAskedAgain() throws Exception {
    table("crowded");
    run("CREATE USER crowd PASSWORD 'crowd' CONNECTION LIMIT 0", "GRANT ALL ON crowded TO crowd");
    Map<String, Object> options = options("crowded");
    options.put("url", url().replaceFirst("[?].*", ""));
    options.put("user", "crowd");
    options.put("password", "crowd");
    options.put("retry", OptionValues.of(Map.of("backoff", Duration.ofMillis(5), "attempts", 3L)));
    assertThat(trial(options).run(CLUSTER, rows(2)))
        .extracting(row -> row[3])
        .containsOnly(
            "sent 3 times without success, at last: 53300: FATAL: too many connections for role"
                + " \"crowd\"");
    options.put("retry", OptionValues.of(Map.of("backoff", Duration.ofMillis(5))));
    CompletableFuture<List<Object[]>> refused =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return trial(options).run(CLUSTER, rows(500));
              } catch (Exception failure) {
                throw new AssertionError(failure);
              }
            });
    assertThat(refused).isNotDone();
    run("ALTER USER crowd CONNECTION LIMIT -1");
    assertThat(refused.get(60, TimeUnit.SECONDS)).isEmpty();
    assertThat(numbers("crowded")).hasSize(500);
  }

  @Test
  @Shows(
      connector = "jdbc",
      role = Kind.SINK,
      contract = {Contract.GUARANTEE, Contract.RESTART})
  void aJobThatStartsAgainLosesNothing() throws Exception {
    table("restarted");
    List<Object[]> rows =
        IntStream.range(100, 900)
            .mapToObj(i -> new Object[] {"key " + i % 300, (long) i})
            .collect(Collectors.toList());
    Map<String, Object> options = options("restarted");
    options.put("batch", OptionValues.of(Map.of("size", 5L)));
    options.put("maxBuffered", 10L);
    Path marker = folder.resolve("failed");

    trial(options).runFailingOnce(CLUSTER, rows, marker, 300);

    assertThat(marker).exists();
    Map<String, Long> last = new TreeMap<>();
    rows.forEach(row -> last.put((String) row[0], (Long) row[1]));
    assertThat(numbers("restarted")).isEqualTo(last);
  }

  @Test
  @Shows(connector = "jdbc", role = Kind.SINK, contract = Contract.UNREACHABLE)
  void aServerThatIsKilledAndComesBackHasAll() throws Exception {
    table("killed");
    Map<String, Object> options = options("killed");
    options.put("batch", OptionValues.of(Map.of("size", 5L)));
    options.put("maxBuffered", 10L);
    CompletableFuture<List<Object[]>> refused =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return trial(options).run(CLUSTER, rows(10_000));
              } catch (Exception failure) {
                throw new AssertionError(failure);
              }
            });
    Poll.until("first rows", SOON, () -> !numbers("killed").isEmpty());
    boolean inTheMidst = !refused.isDone();
    String pid = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid")).get(0);
    ProcessHandle server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    server.destroyForcibly();
    server.onExit().get(60, TimeUnit.SECONDS);
    stop();
    // Its children end when they see that it did.
    Poll.until(
        "new start",
        SOON,
        () -> {
          start();
          return true;
        });

    assertThat(refused.get(60, TimeUnit.SECONDS)).isEmpty();
    assertThat(inTheMidst).as("killed while rows were written").isTrue();
    assertThat(numbers("killed")).hasSize(10_000);
  }
}
