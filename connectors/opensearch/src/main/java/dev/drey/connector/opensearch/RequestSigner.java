// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.opensearch;

import dev.drey.connector.aws.AwsSigner;
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

/** Signs the requests of Apache's client. */
final class RequestSigner implements HttpRequestInterceptor {
  private final AwsSigner signer;

  RequestSigner(AwsSigner signer) {
    this.signer = signer;
  }

  @Override
  public void process(HttpRequest request, HttpContext context) throws IOException {
    HttpHost host = HttpCoreContext.adapt(context).getTargetHost();
    signer
        .headers(
            request.getRequestLine().getMethod(),
            URI.create(host.toURI() + request.getRequestLine().getUri()),
            body(request))
        .forEach(request::setHeader);
  }

  private static byte[] body(HttpRequest request) throws IOException {
    @Nullable HttpEntity entity =
        request instanceof HttpEntityEnclosingRequest
            ? ((HttpEntityEnclosingRequest) request).getEntity()
            : null;
    return entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
  }
}
