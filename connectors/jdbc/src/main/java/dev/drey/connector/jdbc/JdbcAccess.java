// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import dev.drey.shape.OptionValues;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A use's way to its database, as tasks need it. */
final class JdbcAccess implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int ANSWER_AT_MOST_MILLIS = 60_000;

  private final String url;
  private final @Nullable String user;
  private final @Nullable String password;
  private final @Nullable JdbcTls tls;

  /**
   * @param whose as messages call who asks for it
   */
  JdbcAccess(OptionValues options, String whose) {
    this.url = options.get(JdbcOptions.URL);
    this.user = options.find(JdbcOptions.USER).orElse(null);
    this.password = options.find(JdbcOptions.PASSWORD).orElse(null);
    this.tls = JdbcTls.of(options, whose).orElse(null);
  }

  /** A connection on which a server that answers nothing any more fails a statement in the end. */
  Connection connect() throws SQLException {
    Properties login = Drivers.settings(url);
    if (user != null) {
      login.setProperty(JdbcOptions.USER.name(), user);
    }
    if (password != null) {
      login.setProperty(JdbcOptions.PASSWORD.name(), password);
    }
    if (tls != null) {
      tls.set(login, url);
    }
    Connection connection = Drivers.of(url, JdbcAccess.class.getClassLoader()).connect(url, login);
    if (connection == null) {
      throw new SQLException("its own driver does not take the URL");
    }
    try {
      connection.setNetworkTimeout(Runnable::run, ANSWER_AT_MOST_MILLIS);
      Dialect.of(url).begin(connection);
    } catch (SQLException failure) {
      close(connection);
      throw failure;
    }
    return connection;
  }

  /** As many bytes as the database of a connection takes at once. */
  long most(Connection connection) throws SQLException {
    return Dialect.of(url).most(connection);
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
