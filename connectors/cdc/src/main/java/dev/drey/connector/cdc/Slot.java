// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The replication slot of a run: how far it has come, as the database knows it. */
final class Slot implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(Slot.class);
  private static final String IN_USE = "55006";
  private static final int ATTEMPTS = 50;
  private static final long BETWEEN_MILLIS = 200;

  private final DatabaseAccess access;
  private final String name;
  private final @Nullable String begunAs;
  private final boolean own;

  /**
   * @param begunAs the slot whose place in the log a new one takes; absent: the log's end
   * @param own whether the run has one for itself, which ends with it
   */
  Slot(DatabaseAccess access, String name, @Nullable String begunAs, boolean own) {
    this.access = access;
    this.name = name;
    this.begunAs = begunAs;
    this.own = own;
  }

  boolean isOwn() {
    return own;
  }

  /**
   * That the log has all that comes behind a place in it. A slot that is gone is made anew, and one
   * may have been read further than the state that a job is restored from: either way the database
   * would go on behind a gap, and say nothing.
   *
   * @throws dev.drey.connector.ConnectorException where there is a gap
   */
  void requireAllBehind(long lsn) {
    Optional<Long> confirmed = access.ask(c -> new TableFacts(c, "", "").confirmed(name));
    if (confirmed.isEmpty() || confirmed.get() > lsn) {
      throw access.refused(
          "the replication slot `"
              + name
              + "` is gone, or was read further than the state that the job is restored from, and"
              + " with it the changes between (start the job without its state, so that it reads"
              + " the table anew)");
    }
  }

  private static boolean exists(Connection connection, String slot) throws SQLException {
    return new TableFacts(connection, "", "").hasSlot(slot);
  }

  /** Makes one that begins where another is, if that is there. */
  void begin() {
    String other = begunAs;
    if (other == null) {
      return;
    }
    access.ask(
        connection -> {
          if (exists(connection, other) && !exists(connection, name)) {
            call(connection, "SELECT pg_copy_logical_replication_slot(?, ?)", other, name);
          }
          return true;
        });
  }

  /** Drops a run's own, as soon as its reader is gone. */
  void drop() {
    try {
      access.ask(
          connection -> {
            for (int attempt = 1; exists(connection, name); attempt++) {
              dropOnce(connection, attempt == ATTEMPTS);
            }
            return true;
          });
    } catch (RuntimeException failure) {
      LOG.warn("The replication slot {} has to be dropped by hand", name, failure);
    }
  }

  private void dropOnce(Connection connection, boolean last) throws SQLException {
    try {
      call(connection, "SELECT pg_drop_replication_slot(?)", name);
    } catch (SQLException failure) {
      if (last || !IN_USE.equals(failure.getSQLState())) {
        throw failure;
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a replication slot was in use", e);
    }
  }

  private static void call(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.execute();
    }
  }
}
