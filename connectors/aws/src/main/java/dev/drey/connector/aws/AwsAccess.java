// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.aws;

import dev.drey.connector.ConnectorException;
import dev.drey.shape.OptionValues;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * A use's way to its service, as tasks need it: clients of the AWS SDK that ask once. Whoever has
 * the client decides whether to ask again.
 */
public final class AwsAccess implements Serializable {
  private static final long serialVersionUID = 1;

  // An emulator signs for any region; the SDK insists on one.
  private static final String REGION_OF_AN_EMULATOR = "us-east-1";
  private static final int THREADS = 2;
  private static final Duration ANSWER_AT_MOST = Duration.ofSeconds(60);
  private static final Duration CONNECTED_AT_MOST = Duration.ofSeconds(5);

  private final OptionValues options;
  private final int requests;

  private AwsAccess(OptionValues options, int requests) {
    this.options = options;
    this.requests = requests;
  }

  /**
   * @param requests how many are on their way at a time at most
   */
  public static AwsAccess of(OptionValues options, int requests) {
    return new AwsAccess(options, requests);
  }

  /** The region and the endpoint in a few words, behind what is there. */
  public static String inWords(OptionValues options) {
    return options.find(AwsOptions.REGION).map(where -> " in " + where).orElse("")
        + options.find(AwsOptions.ENDPOINT).map(where -> " at " + where).orElse("");
  }

  /** The client of a service, whose requests do not wait. */
  public <C extends SdkClient, B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>>
      AwsClient<C> client(B builder) {
    SdkEventLoopGroup threads = SdkEventLoopGroup.builder().numberOfThreads(THREADS).build();
    NettyNioAsyncHttpClient.Builder http =
        NettyNioAsyncHttpClient.builder()
            .eventLoopGroup(threads)
            .maxConcurrency(requests)
            .maxPendingConnectionAcquires(Integer.MAX_VALUE)
            .connectionAcquisitionTimeout(ANSWER_AT_MOST)
            .readTimeout(ANSWER_AT_MOST)
            .connectionTimeout(CONNECTED_AT_MOST);
    if (isEmulator()) {
      // HTTP/2 without TLS is spoken by hardly anybody.
      http.protocol(Protocol.HTTP1_1);
    }
    builder
        .httpClientBuilder(http)
        .overrideConfiguration(
            configuration ->
                configuration
                    .apiCallTimeout(ANSWER_AT_MOST)
                    .retryStrategy(AwsRetryStrategy.doNotRetry()))
        .credentialsProvider(credentials())
        .region(region())
        .fipsEnabled(options.get(AwsOptions.FIPS));
    options.find(AwsOptions.ENDPOINT).map(URI::create).ifPresent(builder::endpointOverride);
    return new AwsClient<>(builder.build(), threads);
  }

  private Region region() {
    Optional<String> given = options.find(AwsOptions.REGION);
    if (given.isPresent()) {
      return Region.of(given.get());
    }
    return Region.of(isEmulator() ? REGION_OF_AN_EMULATOR : regionOfTheEnvironment());
  }

  private boolean isEmulator() {
    return options.find(AwsOptions.ENDPOINT).filter(url -> url.startsWith("http://")).isPresent();
  }

  /**
   * What the SDK finds: a property, a variable, a profile, the instance.
   *
   * @throws ConnectorException where it finds none
   */
  public static String regionOfTheEnvironment() {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
    } catch (SdkClientException none) {
      throw new ConnectorException(
          "no `region` is given, and the AWS SDK finds none here: " + none.getMessage(), none);
    }
  }

  /** For those that sign requests themselves. */
  public String regionName() {
    return region().id();
  }

  /** Who the job is, found anew as often as it ends. */
  public AwsCredentialsProvider credentials() {
    Credentials given = Credentials.of(options);
    switch (given.kind()) {
      case BASIC:
        return StaticCredentialsProvider.create(
            AwsBasicCredentials.create(given.accessKey(), given.secretKey()));
      case PROFILE:
        return ProfileCredentialsProvider.create(given.profile());
      case ASSUME_ROLE:
        return assumed(given);
      default:
        return DefaultCredentialsProvider.create();
    }
  }

  private AwsCredentialsProvider assumed(Credentials given) {
    AssumeRoleRequest.Builder request =
        AssumeRoleRequest.builder().roleArn(given.role()).roleSessionName(given.sessionName());
    given.externalId().ifPresent(request::externalId);
    StsClientBuilder sts =
        StsClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .region(region())
            .fipsEnabled(options.get(AwsOptions.FIPS));
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts.build())
        .refreshRequest(request.build())
        .build();
  }
}
