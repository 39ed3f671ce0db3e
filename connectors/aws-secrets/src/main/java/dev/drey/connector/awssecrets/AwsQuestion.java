// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.awssecrets;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** One question to a service: who we are and where it is, the AWS SDK finds as it always does. */
final class AwsQuestion {
  private static final Duration ANSWER_AT_MOST = Duration.ofSeconds(30);

  private AwsQuestion() {}

  /**
   * @param name an ARN says the region
   * @param action what the role has to be allowed
   * @throws IOException where there is no answer, in words
   */
  static <C extends SdkClient, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, R>
      R ask(B builder, String name, Optional<URI> endpoint, Function<C, R> question, String action)
          throws IOException {
    builder.httpClientBuilder(UrlConnectionHttpClient.builder());
    builder.overrideConfiguration(configuration -> configuration.apiCallTimeout(ANSWER_AT_MOST));
    endpoint.ifPresent(builder::endpointOverride);
    String[] arn = name.split(":");
    if (arn.length > 3 && arn[0].equals("arn")) {
      builder.region(Region.of(arn[3]));
    }
    try (C client = builder.build()) {
      return question.apply(client);
    } catch (AwsServiceException refused) {
      throw new IOException(refused(refused, action), refused);
    } catch (SdkException unreachable) {
      throw new IOException(String.valueOf(unreachable.getMessage()), unreachable);
    }
  }

  private static String refused(AwsServiceException refused, String action) {
    switch (refused.awsErrorDetails().errorCode()) {
      case "ResourceNotFoundException":
      case "ParameterNotFound":
        return "there is none of this name here";
      case "AccessDeniedException":
        return "we may not read it: the role needs " + action;
      default:
        return refused.awsErrorDetails().errorCode()
            + ": "
            + refused.awsErrorDetails().errorMessage();
    }
  }
}
