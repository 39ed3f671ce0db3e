// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import dev.drey.connector.ConnectorException;
import dev.drey.shape.OptionValues;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;

/** The way to a source's database, for what is asked beside reading it. */
final class DatabaseAccess implements Serializable {
  private static final long serialVersionUID = 1;
  private static final String SECONDS_TO_CONNECT = "10";

  private final String source;
  private final String host;
  private final int port;
  private final String database;
  private final String user;
  private final String password;

  DatabaseAccess(String source, OptionValues options) {
    this.source = source;
    this.host = options.get(CdcOptions.HOST);
    this.port = Math.toIntExact(options.get(CdcOptions.PORT));
    this.database = options.get(CdcOptions.DATABASE);
    this.user = options.get(CdcOptions.USER);
    this.password = options.find(CdcOptions.PASSWORD).orElse("");
  }

  /** Uses a connection. */
  interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  /**
   * @throws ConnectorException where the database cannot be asked, in words
   */
  <T> T ask(Question<T> question) {
    try (Connection connection = connect()) {
      return question.ask(connection);
    } catch (SQLException failure) {
      throw refused(inWords(failure), failure);
    }
  }

  private Connection connect() throws SQLException {
    Properties login = new Properties();
    login.setProperty(CdcOptions.USER.name(), user);
    login.setProperty(CdcOptions.PASSWORD.name(), password);
    login.setProperty("connectTimeout", SECONDS_TO_CONNECT);
    String url = "jdbc:postgresql://" + host + ":" + port + "/" + escaped(database);
    // Found anew: Java's list of drivers knows those of the class loader that used it first.
    for (Driver driver : ServiceLoader.load(Driver.class, DatabaseAccess.class.getClassLoader())) {
      if (driver.acceptsURL(url)) {
        return driver.connect(url, login);
      }
    }
    throw new SQLException("there is no driver for it here");
  }

  private static String escaped(String name) {
    return name.replace("%", "%25").replace("/", "%2F").replace("?", "%3F");
  }

  private String inWords(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    String where = host + ":" + port;
    // By the second the driver says that the server asks for more than it is given.
    if (state.startsWith("28") || state.equals("08004")) {
      return where
          + " refuses `"
          + user
          + "`: "
          + message(failure)
          + " (look at `user` and `password`)";
    }
    if (state.startsWith("08")) {
      return "the database at "
          + where
          + " does not answer ("
          + message(failure)
          + "); look at `host`, `port`, and whether the network lets the job reach it";
    }
    if (state.equals("3D000")) {
      return where + " has no database `" + database + "`";
    }
    return where + " says: " + message(failure);
  }

  private static String message(SQLException failure) {
    return String.valueOf(failure.getMessage()).replace('\n', ' ');
  }

  /** What keeps the source from running. */
  ConnectorException refused(String words) {
    return new ConnectorException("source `" + source + "`: " + words);
  }

  private ConnectorException refused(String words, SQLException failure) {
    return new ConnectorException("source `" + source + "`: " + words, failure);
  }
}
