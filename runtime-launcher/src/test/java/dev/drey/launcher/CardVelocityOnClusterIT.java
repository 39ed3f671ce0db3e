// SPDX-License-Identifier: Apache-2.0
package dev.drey.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.backend.ExamplePipeline;
import dev.drey.backend.FirehoseWire;
import dev.drey.backend.FlinkCluster;
import dev.drey.backend.FlinkRest;
import dev.drey.backend.KinesisEmulator;
import dev.drey.backend.LambdaWire;
import dev.drey.deploy.SpecProperties;
import dev.drey.deploy.SpecProperties.Layout;
import dev.drey.testkit.Poll;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * The pipeline {@code card-velocity} as it is deployed: the JAR on a cluster of two processes, from
 * Kinesis to Lambda and Firehose, through the death of its task manager. What arrives is what
 * another language computes from the same data; both sinks may get a record twice.
 */
class CardVelocityOnClusterIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String LATER =
      "{\"tx_id\":\"end\",\"card_id\":\"none\",\"amount\":1.00,\"merchant\":{\"id\":1,\"country\":\"US\"},"
          + "\"ts\":\"2026-01-02T00:00:00Z\"}";

  private final ObjectMapper json = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void everyResultArrivesThroughTheDeathOfATaskManager() throws Exception {
    ExamplePipeline example = ExamplePipeline.of("card-velocity");
    List<String> transactions = example.data("transactions.jsonl");
    int half = transactions.size() / 2;
    try (KinesisEmulator kinesis = KinesisEmulator.start();
        FirehoseWire firehose = new FirehoseWire("cards", "cards-late", "cards-unreadable");
        LambdaWire lambda = new LambdaWire("notify", payload -> "null");
        FlinkCluster cluster = FlinkCluster.start()) {
      kinesis.createStream("transactions", 2);
      FlinkRest rest = cluster.rest();
      String job =
          rest.run(
              rest.upload(LauncherJar.find()),
              List.of("--properties", properties(example, kinesis, firehose, lambda).toString()));

      send(kinesis, transactions.subList(0, half));
      Poll.until("results of the first half", PATIENCE, () -> !firehose.taken("cards").isEmpty());
      int completed = rest.completedCheckpoints(job);
      Poll.until("another checkpoint", PATIENCE, () -> rest.completedCheckpoints(job) > completed);
      cluster.killTaskManager();
      send(kinesis, transactions.subList(half, transactions.size()));
      cluster.startTaskManager();
      for (Shard shard : kinesis.shards("transactions")) {
        kinesis.put("transactions", shard, "none", LATER);
      }

      Poll.until(
          "every result",
          PATIENCE,
          () ->
              once(firehose.taken("cards")).size() >= example.size("archive")
                  && alerts(lambda).size() >= example.size("alert_out"));
      assertThat(rest.restores(job)).isGreaterThanOrEqualTo(1);
      example.assertSame("archive", once(firehose.taken("cards")));
      example.assertSame("alert_out", alerts(lambda));
      example.assertSame("late_archive", once(firehose.taken("cards-late")));
      example.assertSame("unreadable_archive", once(firehose.taken("cards-unreadable")));
      rest.cancel(job);
    }
  }

  private Path properties(
      ExamplePipeline example, KinesisEmulator kinesis, FirehoseWire firehose, LambdaWire lambda)
      throws Exception {
    Map<String, String> params = new HashMap<>();
    params.put("region", KinesisEmulator.REGION);
    params.put("input_stream", "transactions");
    params.put("alert_function", "notify");
    params.put("archive_stream", "cards");
    params.put("kinesis_endpoint", kinesis.endpoint().toString());
    params.put("lambda_endpoint", lambda.endpoint().toString());
    params.put("firehose_endpoint", firehose.endpoint().toString());
    return new ApplicationProperties()
        .group(
            SpecProperties.SPEC_GROUP,
            SpecProperties.write(Files.readString(example.spec()), Layout.GZIP).orElseThrow())
        .group(SpecProperties.PARAMS_GROUP, params)
        .write(folder);
  }

  /** A card's transactions go into one shard, in order, as who sends them would do it. */
  private void send(KinesisEmulator kinesis, List<String> transactions) {
    for (String transaction : transactions) {
      int card = transaction.indexOf("card-");
      String key = card < 0 ? "none" : transaction.substring(card, card + 7);
      kinesis.put("transactions", key, transaction);
    }
  }

  /** Rows whose text is the same are one row that was sent twice. */
  private static Set<String> once(List<String> rows) {
    return new LinkedHashSet<>(rows);
  }

  /** The rows of all invocations, each of which has a list of them. */
  private Set<String> alerts(LambdaWire lambda) throws Exception {
    List<String> alerts = new ArrayList<>();
    for (String invocation : lambda.invocations()) {
      assertThat(invocation).startsWith("Event ");
      for (JsonNode alert : json.readTree(invocation.substring("Event ".length()))) {
        alerts.add(alert.toString());
      }
    }
    return alerts.stream().collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
