// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.prometheus;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.async.Outcome;
import dev.drey.connector.async.RecordSender;
import dev.drey.connector.async.RefusedRowException;
import dev.drey.connector.async.http.HttpRequests;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes samples by remote write 1.0. Law: in a request a series stands once, and of a series the
 * earlier sample is answered before the next one is sent. Where a request is refused, some systems
 * have taken the rest of it, and would call a sample that is sent again out of order if a later one
 * of its series had been in the request; the last one they take twice. So what is told as refused
 * is not there.
 */
final class RemoteWriteSender implements RecordSender<SeriesRow> {
  private static final long serialVersionUID = 1;

  private static final int SUCCESS = 2;
  private static final int REDIRECT = 3;
  private static final int SERVER_ERROR = 5;
  private static final int BUSY = 429;
  private static final int CONFLICT = 409;

  /** Who asks, or where, is wrong, whatever the samples are. */
  private static final Set<Integer> FATAL = Set.of(401, 402, 403, 404, 405, 407, 415);

  /** As Prometheus, Cortex, Mimir, Thanos and VictoriaMetrics call it. */
  private static final Pattern OUT_OF_ORDER =
      Pattern.compile(
          "out[ -]of[ -]order|out of bounds|duplicate[ -](sample|timestamp)|too[ -]old"
              + "|timestamp-too-old|more recent timestamp");

  private final SampleMaker samples;
  private final WriteAccess access;
  private final boolean skipsOutOfOrder;

  RemoteWriteSender(SampleMaker samples, WriteAccess access, boolean skipsOutOfOrder) {
    this.samples = samples;
    this.access = access;
    this.skipsOutOfOrder = skipsOutOfOrder;
  }

  @Override
  public void open() {
    samples.open();
    access.open();
  }

  @Override
  public SeriesRow record(Object[] row) throws RefusedRowException {
    return samples.of(row);
  }

  @Override
  public long bytes(SeriesRow row) {
    return row.series.length;
  }

  @Override
  public Object key(SeriesRow row) {
    return row.key;
  }

  @Override
  public CompletableFuture<List<Outcome>> send(List<SeriesRow> rows) {
    Outcome[] outcomes = new Outcome[rows.size()];
    CompletableFuture<@Nullable Outcome> all = CompletableFuture.completedFuture(null);
    for (List<Integer> turn : turns(rows)) {
      all = all.thenCompose(before -> turn(rows, turn, before, outcomes));
    }
    return all.thenApply(last -> Arrays.asList(outcomes));
  }

  /** The places of the rows of each request: the first sample of each series, the second, .... */
  private static List<List<Integer>> turns(List<SeriesRow> rows) {
    Map<List<String>, List<Integer>> ofSeries = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      ofSeries.computeIfAbsent(rows.get(i).key, key -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> turns = new ArrayList<>();
    for (List<Integer> places : ofSeries.values()) {
      places.sort(Comparator.comparingLong(place -> rows.get(place).time));
      for (int i = 0; i < places.size(); i++) {
        if (turns.size() == i) {
          turns.add(new ArrayList<>());
        }
        turns.get(i).add(places.get(i));
      }
    }
    return turns;
  }

  /**
   * Sends rows, where nothing before them has to be sent again: else they have to wait as well.
   *
   * @param before what has to be sent again, or null
   * @return the same behind these rows
   */
  private CompletableFuture<@Nullable Outcome> turn(
      List<SeriesRow> rows, List<Integer> turn, @Nullable Outcome before, Outcome[] outcomes) {
    if (before != null) {
      turn.forEach(place -> outcomes[place] = before);
      return CompletableFuture.completedFuture(before);
    }
    return request(rows, turn)
        .thenCompose(
            outcome -> {
              if (outcome.isRefused() && turn.size() > 1) {
                int middle = turn.size() / 2;
                List<Integer> rest = turn.subList(middle, turn.size());
                return turn(rows, turn.subList(0, middle), null, outcomes)
                    .thenCompose(waits -> turn(rows, rest, waits, outcomes));
              }
              turn.forEach(place -> outcomes[place] = outcome);
              return CompletableFuture.completedFuture(outcome.isSentAgain() ? outcome : null);
            });
  }

  private CompletableFuture<Outcome> request(List<SeriesRow> rows, List<Integer> turn) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    turn.forEach(place -> body.writeBytes(rows.get(place).series));
    if (body.size() == 0) {
      return CompletableFuture.completedFuture(Outcome.taken());
    }
    boolean alone = turn.size() == 1;
    return access
        .write(body.toByteArray())
        .handle(
            (answer, failure) ->
                answer == null ? HttpRequests.noAnswer(failure) : outcome(answer, alone));
  }

  private Outcome outcome(HttpResponse<byte[]> answer, boolean alone) {
    int status = answer.statusCode();
    String words = WriteAccess.inWords(answer);
    if (status / 100 == SUCCESS) {
      return Outcome.taken();
    }
    if (status / 100 <= REDIRECT || FATAL.contains(status)) {
      throw new ConnectorException(words);
    }
    if (status / 100 >= SERVER_ERROR || status == BUSY) {
      return Outcome.again("HTTP " + status, words);
    }
    return alone && skipsOutOfOrder && isOutOfOrder(answer)
        ? Outcome.skipped()
        : Outcome.refused("HTTP " + status, words);
  }

  private static boolean isOutOfOrder(HttpResponse<byte[]> answer) {
    return answer.statusCode() == CONFLICT
        || OUT_OF_ORDER.matcher(new String(answer.body(), StandardCharsets.UTF_8)).find();
  }

  @Override
  public void close() {
    access.close();
  }
}
