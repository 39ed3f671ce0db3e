// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.opensearch;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.async.Outcome;
import dev.drey.connector.async.RecordSender;
import dev.drey.connector.async.RefusedRowException;
import dev.drey.connector.async.http.HttpRequests;
import dev.drey.text.NoAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.apache.http.util.EntityUtils;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.Request;
import org.opensearch.client.Response;
import org.opensearch.client.ResponseException;
import org.opensearch.client.ResponseListener;
import org.opensearch.client.RestClient;

/**
 * Writes documents by bulk requests. Law: the documents of an id end as the last row of it that is
 * taken says. In a request an id stands once, for what the system has no time for would else be
 * written behind a later one: of several rows the last is sent, and stands for those before it; if
 * it is refused, these are sent.
 */
final class DocumentSender implements RecordSender<DocumentWrite> {
  private static final long serialVersionUID = 1;

  private static final Set<Integer> NOT_LET_IN = Set.of(401, 403);
  private static final int TOO_LARGE = 413;
  private static final int BAD_REQUEST = 400;
  private static final int TIMED_OUT = 408;
  private static final int BUSY = 429;
  private static final int SERVER_ERRORS = 500;
  private static final int SHOWN = 500;

  private final DocumentLines lines;
  private final SearchAccess access;
  private transient @Nullable RestClient client;

  DocumentSender(DocumentLines lines, SearchAccess access) {
    this.lines = lines;
    this.access = access;
  }

  @Override
  public void open() throws Exception {
    lines.open();
    client = access.client();
  }

  @Override
  public DocumentWrite record(Object[] row) throws RefusedRowException {
    return lines.of(row);
  }

  @Override
  public long bytes(DocumentWrite write) {
    return write.lines.length;
  }

  @Override
  public @Nullable Object key(DocumentWrite write) {
    return write.document;
  }

  @Override
  public CompletableFuture<List<Outcome>> send(List<DocumentWrite> writes) {
    // What each stands for, itself last.
    List<List<Integer>> sent = new ArrayList<>();
    Map<List<String>, List<Integer>> ofDocument = new HashMap<>();
    for (int i = 0; i < writes.size(); i++) {
      @Nullable List<String> document = writes.get(i).document;
      List<Integer> before = document == null ? null : ofDocument.get(document);
      if (before == null) {
        before = new ArrayList<>();
        sent.add(before);
        if (document != null) {
          ofDocument.put(document, before);
        }
      }
      before.add(i);
    }
    List<DocumentWrite> last = new ArrayList<>();
    sent.forEach(each -> last.add(writes.get(each.get(each.size() - 1))));
    return request(last).thenCompose(outcomes -> spread(writes, sent, outcomes));
  }

  private CompletableFuture<List<Outcome>> spread(
      List<DocumentWrite> writes, List<List<Integer>> sent, List<Outcome> answered) {
    Outcome[] outcomes = new Outcome[writes.size()];
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      List<Integer> those = sent.get(i);
      Outcome outcome = answered.get(i);
      if (outcome.isRefused()) {
        outcomes[those.get(those.size() - 1)] = outcome;
        left.addAll(those.subList(0, those.size() - 1));
      } else {
        those.forEach(each -> outcomes[each] = outcome);
      }
    }
    if (left.isEmpty()) {
      return CompletableFuture.completedFuture(Arrays.asList(outcomes));
    }
    Collections.sort(left);
    List<DocumentWrite> again = new ArrayList<>();
    left.forEach(each -> again.add(writes.get(each)));
    return send(again)
        .thenApply(
            more -> {
              for (int i = 0; i < more.size(); i++) {
                outcomes[left.get(i)] = more.get(i);
              }
              return Arrays.asList(outcomes);
            });
  }

  private CompletableFuture<List<Outcome>> request(List<DocumentWrite> writes) {
    byte[] body = new byte[writes.stream().mapToInt(write -> write.lines.length).sum()];
    int end = 0;
    for (DocumentWrite write : writes) {
      System.arraycopy(write.lines, 0, body, end, write.lines.length);
      end += write.lines.length;
    }
    Request request = new Request("POST", "/_bulk");
    request.setEntity(new NByteArrayEntity(body, ContentType.create("application/x-ndjson")));
    Answer answer = new Answer(writes.size());
    requireNonNull(client, "open() comes first").performRequestAsync(request, answer);
    return answer.outcomes;
  }

  @Override
  public void close() throws IOException {
    if (client != null) {
      client.close();
    }
  }

  /** Of one request. */
  private final class Answer implements ResponseListener {
    private final int documents;
    private final CompletableFuture<List<Outcome>> outcomes = new CompletableFuture<>();

    private Answer(int documents) {
      this.documents = documents;
    }

    @Override
    public void onSuccess(Response response) {
      try {
        outcomes.complete(
            new BulkAnswer(documents, lines.indexIsFixed())
                .outcomes(EntityUtils.toByteArray(response.getEntity())));
      } catch (IOException | RuntimeException failure) {
        outcomes.completeExceptionally(failure);
      }
    }

    @Override
    public void onFailure(Exception failure) {
      try {
        if (failure instanceof ResponseException) {
          refused(((ResponseException) failure).getResponse());
        } else if (failure instanceof IOException) {
          all(
              Outcome.noAnswer(
                  new IOException(NoAnswer.inWords(access.nodes(), failure), failure)));
        } else {
          outcomes.completeExceptionally(failure);
        }
      } catch (ConnectorException nobodyTrusted) {
        outcomes.completeExceptionally(nobodyTrusted);
      }
    }

    private void all(Outcome outcome) {
      outcomes.complete(Collections.nCopies(documents, outcome));
    }

    private void refused(Response response) {
      int status = response.getStatusLine().getStatusCode();
      String code = "HTTP " + status;
      String reason = text(response);
      if (status == BUSY || status == TIMED_OUT || status >= SERVER_ERRORS) {
        all(Outcome.again(code, reason));
      } else if (status == TOO_LARGE || status == BAD_REQUEST) {
        all(Outcome.refusedTogether(code, reason));
      } else {
        String where =
            NOT_LET_IN.contains(status)
                ? HttpRequests.notLetIn(response.getHost().toHostString(), access.login())
                : "";
        outcomes.completeExceptionally(new ConnectorException(code + ": " + reason + where));
      }
    }

    private String text(Response response) {
      try {
        String text = EntityUtils.toString(response.getEntity());
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
      } catch (IOException | IllegalArgumentException unreadable) {
        return response.getStatusLine().getReasonPhrase();
      }
    }
  }
}
