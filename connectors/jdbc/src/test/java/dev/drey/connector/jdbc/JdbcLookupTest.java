// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.connector.JobConnector;
import dev.drey.connector.LookupContext;
import dev.drey.connector.RowLookup;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Shows;
import dev.drey.type.DataType;
import dev.drey.type.DataTypeParser;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeSyntaxException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tables of a PostgreSQL that runs beside the tests. */
@Timeout(180)
class JdbcLookupTest {
  private static final RowType MACHINE = row("hall BIGINT", "id INT", "Site STRING NOT NULL");

  private static final RowType EVERYTHING =
      row(
          "k STRING NOT NULL",
          "b BOOLEAN",
          "s SMALLINT",
          "i INT",
          "l BIGINT",
          "f FLOAT",
          "d DOUBLE",
          "m DECIMAL(10, 3)",
          "x BYTES",
          "da DATE",
          "ti TIME(3)",
          "t TIMESTAMP(3)",
          "z TIMESTAMP_LTZ(3)");

  private static final RowType ODD =
      row("id INT", "n INT", "note STRING NOT NULL", "d DECIMAL(8, 2)");

  @TempDir static Path folder;

  private static @Nullable EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws Exception {
    Path who =
        Files.writeString(
            folder.resolve("who.conf"),
            "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
    postgres = EmbeddedPostgres.builder().setServerConfig("hba_file", who.toString()).start();
    run(
        "CREATE USER guest PASSWORD 'guest'",
        "CREATE TABLE odd (id int, n bigint, note text, d numeric)",
        "INSERT INTO odd SELECT n, n, 'note', n FROM generate_series(1, 60) n",
        "UPDATE odd SET n = 3000000000 WHERE id = 7",
        "UPDATE odd SET note = NULL WHERE id = 8",
        "UPDATE odd SET d = 1234567.891 WHERE id = 9",
        "UPDATE odd SET note = repeat('long', 2000000) WHERE id = 10",
        "GRANT SELECT ON odd TO guest",
        "CREATE SCHEMA plant",
        "CREATE TABLE plant.machines (id int, \"Site\" text, hall bigint)",
        "INSERT INTO plant.machines SELECT n, 's' || n, n % 3 FROM generate_series(1, 500) n",
        "INSERT INTO plant.machines VALUES (7, 'second', NULL), (NULL, 'nobody', 1)",
        "CREATE TABLE padded (code char(5), note text)",
        "INSERT INTO padded VALUES ('ab', 'one'), ('abc', 'two')",
        "CREATE TABLE everything (k text, b boolean, s smallint, i int, l bigint, f real,"
            + " d double precision, m numeric(8, 2), x bytea, da date, ti time(3), t timestamp,"
            + " z timestamptz)",
        "INSERT INTO everything VALUES ('full', true, 5, -6, 7000000000, 1.5, 2.25, 12.5,"
            + " decode('cafe', 'hex'), '2026-02-03', '01:02:03.004', '2026-02-03 04:05:06.007',"
            + " '2026-02-03 04:05:06.007+01')",
        "INSERT INTO everything (k) VALUES ('empty')");
  }

  @AfterAll
  static void stop() throws Exception {
    requireNonNull(postgres).close();
  }

  private static void run(String... statements) throws SQLException {
    try (Connection connection = requireNonNull(postgres).getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static RowType row(String... columns) {
    List<Field> fields = new ArrayList<>();
    for (String column : columns) {
      int blank = column.indexOf(' ');
      fields.add(Field.of(column.substring(0, blank), type(column.substring(blank + 1))));
    }
    return RowType.of(fields);
  }

  private static DataType type(String sql) {
    try {
      return DataTypeParser.parse(sql, name -> Optional.empty());
    } catch (TypeSyntaxException wrong) {
      throw new AssertionError(sql, wrong);
    }
  }

  private static RowLookup lookup(String table, RowType type, String... keys) throws Exception {
    return lookupAt(requireNonNull(postgres).getJdbcUrl("postgres", "postgres"), table, type, keys);
  }

  /** One that is open, as a task gets it. */
  private static RowLookup lookupAt(String url, String table, RowType type, String... keys)
      throws Exception {
    return lookup(Map.of("url", url, "table", table), type, keys);
  }

  private static RowLookup lookup(Map<String, Object> more, RowType type, String... keys)
      throws Exception {
    Map<String, Object> options = new HashMap<>(more);
    options.put("connections", 2L);
    options.put("batch", 20L);
    RowLookup lookup =
        InstantiationUtil.clone(
            JobConnector.of(new JdbcConnector())
                .asLookup()
                .orElseThrow()
                .lookup(
                    LookupContext.of("enriched", OptionValues.of(options), type, List.of(keys))));
    lookup.open();
    return lookup;
  }

  private static List<String> rows(CompletableFuture<List<Object[]>> answer) throws Exception {
    return answer.get(60, TimeUnit.SECONDS).stream()
        .map(Arrays::deepToString)
        .sorted()
        .collect(Collectors.toList());
  }

  @Test
  @Shows(connector = "jdbc", role = Kind.LOOKUP, contract = Contract.GUARANTEE)
  void manyKeysAtOnceGetTheirOwnRows() throws Exception {
    RowLookup lookup = lookup("plant.machines", MACHINE, "id");
    List<CompletableFuture<List<Object[]>>> answers = new ArrayList<>();
    for (int id = 0; id < 600; id++) {
      answers.add(lookup.rows(new Object[] {id}));
    }

    for (int id = 0; id < 600; id++) {
      List<String> expected = new ArrayList<>();
      if (id >= 1 && id <= 500) {
        expected.add("[" + id % 3 + ", " + id + ", s" + id + "]");
      }
      if (id == 7) {
        expected.add("[null, 7, second]");
      }
      assertThat(rows(answers.get(id))).as("key %s", id).isEqualTo(expected);
    }
    lookup.close();
  }

  @Test
  void severalColumnsAreAKey() throws Exception {
    RowLookup lookup = lookup("plant.machines", MACHINE, "Site", "hall");

    assertThat(rows(lookup.rows(new Object[] {"s5", 2L}))).containsExactly("[2, 5, s5]");
    assertThat(rows(lookup.rows(new Object[] {"s5", 1L}))).isEmpty();
    assertThat(rows(lookup.rows(new Object[] {"'; DROP TABLE plant.machines", 1L}))).isEmpty();
    lookup.close();
  }

  @Test
  void textsThatTheDatabaseTakesForTheSameAreFound() throws Exception {
    RowLookup lookup = lookup("padded", row("code STRING", "note STRING"), "code");
    List<String> keys = List.of("ab", "abc", "x");
    List<CompletableFuture<List<Object[]>>> answers = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      answers.add(lookup.rows(new Object[] {keys.get(i % 3)}));
    }

    List<String> expected = List.of("[ab   , one]", "[abc  , two]", "");
    for (int i = 0; i < 60; i++) {
      assertThat(String.join("", rows(answers.get(i)))).isEqualTo(expected.get(i % 3));
    }
    lookup.close();
  }

  @Test
  void valuesAreThoseOfTheirTypes() throws Exception {
    RowLookup lookup = lookup("everything", EVERYTHING, "k");

    // 2026-02-03 is day 20487; its midnight in UTC is 1770076800000.
    assertThat(rows(lookup.rows(new Object[] {"full"})))
        .containsExactly(
            "[full, true, 5, -6, 7000000000, 1.5, 2.25, 12.500, [-54, -2], 20487, 3723004,"
                + " 1770091506007, 1770087906007]");
    assertThat(rows(lookup.rows(new Object[] {"empty"})))
        .containsExactly(
            "[empty, null, null, null, null, null, null, null, null, null, null, null, null]");
    Object[] full = lookup.rows(new Object[] {"full"}).get(60, TimeUnit.SECONDS).get(0);
    for (String key : List.of("b", "s", "i", "l", "d", "m", "x", "da", "ti", "t", "z")) {
      RowLookup by = lookup("everything", EVERYTHING, key);
      Object value = full[EVERYTHING.indexOf(key)];
      assertThat(rows(by.rows(new Object[] {value}))).as(key).hasSize(1);
      by.close();
    }
    lookup.close();
  }

  @Test
  void whatTheDatabaseRefusesIsTheAnswer() throws Exception {
    RowLookup lookup = lookup("nowhere", MACHINE, "id");
    CompletableFuture<List<Object[]>> answer = lookup.rows(new Object[] {1});

    assertThatThrownBy(() -> answer.get(60, TimeUnit.SECONDS))
        .hasMessageContaining("relation \"nowhere\" does not exist");
    lookup.close();
  }

  private static Map<String, Object> asGuest(String password) {
    return Map.of(
        "url",
        "jdbc:postgresql://127.0.0.1:" + requireNonNull(postgres).getPort() + "/postgres",
        "table",
        "odd",
        "user",
        "guest",
        "password",
        password);
  }

  @Test
  @Shows(connector = "jdbc", role = Kind.LOOKUP, contract = Contract.BAD_CREDENTIALS)
  void whoMayNotAskIsToldWithoutTheSecret() throws Exception {
    RowLookup lookup = lookup(asGuest("hush"), ODD, "id");
    CompletableFuture<List<Object[]>> answer = lookup.rows(new Object[] {1});

    assertThatThrownBy(() -> answer.get(60, TimeUnit.SECONDS))
        .hasMessageContaining(
            "password authentication failed for user \"guest\" (look at `user` and `password`)")
        .satisfies(
            failure ->
                assertThat(org.assertj.core.util.Throwables.getStackTrace(failure))
                    .doesNotContain("hush"));
    lookup.close();
  }

  @Test
  @Shows(connector = "jdbc", role = Kind.LOOKUP, contract = Contract.THROTTLED)
  void aServerThatHasNoConnectionLeftSaysSoAndIsAskedAgain() throws Exception {
    run("ALTER USER guest CONNECTION LIMIT 0");
    RowLookup lookup = lookup(asGuest("guest"), ODD, "id");
    CompletableFuture<List<Object[]>> first = lookup.rows(new Object[] {1});

    assertThatThrownBy(() -> first.get(60, TimeUnit.SECONDS))
        .hasMessageContaining("too many connections for role \"guest\"");
    run("ALTER USER guest CONNECTION LIMIT -1");
    assertThat(rows(lookup.rows(new Object[] {1}))).containsExactly("[1, 1, note, 1.00]");
    lookup.close();
  }

  /** Those of keys that are asked for in the same statement are found all the same. */
  @Test
  @Shows(
      connector = "jdbc",
      role = Kind.LOOKUP,
      contract = {Contract.POISON_RECORD, Contract.OVERSIZED_RECORD})
  void whatIsNoValueOfItsColumnFailsItsOwnKeyAlone() throws Exception {
    RowLookup lookup = lookup("odd", ODD, "id");
    List<CompletableFuture<List<Object[]>>> answers = new ArrayList<>();
    for (int id = 1; id <= 60; id++) {
      answers.add(lookup.rows(new Object[] {id}));
    }

    for (int id = 1; id <= 60; id++) {
      CompletableFuture<List<Object[]>> answer = answers.get(id - 1);
      if (id == 10) {
        assertThat((String) answer.get(60, TimeUnit.SECONDS).get(0)[2]).hasSize(8_000_000);
      } else if (id < 7 || id > 9) {
        assertThat(rows(answer)).containsExactly("[" + id + ", " + id + ", note, " + id + ".00]");
      }
    }
    assertThatThrownBy(() -> answers.get(6).get()).hasMessageContaining("3,000,000,000");
    assertThatThrownBy(() -> answers.get(7).get())
        .hasMessageContaining("`note` is declared NOT NULL and the database has NULL");
    assertThatThrownBy(() -> answers.get(8).get())
        .hasMessageContaining("the database has 1234567.891, which is no DECIMAL(8, 2)");
    lookup.close();

    // A key may be at fault itself: no text of the database has this character.
    RowLookup byNote = lookup("odd", ODD, "note");
    List<CompletableFuture<List<Object[]>>> texts = new ArrayList<>();
    for (String note : List.of("none", "nul \u0000", "no", "nul \u0000", "nobody")) {
      texts.add(byNote.rows(new Object[] {note}));
    }
    assertThatThrownBy(() -> texts.get(1).get(60, TimeUnit.SECONDS)).hasMessageContaining("0x00");
    assertThatThrownBy(() -> texts.get(3).get(60, TimeUnit.SECONDS)).hasMessageContaining("0x00");
    assertThat(rows(texts.get(0))).isEmpty();
    assertThat(rows(texts.get(2))).isEmpty();
    assertThat(rows(texts.get(4))).isEmpty();
    byNote.close();
  }

  /** Of a class loader that has none, as that of a launcher that was built without. */
  @Test
  void aDriverThatIsNotThereIsNamedWithoutTheLogin() {
    ClassLoader bare = ClassLoader.getPlatformClassLoader();

    assertThatThrownBy(() -> Drivers.of("jdbc:mysql://db/plant?password=hush", bare))
        .hasMessage(
            "there is no driver for `jdbc:mysql:` here, which its licence (GPL) keeps Drey from"
                + " shipping: put the JAR of `com.mysql:mysql-connector-j` into the folder `plugins`"
                + " beside `drey`; for a cluster build the launcher with `-Dplugin.group=com.mysql"
                + " -Dplugin.artifact=mysql-connector-j -Dplugin.version=...`, or put the JAR into"
                + " Flink's `lib` folder");
    assertThatThrownBy(() -> Drivers.of("jdbc:mariadb://db/plant", bare))
        .hasMessageContaining("(LGPL)")
        .hasMessageContaining("`org.mariadb.jdbc:mariadb-java-client`");
  }

  @Test
  void nobodyThereIsTheAnswer() throws Exception {
    RowLookup lookup = lookupAt("jdbc:postgresql://127.0.0.1:1/plant", "machines", MACHINE, "id");
    CompletableFuture<List<Object[]>> answer = lookup.rows(new Object[] {1});

    assertThatThrownBy(() -> answer.get(60, TimeUnit.SECONDS))
        .hasMessageContaining("Connection to 127.0.0.1:1 refused");
    lookup.close();
  }

  @Test
  @Shows(connector = "jdbc", role = Kind.LOOKUP, contract = Contract.UNREACHABLE)
  void aConnectionThatBrokeIsMadeAnew() throws Exception {
    RowLookup lookup = lookup("plant.machines", MACHINE, "id");
    assertThat(rows(lookup.rows(new Object[] {1}))).hasSize(1);
    run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            + " AND backend_type = 'client backend'");
    for (int attempt = 0; attempt < 20; attempt++) {
      assertThat(rows(lookup.rows(new Object[] {2}))).containsExactly("[2, 2, s2]");
    }

    lookup.close();
  }
}
