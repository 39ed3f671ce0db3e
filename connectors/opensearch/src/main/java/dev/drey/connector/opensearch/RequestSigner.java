// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.opensearch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpCoreContext;
import org.apache.http.util.EntityUtils;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Signs a request by the AWS SDK's own signer (Signature Version 4), with its whole body. */
final class RequestSigner implements HttpRequestInterceptor {
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final String service;
  private final String region;
  private final AwsCredentialsProvider credentials;

  RequestSigner(String service, String region, AwsCredentialsProvider credentials) {
    this.service = service;
    this.region = region;
    this.credentials = credentials;
  }

  @Override
  public void process(HttpRequest request, HttpContext context) throws IOException {
    HttpHost host = HttpCoreContext.adapt(context).getTargetHost();
    SdkHttpRequest unsigned =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.fromValue(request.getRequestLine().getMethod()))
            .uri(URI.create(host.toURI() + request.getRequestLine().getUri()))
            .build();
    byte[] body = body(request);
    ContentStreamProvider payload = () -> new ByteArrayInputStream(body);
    SdkHttpRequest signed =
        signer
            .sign(
                what ->
                    what.identity(credentials.resolveCredentials())
                        .request(unsigned)
                        .payload(payload)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
            .request();
    // Among them is Host, in the form that is signed.
    signed.forEachHeader((name, values) -> request.setHeader(name, String.join(",", values)));
  }

  private static byte[] body(HttpRequest request) throws IOException {
    @Nullable HttpEntity entity =
        request instanceof HttpEntityEnclosingRequest
            ? ((HttpEntityEnclosingRequest) request).getEntity()
            : null;
    return entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
  }
}
