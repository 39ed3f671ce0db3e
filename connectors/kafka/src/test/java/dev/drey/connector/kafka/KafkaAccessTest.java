// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static dev.drey.connector.kafka.SpecSource.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drey.backend.KafkaBroker.Listener;
import dev.drey.backend.KafkaBrokerExtension;
import dev.drey.backend.KafkaSecurity;
import dev.drey.backend.KafkaTopic;
import dev.drey.backend.Loopback;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.RunningJob;
import dev.drey.testkit.Shows;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The way to the brokers: logins that they take, and what the job's failure says where they do not
 * answer or refuse. A failure comes within a minute, at latest.
 */
@Timeout(60)
class KafkaAccessTest {
  @RegisterExtension static final KafkaBrokerExtension KAFKA = new KafkaBrokerExtension();

  @RegisterExtension static final Cluster FLINK = Cluster.ofOne();

  private static final String TOPIC = "guarded";

  @BeforeAll
  static void fillTopic() {
    KafkaTopic topic = KAFKA.broker().createTopic(TOPIC, 1);
    topic.send(0, "{\"id\": \"a\"}");
  }

  private static void assertReads(Listener listener, OptionValues security) throws Exception {
    String brokers = KAFKA.broker().bootstrapServers(listener);
    assertThat(read("brokers", brokers, "topic", TOPIC, "security", security)).containsExactly("a");
  }

  private static List<Object> read(Object... options) throws Exception {
    try (RunningJob<Object[]> job =
        RunningJob.of(SpecSource.of(options).bounded().in(FLINK.environment(1)))) {
      return job.rest().stream().map(row -> row[0]).collect(Collectors.toList());
    }
  }

  private static void write(Object... options) throws Exception {
    StreamExecutionEnvironment environment = FLINK.environment(1);
    SpecSink.of(options)
        .write(
            environment.fromData(
                List.<Object[]>of(new Object[] {"b", 1L, 2L}),
                RowTypeInformation.of(SpecSource.declared())),
            SpecSource.declared());
    environment.execute();
  }

  private static OptionValues login(String mechanism, String password) {
    return object("mechanism", mechanism, "username", KafkaSecurity.USER, "password", password);
  }

  private static OptionValues trusted() {
    return object(
        "truststore",
        KAFKA.broker().security().truststore().toString(),
        "truststorePassword",
        KafkaSecurity.STORE_PASSWORD);
  }

  @Test
  void logsInByPasswordWithoutTls() throws Exception {
    for (String mechanism : List.of("PLAIN", "SCRAM-SHA-512")) {
      assertReads(
          Listener.SASL_PLAINTEXT,
          object("sasl", login(mechanism, KafkaSecurity.PASSWORD), "tls", false));
    }
  }

  @Test
  void logsInByPasswordOverTls() throws Exception {
    assertReads(
        Listener.SASL_SSL,
        object("sasl", login("SCRAM-SHA-512", KafkaSecurity.PASSWORD), "tls", trusted()));
  }

