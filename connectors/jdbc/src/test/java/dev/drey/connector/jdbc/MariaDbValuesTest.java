// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.backend.MariaDbServer;
import dev.drey.connector.LookupContext;
import dev.drey.connector.RowLookup;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.SinkTrial;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values of each type, as a MariaDB itself writes them, written and read by its own driver and by
 * that of MySQL. This machine is in another zone than the server, and in one with summer time.
 */
@Timeout(180)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the server's programs are those for Linux")
final class MariaDbValuesTest {
  private static final RowType EVERYTHING =
      RowType.of(
          Field.of("id", DataType.of(TypeKind.INT)),
          Field.of("k", DataType.string()),
          Field.of("b", DataType.of(TypeKind.BOOLEAN)),
          Field.of("y", DataType.of(TypeKind.TINYINT)),
          Field.of("s", DataType.of(TypeKind.SMALLINT)),
          Field.of("l", DataType.of(TypeKind.BIGINT)),
          Field.of("u", DataType.decimal(20, 0)),
          Field.of("f", DataType.of(TypeKind.FLOAT)),
          Field.of("d", DataType.of(TypeKind.DOUBLE)),
          Field.of("m", DataType.decimal(38, 9)),
          Field.of("x", DataType.bytes()),
          Field.of("da", DataType.of(TypeKind.DATE)),
          Field.of("ti", DataType.of(TypeKind.TIME)),
          Field.of("t", DataType.of(TypeKind.TIMESTAMP)),
          Field.of("z", DataType.of(TypeKind.TIMESTAMP_LTZ)));

  /** As the server says what it has. */
  private static final String IN_WORDS =
      "SELECT CONCAT_WS('|', id, HEX(k), b, y, s, l, u, f + 0E0, d, m, HEX(x), da, ti, t, z) FROM"
          + " plant.";

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @TempDir static Path data;

  private static @Nullable MariaDbServer server;
  private static @Nullable TimeZone zone;

  @BeforeAll
  static void start() throws SQLException {
    zone = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
    server = MariaDbServer.start(data);
    query("CREATE DATABASE plant");
  }

  @AfterAll
  static void stop() {
    TimeZone.setDefault(zone);
    requireNonNull(server).close();
  }

  private static String url(String driver) {
    return "jdbc:" + driver + "://127.0.0.1:" + requireNonNull(server).port() + "/";
  }

