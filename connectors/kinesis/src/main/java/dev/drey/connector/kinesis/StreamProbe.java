// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.kinesis.shaded.org.apache.flink.connector.aws.util.AWSGeneralUtil;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.awscore.exception.AwsServiceException;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.core.exception.SdkClientException;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.http.apache.ApacheHttpClient;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.regions.Region;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.KinesisClient;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import org.apache.flink.util.FlinkRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks once, when a sink's subtask starts, whether its stream is there. Flink's sink sends again
 * for ever what it cannot deliver, so without this question a wrong endpoint would look like a job
 * that runs. No such stream, nobody at the endpoint, no valid credentials: the job fails, within 20
 * s. Whatever else the service answers (that it is busy, that this role may not ask) does not stop
 * the job.
 */
final class StreamProbe implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(StreamProbe.class);
  private static final Duration AT_MOST = Duration.ofSeconds(20);

  // From the common errors of the Kinesis API reference.
  private static final Set<String> BAD_CREDENTIALS =
      Set.of(
          "ExpiredTokenException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "MissingAuthenticationToken",
          "UnrecognizedClientException");

  private final String sink;
  private final String text;
  private final String name;
  private final String arn;
  private final Properties properties;

  StreamProbe(String sink, StreamAddress address, Properties properties) {
    this.sink = sink;
    this.text = address.text();
    this.name = address.name();
    this.arn = address.arn().orElse("");
    this.properties = properties;
  }

  void run() {
    try (KinesisClient client = client()) {
      client.describeStreamSummary(
          request -> {
            if (arn.isEmpty()) {
              request.streamName(name);
            } else {
              request.streamARN(arn);
            }
          });
    } catch (ResourceNotFoundException missing) {
      throw new FlinkRuntimeException(
          "sink `" + sink + "` cannot write: there is no " + text, missing);
    } catch (AwsServiceException answer) {
      if (BAD_CREDENTIALS.contains(code(answer))) {
        throw new FlinkRuntimeException(
            "sink `" + sink + "` cannot write to " + text + ": " + answer.getMessage(), answer);
      }
      LOG.info("Sink `{}`: could not look at {}: {}", sink, text, answer.getMessage());
    } catch (SdkClientException unreachable) {
      throw new FlinkRuntimeException(
          "sink `" + sink + "` cannot reach " + text + ": " + unreachable.getMessage(),
          unreachable);
    }
  }

  private static String code(AwsServiceException answer) {
    return Optional.ofNullable(answer.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
  }

  private KinesisClient client() {
    KinesisClientBuilder builder =
        KinesisClient.builder()
            .httpClientBuilder(ApacheHttpClient.builder())
            .credentialsProvider(AWSGeneralUtil.getCredentialsProvider(properties))
            .overrideConfiguration(configuration -> configuration.apiCallTimeout(AT_MOST))
            .region(Region.of(properties.getProperty("aws.region")));
    Optional.ofNullable(properties.getProperty("aws.endpoint"))
        .map(URI::create)
        .ifPresent(builder::endpointOverride);
    return builder.build();
  }
}
