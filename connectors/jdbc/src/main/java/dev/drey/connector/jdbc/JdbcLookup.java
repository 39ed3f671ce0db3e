// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.LookupContext;
import dev.drey.connector.RowLookup;
import dev.drey.row.RowKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * As many threads as connections, each with its own: it takes the keys that wait, asks for them in
 * one statement and answers. A connection that fails is closed, and made anew for the next keys.
 * One that broke since it was last used, as servers close those that rest, is made anew for the
 * same keys: asking again changes nothing.
 */
final class JdbcLookup implements RowLookup {
  private static final long serialVersionUID = 1;

  private static final int SECONDS_TO_SAY_THAT_IT_LIVES = 5;

  private final JdbcAccess access;
  private final int connections;
  private final int batch;
  private final KeyQuery query;
  private transient @Nullable LinkedBlockingQueue<Question> waiting;
  private transient @Nullable List<Thread> threads;

  JdbcLookup(LookupContext context) {
    this.access = new JdbcAccess(context.options(), "lookup `" + context.name() + "`");
    this.connections = context.options().get(JdbcOptions.CONNECTIONS).intValue();
    this.batch = context.options().get(JdbcOptions.BATCH).intValue();
    this.query = new KeyQuery(context);
  }

  @Override
  public void open() {
    LinkedBlockingQueue<Question> questions = new LinkedBlockingQueue<>();
    waiting = questions;
    List<Thread> started = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      Thread thread = new Thread(() -> work(questions), "lookup by JDBC " + i);
      thread.setDaemon(true);
      thread.setContextClassLoader(JdbcLookup.class.getClassLoader());
      thread.start();
      started.add(thread);
    }
    threads = started;
  }

  @Override
  public CompletableFuture<List<Object[]>> rows(Object[] key) {
    Question question = new Question(new RowKey(key));
    requireNonNull(waiting, "open() comes first").add(question);
    return question.answer;
  }

  private void work(LinkedBlockingQueue<Question> questions) {
    Connection connection = null;
    List<Question> taken = new ArrayList<>();
    try {
      while (true) {
        taken.clear();
        taken.add(questions.take());
        questions.drainTo(taken, batch - 1);
        try {
          if (connection == null) {
            connection = connect();
            answer(connection, taken);
          } else {
            connection = answerOrConnectAnew(connection, taken);
          }
        } catch (SQLException | RuntimeException failure) {
          Exception told =
              failure instanceof SQLException
                  ? new SqlFailure((SQLException) failure).told()
                  : failure;
          taken.forEach(question -> question.answer.completeExceptionally(told));
          JdbcAccess.close(connection);
          connection = null;
        }
      }
    } catch (InterruptedException closed) {
      taken.forEach(question -> question.answer.completeExceptionally(new CancellationException()));
    } finally {
      JdbcAccess.close(connection);
    }
  }

  private Connection answerOrConnectAnew(Connection used, List<Question> taken)
      throws SQLException {
    try {
      answer(used, taken);
      return used;
    } catch (SQLException failure) {
      if (used.isValid(SECONDS_TO_SAY_THAT_IT_LIVES)) {
        throw failure;
      }
    }
    JdbcAccess.close(used);
    Connection fresh = connect();
    try {
      answer(fresh, taken);
    } catch (SQLException | RuntimeException failure) {
      JdbcAccess.close(fresh);
      throw failure;
    }
    return fresh;
  }

  /** A key, or a row of one, that is at fault fails its own question alone. */
  private void answer(Connection connection, List<Question> taken) throws SQLException {
    List<RowKey> keys = new ArrayList<>();
    taken.forEach(question -> keys.add(question.key));
    Map<RowKey, List<Object[]>> answers;
    try {
      answers = query.ask(connection, keys);
    } catch (SQLException failure) {
      SqlFailure told = new SqlFailure(failure);
      if (!told.isOfRows()) {
        throw failure;
      }
      if (taken.size() == 1) {
        taken.get(0).answer.completeExceptionally(told.told());
        return;
      }
      for (Question each : taken) {
        answer(connection, List.of(each));
      }
      return;
    }
    taken.forEach(question -> question.answer.complete(requireNonNull(answers.get(question.key))));
  }

  private Connection connect() throws SQLException {
    Connection connection = access.connect();
    connection.setReadOnly(true);
    connection.setAutoCommit(true);
    return connection;
  }

  @Override
  public void close() {
    if (threads != null) {
      threads.forEach(Thread::interrupt);
    }
    if (waiting != null) {
      waiting.forEach(
          question -> question.answer.completeExceptionally(new CancellationException()));
    }
  }

  private static final class Question {
    private final RowKey key;
    private final CompletableFuture<List<Object[]>> answer = new CompletableFuture<>();

    Question(RowKey key) {
      this.key = key;
    }
  }
}
