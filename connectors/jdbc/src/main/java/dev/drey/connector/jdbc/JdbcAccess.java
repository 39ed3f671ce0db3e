// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import dev.drey.shape.OptionValues;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** A use's way to its database, as tasks need it. */
final class JdbcAccess implements Serializable {
  private static final long serialVersionUID = 1;

  private final String url;
  private final @Nullable String user;
  private final @Nullable String password;

  JdbcAccess(OptionValues options) {
    this.url = options.get(JdbcOptions.URL);
    this.user = options.find(JdbcOptions.USER).orElse(null);
    this.password = options.find(JdbcOptions.PASSWORD).orElse(null);
  }

  Connection connect() throws SQLException {
    Properties login = new Properties();
    if (user != null) {
      login.setProperty(JdbcOptions.USER.name(), user);
    }
    if (password != null) {
      login.setProperty(JdbcOptions.PASSWORD.name(), password);
    }
    Connection connection = driver().connect(url, login);
    if (connection == null) {
      throw new SQLException("its own driver does not take the URL");
    }
    return connection;
  }

  /**
   * Found anew, for Java's list of drivers knows those of the class loader that used it first, and
   * a cluster has many.
   */
  private Driver driver() throws SQLException {
    for (Driver driver : ServiceLoader.load(Driver.class, JdbcAccess.class.getClassLoader())) {
      if (driver.acceptsURL(url)) {
        return driver;
      }
    }
    String system = url.replaceFirst("^(jdbc:[a-z]+:).*", "$1");
    throw new SQLException(
        "there is no driver for `" + system + "` here: put its JAR into Flink's `lib` folder");
  }

  static void close(@Nullable Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException alreadyBroken) {
        // It is given up because it fails; that it also fails to close says nothing more.
        return;
      }
    }
  }
}
