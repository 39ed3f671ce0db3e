// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.tls;

import dev.drey.connector.aws.AwsAccess;
import dev.drey.connector.aws.AwsClient;
import dev.drey.connector.aws.AwsFailures;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.shape.OptionValues;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Asks for a {@link StoredObject}: apart from it, so that a spec is checked without the SDK. */
final class ObjectRequest {
  /** No store of keys is as large. */
  private static final int MOST_BYTES = 1 << 20;

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private ObjectRequest() {}

  /**
   * Its bytes.
   *
   * @throws IOException where they cannot be had, in words
   */
  static byte[] read(OptionValues object) throws IOException {
    try (AwsClient<S3AsyncClient> client =
        AwsAccess.of(object, 1)
            .client(S3AsyncClient.builder().forcePathStyle(object.has(AwsOptions.ENDPOINT)))) {
      return client
          .get()
          .getObject(
              request ->
                  request
                      .bucket(StoredObject.bucket(object))
                      .key(StoredObject.key(object))
                      .range("bytes=0-" + (MOST_BYTES - 1)),
              AsyncResponseTransformer.toBytes())
          .join()
          .asByteArray();
    } catch (CompletionException failure) {
      Throwable cause = AwsFailures.cause(failure);
      throw new IOException(reason(cause, object), cause);
    }
  }

  private static String reason(Throwable cause, OptionValues object) {
    if (cause instanceof NoSuchBucketException) {
      return "there is no bucket " + StoredObject.bucket(object) + AwsAccess.inWords(object);
    }
    int status =
        cause instanceof AwsServiceException ? ((AwsServiceException) cause).statusCode() : 0;
    if (cause instanceof NoSuchKeyException || status == NOT_FOUND) {
      return "there is no such object" + AwsAccess.inWords(object);
    }
    if (status == FORBIDDEN) {
      return "we may not read it: the role needs "
          + StoredObject.ACTION
          + " on it, and s3:ListBucket on the bucket to be told whether it is there";
    }
    return String.valueOf(cause.getMessage());
  }
}
