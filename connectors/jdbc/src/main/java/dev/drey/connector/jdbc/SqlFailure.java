// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import dev.drey.connector.async.Outcome;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What a failed transaction says of its rows, by its SQLSTATE: the classes of the SQL standard,
 * those of PostgreSQL ("PostgreSQL Error Codes"), and the numbers of MySQL ("Server Error Message
 * Reference").
 */
final class SqlFailure {
  /** Locks, deadlocks, and as much as a user may do. */
  private static final Set<Integer> MYSQL_FOR_NOW = Set.of(1203, 1205, 1213, 1226);

  /** Killed, interrupted, and a server that only reads since another one has taken its place. */
  private static final Set<Integer> MYSQL_ENDED = Set.of(1290, 1317, 1836, 1927);

  /**
   * What a row is at fault for although the state tells nothing of rows: a row that is longer than
   * the server takes, a value that is none of its column's, one that no partition is for, a check.
   */
  private static final Set<Integer> MYSQL_OF_ROWS = Set.of(1153, 1265, 1366, 1526, 3819);

  /** By which MySQL's driver itself says that a row is longer than the server takes. */
  private static final String TOO_LONG_FOR_A_PACKET = "max_allowed_packet";

  private final SQLException failure;
  private final String state;

  SqlFailure(SQLException failure) {
    SQLException cause = failure;
    @Nullable SQLException behind = behind(cause);
    while (behind != null) {
      cause = behind;
      behind = behind(cause);
    }
    this.failure = cause;
    this.state = cause.getSQLState() == null ? "" : cause.getSQLState();
  }

  /** What a batch failed with, or what a driver has wrapped without saying more. */
  private static @Nullable SQLException behind(SQLException failure) {
    if (failure instanceof BatchUpdateException && failure.getNextException() != null) {
      return failure.getNextException();
    }
    return failure.getSQLState() == null && failure.getCause() instanceof SQLException
        ? (SQLException) failure.getCause()
        : null;
  }

  /**
   * Whether the server does not let the user in. PostgreSQL's driver gives no number, as it does to
   * a login that lacks what the server asks for; with a number the same state is that of a MySQL
   * that has no connection left.
   */
  private boolean isNotLetIn() {
    return state.startsWith("28") || (state.equals("08004") && failure.getErrorCode() == 0);
  }

  /** Whether the connection is of no use any more, or there was none. */
  boolean breaksConnection() {
    // The server ends, crashed or starts.
    return (state.startsWith("08") && !isNotLetIn() && !isOfRows())
        || state.matches("57P0[1-5]")
        || MYSQL_ENDED.contains(failure.getErrorCode());
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
        || MYSQL_FOR_NOW.contains(failure.getErrorCode());
  }

  /** Values that do not fit, constraints, and what a trigger of the database says. */
  boolean isOfRows() {
    return state.startsWith("22")
        || state.startsWith("23")
        || state.startsWith("44")
        || state.startsWith("P0")
        || state.equals("45000")
        || MYSQL_OF_ROWS.contains(failure.getErrorCode())
        || message().contains(TOO_LONG_FOR_A_PACKET);
  }

  /** The same in words. */
  SQLException told() {
    return new SQLException(message(), state, failure.getErrorCode(), failure);
  }

  String message() {
    return (failure.getMessage() + distrust()).replace('\n', ' ')
        + (isNotLetIn() ? " (look at `user` and `password`)" : "");
  }

  /** Why there is no connection over TLS, which MySQL's driver keeps to itself. */
  private String distrust() {
    for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
      String message = String.valueOf(each.getMessage());
      if (each instanceof SSLException && !String.valueOf(failure.getMessage()).contains(message)) {
        return " (TLS: " + message + ")";
      }
    }
    return "";
  }
}
