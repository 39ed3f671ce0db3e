// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.KafkaBroker.Listener;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaBrokerTest {
  @RegisterExtension static final KafkaBrokerExtension KAFKA = new KafkaBrokerExtension();

  @Test
  void keepsItsDataWhenItIsKilledAndStartsAgain() {
    try (KafkaBroker broker = KafkaBroker.start()) {
      KafkaTopic topic = broker.createTopic("kept", 2);
      topic.send(0, "a", "b");
      topic.send(1, "c");
      broker.kill();
      assertThat(Loopback.accepts(broker.port(Listener.PLAINTEXT))).isFalse();

      broker.restart();

      assertThat(topic.committedValues()).containsExactlyInAnyOrder("a", "b", "c");
      assertThat(
              topic.committed().stream()
                  .filter(record -> record.partition() == 0)
                  .map(record -> record.offset() + KafkaTopic.text(record.value()))
                  .collect(Collectors.toList()))
          .containsExactly("0a", "1b");
    }
  }

  @Test
  void readCommittedSeesNoAbortedRecords() throws Exception {
    KafkaTopic topic = KAFKA.broker().createTopic("transactions", 1);
    Properties properties = new Properties();
    properties.put("bootstrap.servers", KAFKA.broker().bootstrapServers());
    properties.put("transactional.id", "test");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic.name(), KafkaTopic.utf8("aborted"))).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic.name(), KafkaTopic.utf8("committed"))).get();
      producer.commitTransaction();
    }
    assertThat(topic.committedValues()).containsExactly("committed");
    assertThat(topic.uncommitted()).hasSize(2);
  }

  @Test
  void guardedListenersLetTheUserIn() throws Exception {
    KafkaSecurity security = KAFKA.broker().security();
    Map<String, Object> tls = new HashMap<>();
    tls.put("ssl.truststore.location", security.truststore().toString());
    tls.put("ssl.truststore.password", KafkaSecurity.STORE_PASSWORD);
    assertAnswers(
        Listener.SSL,
        with(
            tls,
            "ssl.keystore.location",
            security.keystore().toString(),
            "ssl.keystore.password",
            KafkaSecurity.STORE_PASSWORD));
    String login =
        " required username=\""
            + KafkaSecurity.USER
            + "\" password=\""
            + KafkaSecurity.PASSWORD
            + "\";";
    String plain = "org.apache.kafka.common.security.plain.PlainLoginModule" + login;
    String scram = "org.apache.kafka.common.security.scram.ScramLoginModule" + login;
    assertAnswers(
        Listener.SASL_PLAINTEXT,
        with(Map.of(), "sasl.mechanism", "PLAIN", "sasl.jaas.config", plain));
    assertAnswers(
        Listener.SASL_SSL, with(tls, "sasl.mechanism", "SCRAM-SHA-512", "sasl.jaas.config", scram));
  }

  private static Map<String, Object> with(Map<String, Object> some, String... more) {
    Map<String, Object> all = new HashMap<>(some);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  private static void assertAnswers(Listener listener, Map<String, Object> properties)
      throws Exception {
    Map<String, Object> all = new HashMap<>(properties);
    all.put("bootstrap.servers", KAFKA.broker().bootstrapServers(listener));
    all.put("security.protocol", listener.name());
    try (Admin admin = Admin.create(all)) {
      assertThat(admin.describeCluster().nodes().get(20, TimeUnit.SECONDS)).hasSize(1);
    }
  }
}
