// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.backend.KafkaSecurity;
import dev.drey.backend.Loopback;
import dev.drey.backend.MariaDbServer;
import dev.drey.connector.ConnectorException;
import dev.drey.connector.JobConnector;
import dev.drey.connector.LookupContext;
import dev.drey.connector.RowLookup;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections to a PostgreSQL and a MariaDB that take some users over TLS alone. */
@Timeout(120)
final class JdbcTlsTest {
  private static final String ENCRYPTED =
      "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

  @TempDir static Path folder;

  private static @Nullable KafkaSecurity ours;
  private static @Nullable KafkaSecurity theirs;
  private static @Nullable EmbeddedPostgres postgres;
  private static @Nullable MariaDbServer mariadb;

  @BeforeAll
  static void start() throws Exception {
    ours = KafkaSecurity.create(folder.resolve("ours"));
    theirs = KafkaSecurity.create(folder.resolve("theirs"));
    Path certificate = Files.writeString(folder.resolve("server.crt"), ours.certificate());
    Path key = Files.writeString(folder.resolve("server.key"), ours.privateKey());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Path who =
        Files.writeString(
            folder.resolve("who.conf"),
            "hostssl all encrypted 127.0.0.1/32 trust\n"
                + "hostssl all certified 127.0.0.1/32 trust clientcert=verify-ca\n"
                + "host all postgres 127.0.0.1/32 trust\n");
    postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("ssl", "on")
            .setServerConfig("ssl_cert_file", certificate.toString())
            .setServerConfig("ssl_key_file", key.toString())
            .setServerConfig("ssl_ca_file", certificate.toString())
            .setServerConfig("hba_file", who.toString())
            .start();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "CREATE ROLE encrypted LOGIN SUPERUSER",
              "CREATE ROLE certified LOGIN SUPERUSER",
              "CREATE TABLE machines (id bigint, name text)",
              "INSERT INTO machines VALUES (7, 'press')")) {
        statement.execute(sql);
      }
    }
    mariadb = MariaDbServer.start(folder.resolve("mariadb"), ours);
    try (Connection connection =
            DriverManager.getConnection(mariaUrl("mariadb", "/"), MariaDbServer.USER, "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE USER encrypted IDENTIFIED BY 'pass' REQUIRE SSL");
    }
  }

  @AfterAll
  static void stop() throws IOException {
    requireNonNull(mariadb).close();
    requireNonNull(postgres).close();
  }

  private static String url(String host) {
    return "jdbc:postgresql://" + host + ":" + requireNonNull(postgres).getPort() + "/postgres";
  }

  private static String mariaUrl(String driver, String rest) {
    return "jdbc:" + driver + "://" + Loopback.HOST + ":" + requireNonNull(mariadb).port() + rest;
  }

  private static Map<String, Object> trusting(KafkaSecurity security) throws IOException {
    return new HashMap<>(Map.of("ca", security.certificate()));
  }

  private static Map<String, Object> keys(KafkaSecurity security) throws IOException {
    Map<String, Object> keys = trusting(requireNonNull(ours));
    keys.put("certificate", security.certificate());
    keys.put("key", security.privateKey());
    return keys;
  }

  private static OptionValues options(String url, String user, Object tls) {
    return OptionValues.of(
        Map.of("url", url, "table", "machines", "user", user, "password", "pass", "tls", tls));
  }

  /** As a task gets it. */
  private static JdbcAccess access(String url, String user, Object tls) throws Exception {
    return InstantiationUtil.clone(new JdbcAccess(options(url, user, tls), "sink `out`"));
  }

  private static String asked(JdbcAccess access, String sql) throws SQLException {
    try (Connection connection = access.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  private static void refused(JdbcAccess access, String... words) {
    assertThatThrownBy(access::connect)
        .isInstanceOf(SQLException.class)
        .satisfies(failure -> assertThat(everything(failure)).contains(words));
  }

  private static String everything(@Nullable Throwable failure) {
    return failure == null ? "" : failure.getMessage() + "\n" + everything(failure.getCause());
  }

  @Test
  void postgresIsTrustedByWhatTheSpecSays() throws Exception {
    String url = url(Loopback.HOST);
    OptionValues trusting = OptionValues.of(trusting(requireNonNull(ours)));
    assertThat(asked(access(url, "encrypted", trusting), ENCRYPTED)).isEqualTo("t");
    assertThat(asked(access(url, "postgres", trusting), ENCRYPTED)).isEqualTo("t");
    refused(access(url, "encrypted", false), "no pg_hba.conf entry", "no encryption");
    refused(
        access(url, "encrypted", OptionValues.of(trusting(requireNonNull(theirs)))), "PKIX path");
    refused(access(url, "encrypted", true), "PKIX path");
    // The certificate is one of 127.0.0.1 alone.
    refused(access(url("localhost"), "encrypted", trusting), "hostname localhost");
  }

  @Test
  void postgresIsShownWhoWeAre() throws Exception {
    String url = url(Loopback.HOST);
    String name = "SELECT client_dn FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    assertThat(asked(access(url, "certified", OptionValues.of(keys(requireNonNull(ours)))), name))
        .isEqualTo("/CN=drey-test");
    refused(
        access(url, "certified", OptionValues.of(trusting(requireNonNull(ours)))),
        "valid client certificate");
    assertThatThrownBy(
            access(url, "certified", OptionValues.of(keys(requireNonNull(theirs))))::connect)
        .isInstanceOf(SQLException.class);

    Map<String, Object> stores = new HashMap<>();
    stores.put("truststore", requireNonNull(ours).truststore().toString());
    stores.put("truststorePassword", KafkaSecurity.STORE_PASSWORD);
    stores.put("keystore", requireNonNull(ours).keystore().toString());
    stores.put("keystorePassword", KafkaSecurity.STORE_PASSWORD);
    assertThat(asked(access(url, "certified", OptionValues.of(stores)), name))
        .isEqualTo("/CN=drey-test");
    stores.put("keystorePassword", "planted-7");
    assertThatThrownBy(() -> access(url, "certified", OptionValues.of(stores)))
        .isInstanceOf(ConnectorException.class)
        .hasMessageStartingWith("sink `out`: `keystore` ")
        .hasMessageContaining("`keystorePassword` does not open it")
        .hasMessageNotContaining("planted-7");
  }

  @Test
  void aLookupAsksOverTls() throws Exception {
    RowType type =
        RowType.of(
            Field.of("id", DataType.of(TypeKind.BIGINT)), Field.of("name", DataType.string()));
    OptionValues options =
        options(url(Loopback.HOST), "certified", OptionValues.of(keys(requireNonNull(ours))));
    RowLookup lookup =
        InstantiationUtil.clone(
            JobConnector.of(new JdbcConnector())
                .asLookup()
                .orElseThrow()
                .lookup(LookupContext.of("machine", options, type, List.of("id"))));
    lookup.open();
    try {
      assertThat(lookup.rows(new Object[] {7L}).get(30, TimeUnit.SECONDS))
          .containsExactly(new Object[] {7L, "press"});
    } finally {
      lookup.close();
    }
  }

  @Test
  void mariaDbIsTrustedByWhatTheSpecSays() throws Exception {
    String url = mariaUrl("mariadb", "/");
    String encrypted = "SHOW STATUS LIKE 'Ssl_version'";
    OptionValues trusting = OptionValues.of(trusting(requireNonNull(ours)));
    try (Connection connection = access(url, "encrypted", trusting).connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(encrypted)) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(2)).startsWith("TLSv1.");
    }
    refused(access(url, "encrypted", false), "Access denied");
    refused(
        access(url, "encrypted", OptionValues.of(trusting(requireNonNull(theirs)))), "PKIX path");
    refused(access(url.replace(Loopback.HOST, "localhost"), "encrypted", trusting), "localhost");
    // MySQL's driver trusts whom Java does, and this one is nobody.
    refused(
        access(mariaUrl("mysql", "/"), "encrypted", true),
        "does not chain with any of the trust anchors");
    assertThatThrownBy(access(mariaUrl("mysql", "/"), "encrypted", true)::connect)
        .isInstanceOfSatisfying(
            SQLException.class,
            failure ->
                assertThat(new SqlFailure(failure).message())
                    .contains("Communications link failure", " (TLS: ", "trust anchors"));
    refused(access(mariaUrl("mysql", "/"), "encrypted", false), "Access denied");
  }
}
