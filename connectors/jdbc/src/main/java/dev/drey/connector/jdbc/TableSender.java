// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.async.Outcome;
import dev.drey.connector.async.RecordSender;
import dev.drey.connector.async.RefusedRowException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows in transactions, each in a thread and on a connection of its own. Of several rows of
 * a key in a transaction the last is written, and stands for those before it.
 */
final class TableSender implements RecordSender<TableWrite> {
  private static final long serialVersionUID = 1;

  private static final int MOST_BYTES_OF_A_CHAR = 3;

  private final TableWrites writes;
  private final JdbcAccess access;
  private final int connections;
  private transient @Nullable ExecutorService threads;
  private transient @Nullable ConcurrentLinkedDeque<Connection> idle;
  private transient volatile long most;

  TableSender(TableWrites writes, JdbcAccess access, int connections) {
    this.writes = writes;
    this.access = access;
    this.connections = connections;
  }

  @Override
  public void open() {
    idle = new ConcurrentLinkedDeque<>();
    threads =
        Executors.newFixedThreadPool(
            connections,
            work -> {
              Thread thread = new Thread(work, "sink by JDBC");
              thread.setDaemon(true);
              thread.setContextClassLoader(TableSender.class.getClassLoader());
              return thread;
            });
  }

  @Override
  public TableWrite record(Object[] row) throws RefusedRowException {
    return writes.of(row);
  }

  @Override
  public long bytes(TableWrite write) {
    return write.bytes;
  }

  @Override
  public @Nullable Object key(TableWrite write) {
    return write.key;
  }

  @Override
  public CompletableFuture<List<Outcome>> send(List<TableWrite> records) {
    Map<Object, TableWrite> last = new LinkedHashMap<>();
    records.forEach(record -> last.put(record.key == null ? record : record.key, record));
    List<TableWrite> sent = new ArrayList<>(last.values());
    return CompletableFuture.supplyAsync(
        () -> Collections.nCopies(records.size(), write(sent)),
        requireNonNull(threads, "open() comes first"));
  }

  private Outcome write(List<TableWrite> records) {
    ConcurrentLinkedDeque<Connection> free = requireNonNull(idle, "open() comes first");
    @Nullable Connection connection = free.poll();
    try {
      if (connection == null) {
        connection = connect();
      }
      Optional<Outcome> tooLong = tooLong(records);
      if (tooLong.isPresent()) {
        giveBack(connection, free);
        return tooLong.get();
      }
      writes.write(connection, records);
      giveBack(connection, free);
      return Outcome.taken();
    } catch (SQLException failure) {
      SqlFailure told = new SqlFailure(failure);
      // A driver may say what it could not do on a connection that broke, and not that it did.
      boolean broke = connection != null && isClosed(connection);
      if (connection != null) {
        rollBack(connection, free);
      }
      if (broke || told.breaksConnection()) {
        closeAll(free);
      }
      return told.outcome()
          .or(() -> broke ? Optional.of(Outcome.unreachable(told.message())) : Optional.empty())
          .orElseThrow(() -> new ConnectorException(told.message(), failure));
    }
  }

  /**
   * A server ends the connection of who sends it more than it takes; not every driver knows why.
   */
  private Optional<Outcome> tooLong(List<TableWrite> records) {
    return records.stream()
        .filter(record -> record.bytes > most / MOST_BYTES_OF_A_CHAR)
        .map(writes::atLeast)
        .filter(bytes -> bytes > most)
        .findFirst()
        .map(
            bytes ->
                Outcome.refusedTogether(
                    "",
                    "the row has "
                        + bytes
                        + " bytes, and the server takes "
                        + most
                        + " at once (its `max_allowed_packet`)"));
  }

  private static boolean isClosed(Connection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException broken) {
      return true;
    }
  }

  private void rollBack(Connection connection, ConcurrentLinkedDeque<Connection> free) {
    try {
      connection.rollback();
      giveBack(connection, free);
    } catch (SQLException broken) {
      // Why the transaction failed is told; the connection is made anew.
      JdbcAccess.close(connection);
    }
  }

  private void giveBack(Connection connection, ConcurrentLinkedDeque<Connection> free) {
    free.push(connection);
    if (requireNonNull(threads, "open() comes first").isShutdown()) {
      closeAll(free);
    }
  }

  private Connection connect() throws SQLException {
    Connection connection = access.connect();
    connection.setAutoCommit(false);
    most = access.most(connection);
    return connection;
  }

  private static void closeAll(ConcurrentLinkedDeque<Connection> connections) {
    @Nullable Connection each = connections.poll();
    while (each != null) {
      JdbcAccess.close(each);
      each = connections.poll();
    }
  }

  @Override
  public void close() {
    if (threads != null) {
      threads.shutdownNow();
    }
    if (idle != null) {
      closeAll(idle);
    }
  }
}
