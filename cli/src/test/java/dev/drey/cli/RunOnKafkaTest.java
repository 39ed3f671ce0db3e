// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.KafkaBroker;
import dev.drey.backend.KafkaTopic;
import dev.drey.testkit.Poll;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run beside a deployed pipeline: it goes on, and leaves the group's offsets alone. */
class RunOnKafkaTest {
  private static KafkaBroker broker;

  @TempDir private Path folder;

  @BeforeAll
  static void startBroker() {
    broker = KafkaBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void itGoesOnUntilItsLimitAndCommitsNothing() throws Exception {
    KafkaTopic topic = broker.createTopic("unbounded", 1);
    topic.send(0, "{\"n\":1}", "{\"n\":2}");
    spec("unbounded", "earliest");
    CommandLineUser user = new CommandLineUser(folder);

    CompletableFuture<Integer> run =
        CompletableFuture.supplyAsync(() -> user.drey("run", "spec.yaml", "--limit", "5"));
    while (!run.isDone()) {
      topic.send(0, "{\"n\":3}");
      Thread.onSpinWait();
    }

    assertThat(run.get(1, TimeUnit.MINUTES)).isZero();
    assertThat(user.out().lines())
        .containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}", "{\"n\":3}", "{\"n\":3}");
    assertThat(user.err())
        .contains("in: topic unbounded on " + broker.bootstrapServers() + ", from the first record")
        .contains("leaves no offsets to the group `deployed` without --commit-offsets");
    assertThat(committed("unbounded")).isEmpty();
  }

  @Test
  void nowEndsIt() throws Exception {
    KafkaTopic topic = broker.createTopic("bounded", 1);
    topic.send(0, "{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
    spec("bounded", "earliest");
    CommandLineUser user = new CommandLineUser(folder);

    assertThat(user.drey("run", "spec.yaml", "--until-now")).isZero();

    assertThat(user.out().lines()).containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
    assertThat(user.err()).contains("ends with what is there now");
    assertThat(committed("bounded")).isEmpty();
  }

  /** The last row comes once the offset is there, for a source may end before it could commit. */
  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void offsetsAreCommittedAtCheckpointsWhenAskedFor() throws Exception {
    KafkaTopic topic = broker.createTopic("committed", 1);
    topic.send(0, "{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
    spec("committed", "earliest");
    CommandLineUser user = new CommandLineUser(folder);

    CompletableFuture<Integer> run =
        CompletableFuture.supplyAsync(
            () -> user.drey("run", "spec.yaml", "--limit", "4", "--commit-offsets"));
    Poll.until(
        "the offset",
        Duration.ofMinutes(1),
        () -> run.isDone() || committed("committed").equals(Optional.of(3L)));
    topic.send(0, "{\"n\":4}");

    assertThat(run.get(1, TimeUnit.MINUTES)).as(user.err()).isZero();
    assertThat(user.out().lines()).hasSize(4);
    assertThat(user.err()).contains("leaves offsets to the group `deployed`");
    assertThat(committed("committed").orElseThrow()).isBetween(3L, 4L);
  }

  @Test
  void itSaysThatTheEndOfATopicIsSilent() throws Exception {
    broker.createTopic("silent", 1).send(0, "{\"n\":1}");
    spec("silent", "latest");
    CommandLineUser user = new CommandLineUser(folder);

    assertThat(user.drey("run", "spec.yaml", "--for", "1s")).isZero();

    assertThat(user.out()).isEmpty();
    assertThat(user.err()).contains("from the end: nothing comes until somebody writes to it");

    assertThat(user.drey("run", "spec.yaml", "--until-now")).isZero();
    assertThat(user.out()).isEmpty();
    assertThat(user.err())
        .contains("ends with what is there now, so nothing is read: `startFrom: earliest`");
  }

  /** The first of a writer's ids is its prefix, its subtask and its first checkpoint. */
  @Test
  void transactionsOfTheDeployedPipelineGoOn() throws Exception {
    KafkaTopic results = broker.createTopic("results", 1);
    Files.writeString(folder.resolve("in.jsonl"), "{\"n\":1}\n");
    Files.writeString(
        folder.resolve("spec.yaml"),
        String.join(
            "\n",
            "apiVersion: drey/v1",
            "name: beside",
            "sources:",
            "  in: {file: {path: in.jsonl}, type: {n: INT NOT NULL}}",
            "sinks:",
            "  out:",
            "    from: in",
            "    kafka:",
            "      brokers: " + broker.bootstrapServers(),
            "      topic: results",
            "      transactionalIdPrefix: deployed",
            "    delivery: exactly-once",
            ""));
    CommandLineUser user = new CommandLineUser(folder);
    try (KafkaProducer<byte[], byte[]> deployed = deployed("deployed-0-1")) {
      deployed.initTransactions();
      deployed.beginTransaction();
      deployed.send(new ProducerRecord<>("results", "{\"n\":0}".getBytes(UTF_8))).get();

      assertThat(user.drey("run", "spec.yaml")).as(user.err()).isZero();

      deployed.commitTransaction();
    }
    assertThat(user.err())
        .containsPattern("out: topic results .*transactional ids `deployed-local-[0-9a-f]{8}-");
    assertThat(results.committed()).hasSize(2);
  }

  private static KafkaProducer<byte[], byte[]> deployed(String transactionalId) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", transactionalId),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private Optional<Long> committed(String topic) throws Exception {
    return Optional.ofNullable(
            broker
                .admin()
                .listConsumerGroupOffsets("deployed")
                .partitionsToOffsetAndMetadata()
                .get()
                .get(new TopicPartition(topic, 0)))
        .map(OffsetAndMetadata::offset);
  }

  private void spec(String topic, String startFrom) throws Exception {
    Files.writeString(
        folder.resolve("spec.yaml"),
        String.join(
            "\n",
            "apiVersion: drey/v1",
            "name: beside",
            "runtime: {checkpoint: {interval: 100ms}}",
            "sources:",
            "  in:",
            "    kafka:",
            "      brokers: " + broker.bootstrapServers(),
            "      topic: " + topic,
            "      group: deployed",
            "      startFrom: " + startFrom,
            "    type: {n: INT NOT NULL}",
            "sinks:",
            "  out: {from: in, print: {}}",
            ""));
  }
}
