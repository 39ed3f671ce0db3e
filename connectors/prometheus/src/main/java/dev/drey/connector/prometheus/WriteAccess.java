// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.prometheus;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.async.http.HttpRequests;
import dev.drey.connector.aws.AwsAccess;
import dev.drey.connector.aws.AwsSigner;
import dev.drey.connector.tls.KeyMaterial;
import dev.drey.shape.OptionValues;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/** A use's way to its system: packed requests that say who asks. */
final class WriteAccess implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int MOST_BYTES = 64 * 1024;
  private static final String METHOD = "POST";
  private static final String SERVICE = "aps";

  private final URI url;
  private final LinkedHashMap<String, String> headers = new LinkedHashMap<>();
  private final HttpRequests requests;
  private final @Nullable AwsAccess aws;
  private transient @Nullable AwsSigner signer;

  /**
   * @param whose as messages call whose way it is
   */
  WriteAccess(OptionValues options, String whose, int inFlight) {
    this.url = URI.create(options.get(PrometheusOptions.URL));
    HttpRequests plain = HttpRequests.of(options.get(PrometheusOptions.TIMEOUT), MOST_BYTES);
    this.requests =
        KeyMaterial.find(options, whose).map(keys -> plain.over(keys::context)).orElse(plain);
    this.aws =
        options.has(PrometheusOptions.AWS)
            ? AwsAccess.of(Workspace.of(options).options(), inFlight)
            : null;
    options
        .get(PrometheusOptions.HEADERS)
        .forEach((name, value) -> headers.put(name, (String) value));
    headers.put("Content-Type", "application/x-protobuf");
    headers.put("Content-Encoding", "snappy");
    headers.put("X-Prometheus-Remote-Write-Version", "0.1.0");
    headers.put("User-Agent", "drey");
    authorization(options);
  }

  private void authorization(OptionValues options) {
    options
        .find(PrometheusOptions.USER)
        .map(user -> user + ":" + options.get(PrometheusOptions.PASSWORD).strip())
        .map(login -> login.getBytes(StandardCharsets.UTF_8))
        .map(login -> "Basic " + Base64.getEncoder().encodeToString(login))
        .or(() -> options.find(PrometheusOptions.TOKEN).map(token -> "Bearer " + token.strip()))
        .ifPresent(value -> headers.put("Authorization", value));
  }

  void open() {
    // Java would show it.
    if (!headers.values().stream().allMatch(value -> value.matches("[ -~]*"))) {
      throw new ConnectorException("the value of a header has characters that none can have");
    }
    if (aws != null) {
      signer = new AwsSigner(SERVICE, aws);
    }
    requests.open();
  }

  /**
   * @param body a {@code WriteRequest}
   */
  CompletableFuture<HttpResponse<byte[]>> write(byte[] body) {
    byte[] packed = packed(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).method(METHOD, HttpRequest.BodyPublishers.ofByteArray(packed));
    headers.forEach(request::setHeader);
    if (aws != null) {
      Map<String, String> signed =
          requireNonNull(signer, "open() comes first").headers(METHOD, url, packed);
      // Java's client says itself whom it asks, in the form that is signed.
      signed.forEach(
          (name, value) -> {
            if (!name.equalsIgnoreCase("Host")) {
              request.setHeader(name, value);
            }
          });
    }
    return requests.send(request);
  }

  private static byte[] packed(byte[] body) {
    try {
      return Snappy.compress(body);
    } catch (IOException failure) {
      throw new IllegalStateException("Snappy cannot pack " + body.length + " bytes", failure);
    }
  }

  static String inWords(HttpResponse<byte[]> answer) {
    return HttpRequests.inWords(
        answer,
        Stream.of(PrometheusOptions.USER, PrometheusOptions.TOKEN, PrometheusOptions.AWS)
            .map(option -> "`" + option.name() + "`")
            .collect(Collectors.joining(", ")));
  }

  void close() {
    requests.close();
  }
}
