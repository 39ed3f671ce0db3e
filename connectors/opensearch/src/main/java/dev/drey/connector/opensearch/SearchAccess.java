// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.opensearch;

import dev.drey.connector.aws.AwsAccess;
import dev.drey.connector.aws.AwsSigner;
import dev.drey.connector.tls.KeyMaterial;
import dev.drey.shape.OptionValues;
import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.impl.nio.client.HttpAsyncClientBuilder;
import org.apache.http.impl.nio.reactor.IOReactorConfig;
import org.apache.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.RestClient;
import org.opensearch.client.RestClientBuilder;

/** A use's way to its cluster, as tasks need it: a client that says who it is in each request. */
final class SearchAccess implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int THREADS = 2;
  private static final int CONNECTED_AT_MOST_MILLIS = 5_000;
  private static final int ANSWER_AT_MOST_MILLIS = 60_000;

  private final OptionValues options;
  private final @Nullable KeyMaterial keys;
  private final int requests;

  /**
   * @param whose as messages call whose way it is
   * @param requests how many are on their way at a time at most
   */
  SearchAccess(OptionValues options, String whose, int requests) {
    this.keys = KeyMaterial.find(options, whose).orElse(null);
    this.options = options;
    this.requests = requests;
  }

  RestClient client() {
    List<String> urls = SearchOptions.urls(options);
    RestClientBuilder builder =
        RestClient.builder(urls.stream().map(SearchAccess::host).toArray(HttpHost[]::new));
    String path = URI.create(urls.get(0)).getPath();
    if (!path.isEmpty() && !path.equals("/")) {
      builder.setPathPrefix(path);
    }
    authorization()
        .ifPresent(
            value ->
                builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", value)}));
    Optional<RequestSigner> signer = options.find(SearchOptions.AWS).map(aws -> signer());
    builder.setRequestConfigCallback(
        request ->
            request
                .setConnectTimeout(CONNECTED_AT_MOST_MILLIS)
                .setSocketTimeout(ANSWER_AT_MOST_MILLIS));
    builder.setHttpClientConfigCallback(client -> configured(client, signer));
    return builder.build();
  }

  private static HttpHost host(String url) {
    URI uri = URI.create(url);
    return new HttpHost(uri.getHost(), uri.getPort(), uri.getScheme());
  }

  private HttpAsyncClientBuilder configured(
      HttpAsyncClientBuilder client, Optional<RequestSigner> signer) {
    client
        .setMaxConnPerRoute(requests)
        .setMaxConnTotal(requests)
        .setDefaultIOReactorConfig(
            IOReactorConfig.custom().setIoThreadCount(THREADS).setSoKeepAlive(true).build());
    signer.ifPresent(client::addInterceptorLast);
    if (keys != null) {
      client.setSSLContext(keys.context());
    }
    return client;
  }

  /** Whom is asked, for messages. */
  String nodes() {
    return SearchOptions.urls(options).stream()
        .map(url -> host(url).toHostString())
        .collect(Collectors.joining(", "));
  }

  /** The options that say who the job is, for messages. */
  String login() {
    return options.has(SearchOptions.AWS)
        ? "`" + SearchOptions.AWS.name() + "`"
        : options.has(SearchOptions.API_KEY)
            ? "`" + SearchOptions.API_KEY.name() + "`"
            : "`" + SearchOptions.USER.name() + "` and `" + SearchOptions.PASSWORD.name() + "`";
  }

  private Optional<String> authorization() {
    return options
        .find(SearchOptions.API_KEY)
        .map(key -> "ApiKey " + key)
        .or(() -> options.find(SearchOptions.USER).map(this::basic));
  }

  private String basic(String user) {
    String login = user + ":" + options.get(SearchOptions.PASSWORD);
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  private RequestSigner signer() {
    AwsHost host = AwsHost.of(options);
    return new RequestSigner(new AwsSigner(host.service(), AwsAccess.of(host.options(), requests)));
  }
}
