// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import dev.drey.connector.async.Outcome;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a failed transaction says of its rows, by its SQLSTATE: the classes of the SQL standard,
 * those of PostgreSQL ("PostgreSQL Error Codes"), and the numbers of MySQL ("Server Error Message
 * Reference").
 */
final class SqlFailure {
  private static final int MYSQL_LOCK_WAIT = 1205;
  private static final int MYSQL_DEADLOCK = 1213;

  private final SQLException failure;
  private final String state;

  SqlFailure(SQLException failure) {
    SQLException cause = failure;
    @Nullable SQLException behind = failure.getNextException();
    while (cause instanceof BatchUpdateException && behind != null) {
      cause = behind;
      behind = cause.getNextException();
    }
    this.failure = cause;
    this.state = cause.getSQLState() == null ? "" : cause.getSQLState();
  }

  /** Whether the connection is of no use any more, or there was none. */
  boolean breaksConnection() {
    // The server ends, crashed or starts.
    return state.startsWith("08") || state.matches("57P0[1-5]");
  }

  /** Of each row; empty where none is at fault and none can be written. */
  Optional<Outcome> outcome() {
    if (breaksConnection()) {
      return Optional.of(Outcome.unreachable(message()));
    }
    if (isForNow()) {
      return Optional.of(Outcome.again(state, message()));
    }
    return isOfRows() ? Optional.of(Outcome.refusedTogether(state, message())) : Optional.empty();
  }

  /** Deadlocks, conflicts of transactions, locks that are not to be had, no resources. */
  private boolean isForNow() {
    return state.startsWith("40")
        || state.startsWith("53")
        || state.equals("55P03")
        || state.equals("57014")
        || failure.getErrorCode() == MYSQL_LOCK_WAIT
        || failure.getErrorCode() == MYSQL_DEADLOCK;
  }

  /** Values that do not fit, constraints, and what a trigger of the database says. */
  private boolean isOfRows() {
    return state.startsWith("22")
        || state.startsWith("23")
        || state.startsWith("44")
        || state.startsWith("P0")
        || state.equals("45000");
  }

  String message() {
    return String.valueOf(failure.getMessage()).replace('\n', ' ');
  }
}
