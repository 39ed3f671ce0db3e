// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;

/** Who speaks with the database of a URL, and how it has to be set for that. */
final class Drivers {
  static final String POSTGRESQL = "jdbc:postgresql:";
  static final String MYSQL = "jdbc:mysql:";
  static final String MARIADB = "jdbc:mariadb:";

  private static final Map<String, List<String>> NOT_SHIPPED =
      Map.of(
          MYSQL, List.of("GPL", "com.mysql", "mysql-connector-j"),
          MARIADB, List.of("LGPL", "org.mariadb.jdbc", "mariadb-java-client"));

  /**
   * What MySQL's own driver does not do by itself: rows of a batch in one statement, dates that are
   * none as NULL (as MariaDB's has them), and an end of waiting for a connection.
   */
  private static final Map<String, String> OF_MYSQL =
      Map.of(
          "rewriteBatchedStatements", "true",
          "zeroDateTimeBehavior", "CONVERT_TO_NULL",
          "connectTimeout", "10000");

  private Drivers() {}

  /**
   * Found anew, for Java's list of drivers knows those of the class loader that used it first, and
   * a cluster has many.
   */
  static Driver of(String url, ClassLoader loader) throws SQLException {
    for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
      if (driver.acceptsURL(url)) {
        return driver;
      }
    }
    throw new SQLException(absent(system(url)));
  }

  private static String absent(String system) {
    List<String> known = NOT_SHIPPED.getOrDefault(system, List.of());
    String start = "there is no driver for `" + system + "` here";
    if (known.isEmpty()) {
      return start + ": put its JAR into Flink's `lib` folder";
    }
    return String.format(
        "%s, which its licence (%s) keeps Drey from shipping: put the JAR of `%s:%s` into the folder"
            + " `plugins` beside `drey`; for a cluster build the launcher with `-Dplugin.group=%s"
            + " -Dplugin.artifact=%s -Dplugin.version=...`, or put the JAR into Flink's `lib` folder",
        start, known.get(0), known.get(1), known.get(2), known.get(1), known.get(2));
  }

  /** What a URL that says nothing of them leaves to us. */
  static Properties settings(String url) {
    Properties settings = new Properties();
    if (system(url).equals(MYSQL)) {
      OF_MYSQL.forEach(
          (name, value) -> {
            if (!url.contains(name + "=")) {
              settings.setProperty(name, value);
            }
          });
    }
    return settings;
  }

  /** The beginning of a URL, by which its driver is known. */
  static String system(String url) {
    return url.replaceFirst("^(jdbc:[a-z]+:).*", "$1");
  }
}
