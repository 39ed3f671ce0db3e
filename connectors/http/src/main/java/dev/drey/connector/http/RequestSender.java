// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.http;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.SinkContext;
import dev.drey.connector.async.JsonList;
import dev.drey.connector.async.Outcome;
import dev.drey.connector.async.RecordSender;
import dev.drey.connector.async.RefusedRowException;
import dev.drey.connector.async.http.HttpRequests;
import dev.drey.format.RowEncoder;
import dev.drey.row.RowFunction;
import dev.drey.shape.OptionValues;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends records, each in a request of its own or several as a JSON list. What their status says is
 * what HTTP says of it (RFC 9110, RFC 6585).
 */
final class RequestSender implements RecordSender<Outgoing> {
  private static final long serialVersionUID = 1;

  private static final int MOST_BYTES = 64 * 1024;
  private static final int SUCCESS = 2;
  private static final int REDIRECT = 3;
  private static final int SERVER_ERROR = 5;
  private static final int NOT_FOUND = 404;

  /** Timeout, too early, too many; a locked resource. */
  private static final Set<Integer> AGAIN = Set.of(408, 423, 425, 429);

  /** Who asks, or how, is wrong, whatever the record is. */
  private static final Set<Integer> FATAL = Set.of(401, 403, 405, 407, 501, 505);

  private final UrlTemplate url;
  private final String method;
  private final String contentType;
  private final boolean list;
  private final LinkedHashMap<String, RowFunction> path;
  private final LinkedHashMap<String, RowFunction> query;
  private final RowEncoder encoder;
  private final HttpAccess access;

  /** Where each row is sent, where that does not depend on it. */
  private transient @Nullable URI fixed;

  RequestSender(SinkContext context) {
    OptionValues options = context.options();
    this.url = new UrlTemplate(options.get(HttpOptions.URL));
    this.method = options.get(HttpOptions.METHOD);
    this.contentType = options.get(HttpOptions.CONTENT_TYPE);
    this.list = options.get(HttpOptions.LIST);
    this.path = new LinkedHashMap<>(context.expressions(HttpOptions.PATH));
    this.query = new LinkedHashMap<>(context.expressions(HttpOptions.QUERY));
    this.encoder = context.encoder().orElseThrow();
    this.access =
        new HttpAccess(
            options,
            "http sink `" + context.name() + "`",
            options.get(HttpOptions.TIMEOUT),
            MOST_BYTES);
  }

  @Override
  public void open() {
    path.values().forEach(RowFunction::open);
    query.values().forEach(RowFunction::open);
    encoder.open();
    access.open();
  }

  @Override
  public Outgoing record(Object[] row) throws RefusedRowException {
    return new Outgoing(uri(row), encoder.encode(row));
  }

  private URI uri(Object[] row) throws RefusedRowException {
    if (!path.isEmpty() || !query.isEmpty()) {
      return url.of(values(path, row), values(query, row));
    }
    @Nullable URI known = fixed;
    if (known == null) {
      known = url.of(Map.of(), Map.of());
      fixed = known;
    }
    return known;
  }

  private static Map<String, @Nullable String> values(
      Map<String, RowFunction> expressions, Object[] row) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    expressions.forEach(
        (name, expression) -> {
          Object value = expression.apply(row);
          values.put(name, value == null ? null : value.toString());
        });
    return values;
  }

  @Override
  public long bytes(Outgoing record) {
    return JsonList.bytes(record.body);
  }

  @Override
  public CompletableFuture<List<Outcome>> send(List<Outgoing> records) {
    byte[] body =
        list
            ? JsonList.of(() -> records.stream().map(record -> record.body).iterator())
            : records.get(0).body;
    return access
        .send(method, records.get(0).uri, contentType, body)
        .handle((answer, failure) -> Collections.nCopies(records.size(), outcome(answer, failure)));
  }

  private Outcome outcome(@Nullable HttpResponse<byte[]> answer, @Nullable Throwable failure) {
    if (answer != null) {
      return outcome(answer);
    }
    return HttpRequests.noAnswer(failure);
  }

  private Outcome outcome(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    String words = HttpAccess.inWords(answer);
    String code = "HTTP " + status;
    if (status / 100 == SUCCESS) {
      return Outcome.taken();
    }
    boolean noSuchPlace = status == NOT_FOUND && path.isEmpty() && query.isEmpty();
    if (status / 100 <= REDIRECT || FATAL.contains(status) || noSuchPlace) {
      throw new ConnectorException(words);
    }
    if (status / 100 >= SERVER_ERROR || AGAIN.contains(status)) {
      return Outcome.again(code, words);
    }
    return list ? Outcome.refusedTogether(code, words) : Outcome.refused(code, words);
  }

  @Override
  public void close() {
    access.close();
  }
}
