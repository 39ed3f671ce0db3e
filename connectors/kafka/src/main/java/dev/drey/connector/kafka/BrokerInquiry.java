// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.ConnectorException;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks brokers about topics. Where they do not answer, or not well, the failure says who asked
 * whom, and what to look at; Kafka's own exception is its cause.
 */
final class BrokerInquiry implements Serializable {
  /**
   * How long brokers may take for their first answer: enough for a login and a slow network, less
   * than Kafka's 60 s, for a wrong address is the commoner reason.
   */
  static final Duration FIRST_ANSWER = Duration.ofSeconds(15);

  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(BrokerInquiry.class);

  private final String asker;
  private final String brokers;
  private final String elsewhere;

  private BrokerInquiry(String asker, String brokers, String elsewhere) {
    this.asker = asker;
    this.brokers = brokers;
    this.elsewhere = "; a local run takes a file in its place with " + elsewhere;
  }

  /**
   * @param brokers as the spec names them
   */
  static BrokerInquiry ofSource(String name, String brokers) {
    return new BrokerInquiry("source `" + name + "`", brokers, "--input " + name + "=FILE");
  }

  /**
   * @param brokers as the spec names them
   */
  static BrokerInquiry ofSink(String name, String brokers) {
    return new BrokerInquiry("sink `" + name + "`", brokers, "--output " + name + "=FILE");
  }

  /**
   * The topics by name, each with its partitions.
   *
   * @param atMost absent: as long as Kafka's own setting says
   * @throws ConnectorException where one of them does not exist, and as above
   */
  Map<String, TopicDescription> describe(
      Admin admin, Collection<String> topics, Optional<Duration> atMost) {
    DescribeTopicsOptions options = new DescribeTopicsOptions();
    atMost.ifPresent(limit -> options.timeoutMs((int) limit.toMillis()));
    try {
      return admin.describeTopics(topics, options).allTopicNames().get();
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause(), topics);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new ConnectorException(asker + ": interrupted", stop);
    }
  }

  /** The names of all topics that we may see. */
  Set<String> names(Admin admin, Optional<Duration> atMost) {
    ListTopicsOptions options = new ListTopicsOptions();
    atMost.ifPresent(limit -> options.timeoutMs((int) limit.toMillis()));
    try {
      return admin.listTopics(options).names().get();
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause(), Set.of());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new ConnectorException(asker + ": interrupted", stop);
    }
  }

  /**
   * The most bytes of a record that a topic takes. Not everybody who may write to it may also see
   * its settings; then the brokers refuse what is larger, by themselves.
   */
  long mostBytes(Admin admin, String topic) {
    ConfigResource asked = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    DescribeConfigsOptions options =
        new DescribeConfigsOptions().timeoutMs((int) FIRST_ANSWER.toMillis());
    try {
      KafkaFuture<Config> settings =
          requireNonNull(admin.describeConfigs(Set.of(asked), options).values().get(asked));
      ConfigEntry most = settings.get().get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
      return most == null ? Long.MAX_VALUE : Long.parseLong(most.value());
    } catch (ExecutionException e) {
      LOG.info("The settings of topic {} cannot be seen", topic, e);
      return Long.MAX_VALUE;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new ConnectorException(asker + ": interrupted", stop);
    }
  }

  ConnectorException failure(Throwable cause, Collection<String> topics) {
    return new ConnectorException(
        "kafka " + asker + ": " + reason(cause, topics) + elsewhere, cause);
  }

  ConnectorException noMatch(Pattern pattern) {
    return new ConnectorException(
        "kafka "
            + asker
            + ": no topic on the brokers "
            + brokers
            + " has a name that matches `"
            + pattern
            + "`");
  }

  private String reason(Throwable cause, Collection<String> topics) {
    String names = String.join(", ", topics);
    if (cause instanceof TimeoutException) {
      return "no answer from the brokers "
          + brokers
          + " in time; is the address right, can it be reached from here, and does `security` say"
          + " what this port expects?";
    }
    if (cause instanceof UnknownTopicOrPartitionException) {
      return "there is no topic " + names + " on the brokers " + brokers + ", or we may not see it";
    }
    if (cause instanceof SslAuthenticationException) {
      return "no TLS connection to the brokers " + brokers + ": " + cause.getMessage();
    }
    if (cause instanceof AuthenticationException) {
      return "the brokers "
          + brokers
          + " refuse the login: "
          + cause.getMessage()
          + "; look at `security`";
    }
    if (cause instanceof AuthorizationException) {
      return "the brokers " + brokers + " do not allow it: " + cause.getMessage();
    }
    return "the brokers " + brokers + " cannot be asked: " + cause.getMessage();
  }
}
