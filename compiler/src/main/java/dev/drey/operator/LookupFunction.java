// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.drey.connector.ConnectorException;
import dev.drey.connector.RowLookup;
import dev.drey.connector.Unanswered;
import dev.drey.row.RowFunction;
import dev.drey.row.RowKey;
import dev.drey.shape.Durations;
import dev.drey.text.Visible;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;

/**
 * Each row with what a system knows of its key: a row for each answer, or one with NULL, or none.
 * Where rows are set aside each carries a reason behind its columns: none for an ordinary one,
 * {@link #MISSING} for one that found nothing, else why nobody could be asked.
 *
 * <p>The operator around it keeps the order of rows and watermarks, and the rows that wait in its
 * state; after a restart they ask anew.
 */
final class LookupFunction extends RichAsyncFunction<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  /** The reason of a row that found nothing. */
  static final String MISSING = "";

  /** As much of a key's value as a message shows. */
  private static final int SHOWN = 64;

  private final LookupRules rules;
  private final RowLookup lookup;
  private final RowFunction[] keys;
  private transient @Nullable LookupMetrics metrics;
  private transient @Nullable LookupRequests requests;

  /** The rows that wait, by where their results go: an answer and the clock end that once. */
  private transient @Nullable ConcurrentMap<ResultFuture<Object[]>, RowKey> waiting;

  /**
   * @param keys in the order of the rules' keys
   */
  LookupFunction(LookupRules rules, RowLookup lookup, List<RowFunction> keys) {
    this.rules = rules;
    this.lookup = lookup;
    this.keys = keys.toArray(new RowFunction[0]);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    for (RowFunction key : keys) {
      key.open();
    }
    lookup.open();
    waiting = new ConcurrentHashMap<>();
    metrics = new LookupMetrics(getRuntimeContext().getMetricGroup());
    requests = new LookupRequests(lookup, rules, metrics, Ticker.systemTicker());
    getRuntimeContext().getMetricGroup().gauge("lookupRemembered", requireNonNull(requests)::size);
  }

  @Override
  public void asyncInvoke(Object[] row, ResultFuture<Object[]> result) {
    RowKey key = key(row);
    if (key == null) {
      complete(row, null, LookupAnswer.NOTHING, result);
      return;
    }
    CompletableFuture<LookupAnswer> answer = requireNonNull(requests).ask(key);
    if (answer.isDone()) {
      complete(row, key, answer.join(), result);
      return;
    }
    requireNonNull(waiting).put(result, key);
    // What comes of it goes to the result, unless the row waits no longer.
    CompletableFuture<Void> unused =
        answer.thenAccept(
            found -> {
              if (requireNonNull(waiting).remove(result) != null) {
                complete(row, key, found, result);
              }
            });
  }

  @Override
  public void timeout(Object[] row, ResultFuture<Object[]> result) {
    RowKey key = requireNonNull(waiting).remove(result);
    if (key == null) {
      // Its answer has come.
      return;
    }
    Optional<String> last = requireNonNull(requests).abandon(key);
    complete(
        row,
        key,
        LookupAnswer.failed(
            "no answer within "
                + Durations.text(rules.timeout())
                + last.map(reason -> "; the last attempt said: " + reason).orElse("")),
        result);
  }

  /** Null where a part of it is NULL, which equals nothing. */
  private @Nullable RowKey key(Object[] row) {
    Object[] values = new Object[keys.length];
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = keys[i].apply(row);
      } catch (RuntimeException failure) {
        throw new StreamException(rules.stream(), failure);
      }
      if (values[i] == null) {
        return null;
      }
    }
    return new RowKey(values);
  }

  /**
   * By any thread.
   *
   * @param key the row's, of which a failure tells; null where it has none
   */
  private void complete(
      Object[] row, @Nullable RowKey key, LookupAnswer answer, ResultFuture<Object[]> result) {
    String failure = answer.failure();
    if (failure != null) {
      requireNonNull(metrics).error();
      if (rules.onError() == Unanswered.FAIL) {
        result.completeExceptionally(
            new StreamException(rules.stream(), new ConnectorException(words(key, failure))));
        return;
      }
      result.complete(
          List.<Object[]>of(with(row, null, rules.onError() == Unanswered.ASIDE ? failure : null)));
      return;
    }
    if (answer.rows().isEmpty()) {
      requireNonNull(metrics).missing();
      result.complete(
          rules.onMissing() == Unanswered.DROP
              ? List.of()
              : List.<Object[]>of(
                  with(row, null, rules.onMissing() == Unanswered.ASIDE ? MISSING : null)));
      return;
    }
    List<Object[]> rows = new ArrayList<>(answer.rows().size());
    answer.rows().forEach(found -> rows.add(with(row, found, null)));
    result.complete(rows);
  }

  private Object[] with(Object[] row, Object @Nullable [] found, @Nullable String reason) {
    Object[] whole = Arrays.copyOf(row, row.length + (rules.splits() ? 2 : 1));
    whole[row.length] = found;
    if (rules.splits()) {
      whole[row.length + 1] = reason;
    }
    return whole;
  }

  private String words(@Nullable RowKey key, String failure) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; key != null && i < key.size(); i++) {
      String value = String.valueOf(key.value(i));
      shown.add(
          rules.keys().get(i)
              + " = "
              + Visible.line(value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value));
    }
    return "the lookup of "
        + String.join(", ", shown)
        + " failed: "
        + Visible.line(failure)
        + " (onError: keep, or onError: {to: NAME}, lets the job go on)";
  }

  @Override
  public void close() throws Exception {
    if (requests != null) {
      requests.close();
    }
    lookup.close();
  }
}
