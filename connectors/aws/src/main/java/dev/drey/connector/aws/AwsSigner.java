// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.aws;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * Signs the requests of another client than the AWS SDK's by the SDK's own signer (Signature
 * Version 4), with their whole body.
 */
public final class AwsSigner {
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final String service;
  private final String region;
  private final AwsCredentialsProvider credentials;

  /**
   * @param service as it is signed for: {@code es}
   */
  public AwsSigner(String service, AwsAccess access) {
    this.service = service;
    this.region = access.regionName();
    this.credentials = access.credentials();
  }

  /** The headers that a request gets; among them is Host, in the form that is signed. */
  public Map<String, String> headers(String method, URI uri, byte[] body) {
    SdkHttpRequest unsigned =
        SdkHttpFullRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri).build();
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
    Map<String, String> headers = new LinkedHashMap<>();
    signed.forEachHeader((name, values) -> headers.put(name, String.join(",", values)));
    return headers;
  }
}
