// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.backend.MariaDbServer;
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
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
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
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sink makes of tables of a MariaDB, by its own driver and by that of MySQL. */
@Timeout(180)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the server's programs are those for Linux")
final class MariaDbTest {
  private static final RowType TYPE =
      RowType.of(Field.of("id", DataType.string()), Field.of("N", DataType.of(TypeKind.BIGINT)));
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String MARIADB = "mariadb";
  private static final String MYSQL = "mysql";

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @TempDir static Path data;
  @TempDir Path folder;

  private static @Nullable MariaDbServer server;

  @BeforeAll
  static void start() throws SQLException {
    server = MariaDbServer.start(data);
    run(
        "CREATE DATABASE plant",
        "CREATE USER guest IDENTIFIED BY 'guest'",
        "GRANT SELECT ON plant.* TO guest");
  }

  @AfterAll
  static void stop() {
    requireNonNull(server).close();
  }

  private static String url(String driver) {
    return "jdbc:" + driver + "://127.0.0.1:" + requireNonNull(server).port() + "/plant";
  }

  private static void run(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                url(MARIADB).replaceFirst("plant$", ""), MariaDbServer.USER, "");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> query(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url(MARIADB), MariaDbServer.USER, "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private static String table(String name, String driver) throws SQLException {
    String table = name + "_" + driver;
    run(
        "CREATE TABLE plant."
            + table
            + " (id varchar(20) COLLATE utf8mb4_bin PRIMARY KEY, `N` bigint CHECK (`N` <> 13))");
    return table;
  }

  private static Map<String, Long> numbers(String table) throws SQLException {
    Map<String, Long> numbers = new TreeMap<>();
    for (String row : query("SELECT CONCAT(id, '=', N) FROM " + table)) {
      numbers.put(row.substring(0, row.indexOf('=')), Long.valueOf(row.replaceFirst(".*=", "")));
    }
    return numbers;
  }

  private static Map<String, Object> options(String table, String driver) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("url", url(driver));
    options.put("table", table);
    options.put("user", MariaDbServer.USER);
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

  /** The table ends as a map does to which the same puts and removals are made, in order. */
  @ParameterizedTest
  @ValueSource(strings = {MARIADB, MYSQL})
  @Shows(
      connector = "jdbc",
      role = Kind.SINK,
      contract = {Contract.GUARANTEE, Contract.THROTTLED})
  void theLastRowOfEachKeyHoldsWhateverIsSentAgain(String driver) throws Exception {
    long seed = SeedFor.test("MariaDbTest");
    Random random = new Random(seed);
    String table = table("changing", driver);
    // The first transactions are told that they met another one.
    run(
        "CREATE SEQUENCE plant.met_" + driver,
        "CREATE TRIGGER plant.meets_"
            + driver
            + " BEFORE INSERT ON plant."
            + table
            + " FOR EACH ROW IF NEXTVAL(plant.met_"
            + driver
            + ") < 15 THEN SIGNAL SQLSTATE '40001' SET MESSAGE_TEXT = 'met another'; END IF");
    List<Object[]> rows = new ArrayList<>();
    Map<String, Long> model = new TreeMap<>();
    for (long n = 100; n < 1600; n++) {
      String id = (random.nextBoolean() ? "key " : "Key ") + random.nextInt(30);
      if (random.nextInt(4) == 0) {
        model.remove(id);
        rows.add(RowChange.DELETE.of(new Object[] {id, null}));
      } else {
        model.put(id, n);
        rows.add(RowChange.PUT.of(new Object[] {id, n}));
      }
    }
    Map<String, Object> options = options(table, driver);
    options.put("batch", OptionValues.of(Map.of("size", 40L)));

    assertThat(trial(options).changes(ChangeMode.UPSERT).run(CLUSTER, rows)).isEmpty();

    assertThat(numbers(table)).as("seed %d", seed).isEqualTo(model);
    assertThat(Long.parseLong(query("SELECT NEXTVAL(met_" + driver + ")").get(0)))
        .isGreaterThan(15);
  }