  private static List<String> query(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(url("mariadb"), MariaDbServer.USER, "");
        Statement statement = connection.createStatement()) {
      statement.execute("SET time_zone = '+00:00'");
      statement.execute(sql);
      try (@Nullable ResultSet rows = statement.getResultSet()) {
        while (rows != null && rows.next()) {
          found.add(rows.getString(1));
        }
      }
    }
    return found;
  }

  private static RowLookup lookup(String driver, String table, RowType type, String key) {
    RowLookup lookup =
        new JdbcConnector()
            .lookup(
                LookupContext.of(
                    "enriched",
                    OptionValues.of(
                        Map.of(
                            "url",
                            url(driver),
                            "table",
                            "plant." + table,
                            "user",
                            MariaDbServer.USER,
                            "connections",
                            2L,
                            "batch",
                            20L)),
                    type,
                    List.of(key)));
    try {
      lookup.open();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
    return lookup;
  }

  private static List<String> rows(CompletableFuture<List<Object[]>> answer) throws Exception {
    return answer.get(60, TimeUnit.SECONDS).stream()
        .map(Arrays::deepToString)
        .sorted()
        .collect(Collectors.toList());
  }

  private static long local(String time) {
    return LocalDateTime.parse(time).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static long instant(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  private static List<Object[]> edges() {
    Object[] nothing = new Object[EVERYTHING.size()];
    nothing[0] = 4;
    return List.of(
        new Object[] {
          1,
          "\uD834\uDD1E \uD83C\uDFB2 \u00e4 ' \\ \" \n \u0000",
          true,
          (byte) -128,
          (short) -32768,
          Long.MIN_VALUE,
          new BigDecimal("18446744073709551615"),
          16_777_216f,
          Double.MAX_VALUE,
          new BigDecimal("99999999999999999999999999999.999999999"),
          new byte[] {0, '\\', '\'', (byte) 0xff, '\n'},
          (int) LocalDate.parse("9999-12-31").toEpochDay(),
          (int) (LocalTime.parse("23:59:59.999").toNanoOfDay() / 1_000_000),
          local("9999-12-31T23:59:59.999"),
          instant("2038-01-19T03:14:07.999Z")
        },
        new Object[] {
          2,
          "",
          false,
          (byte) 127,
          (short) 32767,
          Long.MAX_VALUE,
          BigDecimal.ZERO,
          1.17549435E-38f,
          -2.2250738585072014E-308,
          new BigDecimal("-0.000000001"),
          new byte[0],
          (int) LocalDate.parse("1000-01-01").toEpochDay(),
          0,
          // An hour that New York left out, and the second of one it had twice.
          local("2026-03-08T02:30:00"),
          instant("2026-11-01T06:30:00Z")
        },
        new Object[] {
          3,
          "x'; DROP TABLE plant.edges; --",
          true,
          (byte) 0,
          (short) 0,
          0L,
          BigDecimal.ONE,
          0.1f,
          0.1,
          new BigDecimal("0.100000000"),
          new byte[] {1},
          -1,
          1,
          local("1969-12-31T23:59:59.999"),
          instant("2026-11-01T05:30:00.001Z")
        },
        nothing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "mysql"})
  void valuesAreThoseOfTheirTypes(String driver) throws Exception {
    String table = "edges_" + driver;
    query(
        "CREATE TABLE plant."
            + table
            + " (id int, k varchar(40), b boolean, y tinyint, s smallint, l bigint, u bigint"
            + " unsigned, f float, d double, m decimal(38, 9), x varbinary(9), da date, ti time(3),"
            + " t datetime(3), z timestamp(3) NULL)");

    List<Object[]> refused =
        SinkTrial.of(
                new JdbcConnector(),
                EVERYTHING,
                OptionValues.of(
                    Map.of(
                        "url", url(driver), "table", "plant." + table, "user", MariaDbServer.USER)))
            .run(CLUSTER, edges());

    assertThat(refused).isEmpty();
    assertThat(query(IN_WORDS + table + " ORDER BY id"))
        .containsExactly(
            "1|"
                + hex("\uD834\uDD1E \uD83C\uDFB2 \u00e4 ' \\ \" \n \u0000")
                + "|1|-128|-32768|-9223372036854775808|18446744073709551615|16777216"
                + "|1.7976931348623157e308|99999999999999999999999999999.999999999|005C27FF0A"
                + "|9999-12-31|23:59:59.999|9999-12-31 23:59:59.999|2038-01-19 03:14:07.999",
            "2||0|127|32767|9223372036854775807|0|1.1754943508222875e-38|-2.2250738585072014e-308"
                + "|-0.000000001||1000-01-01|00:00:00.000|2026-03-08 02:30:00.000"
                + "|2026-11-01 06:30:00.000",
            "3|"
                + hex("x'; DROP TABLE plant.edges; --")
                + "|1|0|0|0|1|0.10000000149011612|0.1|0.100000000|01|1969-12-31|00:00:00.001"
                + "|1969-12-31 23:59:59.999|2026-11-01 05:30:00.001",
            "4");
    RowLookup lookup = lookup(driver, table, EVERYTHING, "id");
    for (Object[] edge : edges()) {
      assertThat(rows(lookup.rows(new Object[] {edge[0]})))
          .containsExactly(Arrays.deepToString(edge));
    }
    lookup.close();
    // Each is a key, too; but for the numbers whose last digits no text has.
    for (String key : List.of("k", "b", "y", "s", "l", "u", "d", "m", "x", "da", "ti", "t", "z")) {
      RowLookup by = lookup(driver, table, EVERYTHING, key);
      Object value = edges().get(1)[EVERYTHING.indexOf(key)];
      assertThat(rows(by.rows(new Object[] {value}))).as(key).hasSize(1);
      by.close();
    }
  }

  private static String hex(String text) {
    StringBuilder hex = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      hex.append(String.format("%02X", each));
    }
    return hex.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "mysql"})
  void whatOnlyTheServerWrites(String driver) throws Exception {
    String table = "theirs_" + driver;
    query(
        "CREATE TABLE plant."
            + table
            + " (id int, day date, zero datetime, month datetime, at datetime(6), z timestamp(6) NULL, u bigint unsigned, i int"
            + " unsigned, span time, y year, e enum('on', 'off'), c char(5), j json, n bit(1))");
    query(
        "INSERT INTO plant."
            + table
            + " VALUES (1, '0000-00-00', '0000-00-00 00:00:00', '2026-00-00', '2026-02-03 04:05:06.007999', '2026-02-03 04:05:06.007999',"
            + " 18446744073709551615, 4294967295, '-01:00:00', 2026, 'off', 'ab', '{\"a\": 1}', 1)");
    RowType type =
        RowType.of(
            Field.of("id", DataType.of(TypeKind.INT)),
            Field.of("day", DataType.of(TypeKind.DATE)),
            Field.of("zero", DataType.of(TypeKind.TIMESTAMP)),
            Field.of("at", DataType.of(TypeKind.TIMESTAMP)),
            Field.of("z", DataType.of(TypeKind.TIMESTAMP_LTZ)),
            Field.of("u", DataType.decimal(20, 0)),
            Field.of("i", DataType.of(TypeKind.BIGINT)),
            Field.of("y", DataType.of(TypeKind.INT)),
            Field.of("e", DataType.string()),
            Field.of("c", DataType.string()),
            Field.of("j", DataType.string()),
            Field.of("n", DataType.of(TypeKind.BOOLEAN)));
    RowLookup lookup = lookup(driver, table, type, "id");

    assertThat(rows(lookup.rows(new Object[] {1})))
        .containsExactly(
            "[1, null, null, 1770091506007, 1770091506007, 18446744073709551615, 4294967295,"
                + " 2026, off, ab, {\"a\": 1}, true]");
    lookup.close();
    refuses(driver, table, Field.of("u", DataType.of(TypeKind.BIGINT)), "18");
    refuses(driver, table, Field.of("u", DataType.decimal(19, 0)), "which is no DECIMAL(19, 0)");
    refuses(driver, table, Field.of("i", DataType.of(TypeKind.INT)), "");
    refuses(
        driver,
        table,
        Field.of("span", DataType.of(TypeKind.TIME)),
        ":00:00, which is no time of a day");
    refuses(driver, table, Field.of("month", DataType.of(TypeKind.TIMESTAMP)), "2026-00-00");
  }

  private static void refuses(String driver, String table, Field column, String words)
      throws Exception {
    RowType type = RowType.of(Field.of("id", DataType.of(TypeKind.INT)), column);
    RowLookup lookup = lookup(driver, table, type, "id");
    CompletableFuture<List<Object[]>> answer = lookup.rows(new Object[] {1});

    assertThatThrownBy(() -> answer.get(60, TimeUnit.SECONDS))
        .as(column.toString())
        .hasRootCauseInstanceOf(Exception.class)
        .hasStackTraceContaining(words);
    lookup.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "mysql"})
  void manyKeysAtOnceGetTheirOwnRows(String driver) throws Exception {
    String table = "machines_" + driver;
    query("CREATE TABLE plant." + table + " (code varchar(9), hall int)");
    query(
        "INSERT INTO plant."
            + table
            + " WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n WHERE i < 400)"
            + " SELECT CONCAT('m', i), i % 3 FROM n");
    RowType type =
        RowType.of(
            Field.of("hall", DataType.of(TypeKind.INT)), Field.of("code", DataType.string()));
    RowLookup lookup = lookup(driver, table, type, "code");
    List<CompletableFuture<List<Object[]>>> answers = new ArrayList<>();
    // The server takes M1 for m1.
    for (int i = 0; i < 500; i++) {
      answers.add(lookup.rows(new Object[] {(i % 2 == 0 ? "m" : "M") + i}));
    }
    for (int i = 0; i < 500; i++) {
      assertThat(rows(answers.get(i)))
          .as("key %d", i)
          .isEqualTo(i >= 1 && i <= 400 ? List.of("[" + i % 3 + ", m" + i + "]") : List.of());
    }
    // A connection that the server ended is made anew.
    for (String id : query("SELECT id FROM information_schema.processlist WHERE db IS NULL")) {
      if (!query("SELECT CONNECTION_ID()").contains(id)) {
        killed(id);
      }
    }
    int failures = 0;
    for (int attempt = 0; attempt < 3; attempt++) {
      try {
        assertThat(rows(lookup.rows(new Object[] {"m2"}))).containsExactly("[2, m2]");
      } catch (ExecutionException broken) {
        failures++;
      }
    }
    assertThat(failures).as("each of the two connections once").isLessThanOrEqualTo(2);
    lookup.close();
  }

  private static void killed(String connection) {
    try {
      List<String> unused = query("KILL " + connection);
    } catch (SQLException gone) {
      // It asked for the list itself, and has gone since.
      return;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "mysql"})
  void nobodyThereIsTheAnswer(String driver) throws Exception {
    RowType type = RowType.of(Field.of("id", DataType.of(TypeKind.INT)));
    RowLookup lookup =
        new JdbcConnector()
            .lookup(
                LookupContext.of(
                    "enriched",
                    OptionValues.of(
                        Map.of("url", "jdbc:" + driver + "://127.0.0.1:1/", "table", "t")),
                    type,
                    List.of("id")));
    lookup.open();
    CompletableFuture<List<Object[]>> answer = lookup.rows(new Object[] {1});

    assertThatThrownBy(() -> answer.get(60, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(ConnectException.class);
    lookup.close();
  }
}
