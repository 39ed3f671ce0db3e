// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import dev.drey.connector.ConnectorCodes;
import dev.drey.connector.ConnectorException;
import dev.drey.connector.Finding;
import dev.drey.connector.Permission;
import dev.drey.connector.tls.KeyMaterial;
import dev.drey.connector.tls.TlsOptions;
import dev.drey.shape.OptionValues;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is encrypted, in the settings of each driver: if at all, then so that the
 * server's certificate and its name in it are looked at.
 */
final class JdbcTls implements Serializable {
  private static final long serialVersionUID = 1;

  /** The settings of the drivers about the same. */
  private static final Pattern OF_A_URL =
      Pattern.compile(
          "[?&]((?i:ssl\\w*|useSSL|requireSSL|verifyServerCertificate|serverSslCert|\\w*KeyStore\\w*"
              + "|\\w*TrustStore\\w*|clientCertificate\\w*|disableSslHostnameVerification))=");

  private final boolean encrypted;
  private final @Nullable KeyMaterial keys;

  private JdbcTls(boolean encrypted, @Nullable KeyMaterial keys) {
    this.encrypted = encrypted;
    this.keys = keys;
  }

  /**
   * Reads what the options name; empty where the URL alone says how a connection is encrypted.
   *
   * @throws ConnectorException where a file or an object cannot be read, or is not what it should
   */
  static Optional<JdbcTls> of(OptionValues options, String whose) {
    return options
        .find(JdbcOptions.TLS)
        .map(
            tls ->
                new JdbcTls(
                    !tls.equals(false),
                    tls instanceof OptionValues
                        ? KeyMaterial.read((OptionValues) tls, whose)
                        : null));
  }

  /** Adds what the driver of the URL needs. */
  void set(Properties settings, String url) {
    String system = Drivers.system(url);
    if (!encrypted) {
      settings.setProperty(
          system.equals(Drivers.POSTGRESQL) ? "sslmode" : "sslMode",
          system.equals(Drivers.MYSQL) ? "DISABLED" : "disable");
      return;
    }
    switch (system) {
      case Drivers.POSTGRESQL:
        settings.setProperty("sslmode", "verify-full");
        if (keys == null) {
          settings.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        } else {
          PostgresKeys.set(settings, keys);
        }
        break;
      case Drivers.MARIADB:
        settings.setProperty("sslMode", "verify-full");
        if (keys != null) {
          keys.trusted().ifPresent(text -> settings.setProperty("serverSslCert", text));
        }
        break;
      default:
        settings.setProperty("sslMode", "VERIFY_IDENTITY");
    }
  }

  /** What is wrong with {@code tls} as it is written. */
  static List<Finding> check(OptionValues options) {
    List<Finding> findings = new ArrayList<>();
    String name = JdbcOptions.TLS.name();
    Optional<Object> given = options.find(JdbcOptions.TLS);
    if (given.isEmpty()) {
      return findings;
    }
    Matcher same = OF_A_URL.matcher(options.get(JdbcOptions.URL));
    if (same.find()) {
      findings.add(
          conflict(
              JdbcOptions.URL.name(),
              "the URL says `" + same.group(1) + "`, and `" + name + "` is about the same",
              "remove it from the URL, or remove `" + name + "`"));
    }
    if (given.get() instanceof OptionValues) {
      OptionValues tls = (OptionValues) given.get();
      findings.addAll(TlsOptions.check(tls, name));
      findings.addAll(checkDriver(Drivers.system(options.get(JdbcOptions.URL)), tls));
    }
    return findings;
  }

  /** What a driver takes from files alone, which tasks have none of. */
  private static List<Finding> checkDriver(String system, OptionValues tls) {
    String name = JdbcOptions.TLS.name();
    if (system.equals(Drivers.MYSQL)) {
      return List.of(
          conflict(
              JdbcOptions.URL.name(),
              "MySQL's driver takes certificates from files alone, and the machines of a cluster"
                  + " have none",
              "write the URL as `jdbc:mariadb:...`, whose driver speaks with MySQL, too; or `"
                  + name
                  + ": true`, for whom Java trusts"));
    }
    if (system.equals(Drivers.MARIADB) && TlsOptions.identifies(tls)) {
      return List.of(
          conflict(
              name + "." + TlsOptions.identity(tls),
              "MariaDB's driver takes a key of our own from a file alone, and the machines of a"
                  + " cluster have none",
              "log in by `user` and `password`, and leave `ca` or `truststore` here"));
    }
    return List.of();
  }

  private static Finding conflict(String option, String message, String help) {
    return Finding.of(ConnectorCodes.OPTIONS_CONFLICT, option, message, help);
  }

  /** What the job's role has to be allowed to read objects. */
  static List<Permission> permissions(OptionValues options) {
    return options
        .find(JdbcOptions.TLS)
        .filter(OptionValues.class::isInstance)
        .map(tls -> TlsOptions.permissions((OptionValues) tls))
        .orElse(List.of());
  }
}