  @ParameterizedTest
  @ValueSource(strings = {MARIADB, MYSQL})
  @Shows(
      connector = "jdbc",
      role = Kind.SINK,
      contract = {Contract.POISON_RECORD, Contract.OVERSIZED_RECORD})
  void rowsThatTheTableRefusesAreFoundAndSetAside(String driver) throws Exception {
    String table = table("poison", driver);
    run(
        "ALTER TABLE plant."
            + table
            + " MODIFY id varchar(20) CHARACTER SET latin1 COLLATE latin1_bin, ADD COLUMN t"
            + " longtext");
    RowType type = RowType.of(TYPE.field(0), TYPE.field(1), Field.of("t", DataType.string()));
    List<Object[]> rows =
        rows(300).stream()
            .map(row -> new Object[] {row[0], row[1], "short"})
            .collect(Collectors.toCollection(ArrayList::new));
    rows.add(50, new Object[] {"thirteen", 13L, null});
    rows.add(120, new Object[] {"x".repeat(21), 1L, null});
    rows.add(200, new Object[] {null, 2L, null});
    rows.add(new Object[] {"die \uD83C\uDFB2", 3L, null});
    // The server takes a megabyte at most.
    rows.add(new Object[] {"long", 4L, "z".repeat(2_000_000)});
    // What a refused row was to replace is written.
    rows.add(new Object[] {"key 100", 13L, null});

    List<Object[]> refused =
        SinkTrial.of(new JdbcConnector(), type, OptionValues.of(options(table, driver)))
            .run(CLUSTER, rows);

    Map<Object, String> reasons = new LinkedHashMap<>();
    refused.forEach(row -> reasons.put(row[0] + " " + row[1], (String) row[4]));
    assertThat(reasons)
        .containsOnlyKeys(
            "thirteen 13",
            "x".repeat(21) + " 1",
            "null 2",
            "die \uD83C\uDFB2 3",
            "long 4",
            "key 100 13");
    assertThat(reasons.get("thirteen 13")).startsWith("23000: ").contains("CONSTRAINT");
    assertThat(reasons.get("x".repeat(21) + " 1"))
        .startsWith("22001: ")
        .contains("Data too long for column 'id'");
    assertThat(reasons.get("null 2")).isEqualTo("column `id`, of the key, is NULL");
    assertThat(reasons.get("die \uD83C\uDFB2 3")).contains("Incorrect string value");
    assertThat(reasons.get("long 4")).contains("max_allowed_packet");
    assertThat(numbers(table)).hasSize(300).containsEntry("key 100", 100L);
  }

  @ParameterizedTest
  @ValueSource(strings = {MARIADB, MYSQL})
  void withoutAKeyRowsAreInsertedAndOnesThatAreThereRefused(String driver) throws Exception {
    String table = table("inserted", driver);
    Map<String, Object> options = options(table, driver);
    options.remove("key");
    List<Object[]> rows = rows(10);
    rows.add(new Object[] {"key 103", 1L});

    List<Object[]> refused = trial(options).run(CLUSTER, rows);

    assertThat(refused).extracting(row -> row[1]).containsExactly(1L);
    assertThat((String) refused.get(0)[3]).startsWith("23000: ").contains("Duplicate entry");
    assertThat(numbers(table)).hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {MARIADB, MYSQL})
  void aTableOfItsKeyAlone(String driver) throws Exception {
    run("CREATE TABLE plant.seen_" + driver + " (a varchar(9), b int, PRIMARY KEY (a, b))");
    RowType type =
        RowType.of(Field.of("a", DataType.string()), Field.of("b", DataType.of(TypeKind.INT)));
    Map<String, Object> options = options("seen_" + driver, driver);
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

    assertThat(query("SELECT CONCAT(a, b) FROM seen_" + driver)).containsExactly("x1");
  }