  @Test
  void trustsCertificatesInTheSpec() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    byte[] file = Files.readAllBytes(KAFKA.broker().security().truststore());
    store.load(new ByteArrayInputStream(file), KafkaSecurity.STORE_PASSWORD.toCharArray());
    byte[] certificate = store.getCertificate(store.aliases().nextElement()).getEncoded();
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(certificate)
            + "\n-----END CERTIFICATE-----\n";
    assertReads(
        Listener.SASL_SSL,
        object("sasl", login("SCRAM-SHA-512", KafkaSecurity.PASSWORD), "tls", object("ca", pem)));
  }

  @Test
  void showsItsOwnCertificateWhenReadingAndWriting() throws Exception {
    KafkaSecurity stores = KAFKA.broker().security();
    OptionValues security =
        object(
            "tls",
            object(
                "truststore",
                stores.truststore().toString(),
                "truststorePassword",
                KafkaSecurity.STORE_PASSWORD,
                "keystore",
                stores.keystore().toString(),
                "keystorePassword",
                KafkaSecurity.STORE_PASSWORD));
    assertReads(Listener.SSL, security);
    KafkaTopic out = KAFKA.broker().createTopic("guarded-out", 1);
    write(
        "brokers",
        KAFKA.broker().bootstrapServers(Listener.SSL),
        "topic",
        out.name(),
        "security",
        security);
    assertThat(out.committedValues()).hasSize(1).first().asString().contains("\"id\":\"b\"");
  }

  @Test
  @Shows(connector = "kafka", contract = Contract.BAD_CREDENTIALS)
  void aWrongPasswordIsTold() {
    String brokers = KAFKA.broker().bootstrapServers(Listener.SASL_PLAINTEXT);
    Object[] options = {
      "brokers", brokers,
      "topic", TOPIC,
      "security", object("sasl", login("SCRAM-SHA-512", "guess"), "tls", false)
    };
    assertThatThrownBy(() -> read(options))
        .hasStackTraceContaining(
            "kafka source `orders`: the brokers " + brokers + " refuse the login: ")
        .satisfies(KafkaAccessTest::saysWhereToLookAndNoPassword);
    assertThatThrownBy(() -> write(options))
        .hasStackTraceContaining(
            "kafka sink `alerts`: the brokers " + brokers + " refuse the login: ")
        .satisfies(KafkaAccessTest::saysWhereToLookAndNoPassword);
  }

  private static void saysWhereToLookAndNoPassword(Throwable failure) {
    assertThat(Throwables.getStackTrace(failure))
        .contains("; look at `security`")
        .doesNotContain("guess");
  }

  /** As far as it can be seen without Amazon MSK: its mechanism is asked for, by its library. */
  @Test
  void iamAsksForItsOwnMechanism() {
    String brokers = KAFKA.broker().bootstrapServers(Listener.SASL_SSL);
    OptionValues security = object("iam", object(), "tls", trusted());
    assertThatThrownBy(() -> read("brokers", brokers, "topic", TOPIC, "security", security))
        .hasStackTraceContaining(
            "kafka source `orders`: the brokers " + brokers + " refuse the login: ")
        .hasStackTraceContaining("'AWS_MSK_IAM' not enabled in the server");
  }

  @Test
  void anUntrustedCertificateIsTold() {
    String brokers = KAFKA.broker().bootstrapServers(Listener.SASL_SSL);
    OptionValues security = object("sasl", login("PLAIN", KafkaSecurity.PASSWORD));
    assertThatThrownBy(() -> read("brokers", brokers, "topic", TOPIC, "security", security))
        .hasStackTraceContaining(
            "kafka source `orders`: no TLS connection to the brokers " + brokers + ": ");
  }

  @Test
  @Shows(connector = "kafka", contract = Contract.UNREACHABLE)
  void brokersThatDoNotAnswerAreTold() {
    String nobody = Loopback.HOST + ":" + Loopback.freePort();
    // Both wait for an answer for a while.
    CompletableFuture<Throwable> writing =
        CompletableFuture.supplyAsync(
            () -> catchThrowable(() -> write("brokers", nobody, "topic", TOPIC)));
    assertThatThrownBy(() -> read("brokers", nobody, "topic", TOPIC))
        .hasStackTraceContaining(
            "kafka source `orders`: no answer from the brokers " + nobody + " in time");
    assertThat(writing.join())
        .hasStackTraceContaining(
            "kafka sink `alerts`: no answer from the brokers " + nobody + " in time");
  }

  @Test
  void aMissingTopicIsTold() {
    String brokers = KAFKA.broker().bootstrapServers();
    assertThatThrownBy(() -> read("brokers", brokers, "topic", "nowhere"))
        .hasStackTraceContaining(
            "kafka source `orders`: there is no topic nowhere on the brokers " + brokers);
    assertThatThrownBy(() -> read("brokers", brokers, "topicPattern", "nowhere-.*"))
        .hasStackTraceContaining("has a name that matches `nowhere-.*`");
    assertThatThrownBy(() -> write("brokers", brokers, "topic", "nowhere"))
        .hasStackTraceContaining(
            "kafka sink `alerts`: there is no topic nowhere on the brokers " + brokers);
  }

  @Test
  void anyClientPropertyReachesTheClient() {
    String brokers = KAFKA.broker().bootstrapServers();
    Map<String, Object> properties = SpecSource.options("fetch.min.bytes", "many");
    assertThatThrownBy(() -> read("brokers", brokers, "topic", TOPIC, "properties", properties))
        .hasStackTraceContaining("fetch.min.bytes");
  }
}
