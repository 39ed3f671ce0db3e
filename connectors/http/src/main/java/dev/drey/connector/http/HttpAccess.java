// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.http;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.async.http.HttpRequests;
import dev.drey.connector.tls.KeyMaterial;
import dev.drey.shape.OptionValues;
import java.io.Serializable;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;

/** A use's way to its server, as tasks need it. */
final class HttpAccess implements Serializable {
  private static final long serialVersionUID = 1;

  private final LinkedHashMap<String, String> headers = new LinkedHashMap<>();
  private final HttpRequests requests;

  /**
   * @param whose as messages call whose way it is
   * @param mostBytes of an answer that are taken
   */
  HttpAccess(OptionValues options, String whose, Duration timeout, int mostBytes) {
    HttpRequests plain = HttpRequests.of(timeout, mostBytes);
    HttpRequests unhurried =
        KeyMaterial.find(options, whose).map(keys -> plain.over(keys::context)).orElse(plain);
    this.requests = options.find(HttpOptions.RATE).map(unhurried::withRate).orElse(unhurried);
    options.get(HttpOptions.HEADERS).forEach((name, value) -> headers.put(name, (String) value));
    options.find(HttpOptions.AUTH).ifPresent(this::putAuth);
  }

  private void putAuth(OptionValues auth) {
    String value =
        auth.find(HttpOptions.SCHEME).map(scheme -> scheme + " ").orElse("")
            + auth.get(HttpOptions.VALUE).strip();
    headers.put(auth.get(HttpOptions.HEADER), value);
  }

  void open() {
    // Java would show it.
    if (!headers.values().stream().allMatch(value -> value.matches("[ -~]*"))) {
      throw new ConnectorException("the value of a header has characters that none can have");
    }
    requests.open();
  }

  CompletableFuture<HttpResponse<byte[]>> get(URI uri) {
    return send(HttpRequest.newBuilder(uri).GET().header("Accept", "application/json"));
  }

  CompletableFuture<HttpResponse<byte[]>> send(
      String method, URI uri, String contentType, byte[] body) {
    return send(
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .header("Content-Type", contentType));
  }

  private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest.Builder builder) {
    headers.forEach(builder::setHeader);
    return requests.send(builder);
  }

  static String inWords(HttpResponse<byte[]> answer) {
    return HttpRequests.inWords(answer, "`" + HttpOptions.AUTH.name() + "`");
  }

  void close() {
    requests.close();
  }
}