  /**
   * The server gives a lock for which one waits too long up for one; the rows come all the same.
   */
  @ParameterizedTest
  @ValueSource(strings = {MARIADB, MYSQL})
  @Shows(connector = "jdbc", role = Kind.SINK, contract = Contract.THROTTLED)
  void whoHoldsALockIsWaitedFor(String driver) throws Exception {
    String table = table("locked", driver);
    run("INSERT INTO plant." + table + " VALUES ('key 101', 1)");
    String waits =
        "SELECT variable_value FROM information_schema.global_status WHERE"
            + " variable_name = 'Innodb_row_lock_waits'";
    long before = Long.parseLong(query(waits).get(0));
    CompletableFuture<List<Object[]>> refused;
    try (Connection holder = DriverManager.getConnection(url(MARIADB), MariaDbServer.USER, "");
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("UPDATE " + table + " SET N = 2");
      refused = later(() -> trial(options(table, driver)).run(CLUSTER, rows(5)));
      Poll.until("a second wait", SOON, () -> Long.parseLong(query(waits).get(0)) >= before + 2);
      holder.commit();
    }

    assertThat(refused.get(60, TimeUnit.SECONDS)).isEmpty();
    assertThat(numbers(table)).hasSize(5).containsEntry("key 101", 101L);
  }

  @ParameterizedTest
  @ValueSource(strings = {MARIADB, MYSQL})
  @Shows(connector = "jdbc", role = Kind.SINK, contract = Contract.BAD_CREDENTIALS)
  void whatNoRowIsAtFaultForFailsTheJob(String driver) throws Exception {
    assertThatThrownBy(() -> trial(options("nowhere", driver)).run(CLUSTER, rows(1)))
        .hasStackTraceContaining("sink `out` cannot write: ")
        .hasStackTraceContaining("Table 'plant.nowhere' doesn't exist");
    Map<String, Object> options = options(table("guarded", driver), driver);
    options.put("user", "guest");
    options.put("password", "guest");
    assertThatThrownBy(() -> trial(options).run(CLUSTER, rows(1)))
        .hasStackTraceContaining("command denied to user 'guest'");
    options.put("password", "hush");
    assertThatThrownBy(() -> trial(options).run(CLUSTER, rows(1)))
        .hasStackTraceContaining("sink `out` cannot write: ")
        .hasStackTraceContaining("Access denied for user 'guest'")
        .hasStackTraceContaining("(look at `user` and `password`)")
        .satisfies(
            failure ->
                assertThat(org.assertj.core.util.Throwables.getStackTrace(failure))
                    .doesNotContain("hush"));
  }

  @Test
  @Shows(
      connector = "jdbc",
      role = Kind.SINK,
      contract = {Contract.GUARANTEE, Contract.RESTART})
  void aJobThatStartsAgainLosesNothing() throws Exception {
    String table = table("restarted", MYSQL);
    List<Object[]> rows =
        IntStream.range(100, 900)
            .mapToObj(i -> new Object[] {"key " + i % 300, (long) i})
            .collect(Collectors.toList());
    Map<String, Object> options = options(table, MYSQL);
    options.put("batch", OptionValues.of(Map.of("size", 5L)));
    options.put("maxBuffered", 10L);
    Path marker = folder.resolve("failed");

    trial(options).runFailingOnce(CLUSTER, rows, marker, 300);

    assertThat(marker).exists();
    Map<String, Long> last = new TreeMap<>();
    rows.forEach(row -> last.put((String) row[0], (Long) row[1]));
    assertThat(numbers(table)).isEqualTo(last);
  }

  @ParameterizedTest
  @ValueSource(strings = {MARIADB, MYSQL})
  @Shows(connector = "jdbc", role = Kind.SINK, contract = Contract.UNREACHABLE)
  void aServerThatIsKilledAndComesBackHasAll(String driver) throws Exception {
    String table = table("killed", driver);
    Map<String, Object> options = options(table, driver);
    options.put("batch", OptionValues.of(Map.of("size", 5L)));
    options.put("maxBuffered", 10L);
    CompletableFuture<List<Object[]>> refused =
        later(() -> trial(options).run(CLUSTER, rows(5000)));
    Poll.until("first rows", SOON, () -> !numbers(table).isEmpty());
    boolean inTheMidst = !refused.isDone();
    requireNonNull(server).kill();
    requireNonNull(server).startAgain();

    assertThat(refused.get(60, TimeUnit.SECONDS)).isEmpty();
    assertThat(inTheMidst).as("killed while rows were written").isTrue();
    assertThat(numbers(table)).hasSize(5000);
  }

  private static CompletableFuture<List<Object[]>> later(Callable<List<Object[]>> job) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return job.call();
          } catch (Exception failure) {
            throw new AssertionError(failure);
          }
        });
  }
}
