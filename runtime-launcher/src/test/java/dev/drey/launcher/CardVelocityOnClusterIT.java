// SPDX-License-Identifier: Apache-2.0
package dev.drey.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.backend.ExamplePipeline;
import dev.drey.backend.FirehoseWire;
import dev.drey.backend.LambdaWire;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pipeline {@code card-velocity} from Kinesis to Lambda and Firehose. What arrives is what
 * another language computes from the same data; both sinks may get a record twice.
 */
class CardVelocityOnClusterIT {
  private static final String LAST =
      "{\"tx_id\":\"end\",\"card_id\":\"none\",\"amount\":1.00,\"merchant\":{\"id\":1,\"country\":\"US\"},"
          + "\"ts\":\"2026-01-02T00:00:00Z\"}";

  private final ObjectMapper json = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void everyResultArrivesThroughTheDeathOfATaskManager() throws Exception {
    ExamplePipeline example = ExamplePipeline.of("card-velocity");
    try (FirehoseWire firehose = new FirehoseWire("cards", "cards-late", "cards-unreadable");
        LambdaWire lambda = new LambdaWire("notify", payload -> "null");
        ExampleOnCluster run = new ExampleOnCluster(example, "transactions", "card_id")) {
      run.run(
          folder,
          Map.of(
              "alert_function",
              "notify",
              "archive_stream",
              "cards",
              "model",
              example.spec().resolveSibling("model/fraud.onnx").toUri().toString(),
              "lambda_endpoint",
              lambda.endpoint().toString(),
              "firehose_endpoint",
              firehose.endpoint().toString()),
          example.data("transactions.jsonl"),
          LAST,
          () -> !firehose.taken("cards").isEmpty(),
          () ->
              once(firehose.taken("cards")).size() >= example.size("archive")
                  && alerts(lambda).size() >= example.size("alert_out"));

      example.assertSame("archive", once(firehose.taken("cards")));
      example.assertSame("alert_out", alerts(lambda));
      example.assertSame("late_archive", once(firehose.taken("cards-late")));
      example.assertSame("unreadable_archive", once(firehose.taken("cards-unreadable")));
    }
  }

  /** Rows whose text is the same are one row that was sent twice. */
  private static Set<String> once(List<String> rows) {
    return new LinkedHashSet<>(rows);
  }

  /** The rows of all invocations, each of which has a list of them. */
  private Set<String> alerts(LambdaWire lambda) throws Exception {
    Set<String> alerts = new LinkedHashSet<>();
    for (String invocation : lambda.invocations()) {
      assertThat(invocation).startsWith("Event ");
      for (JsonNode alert : json.readTree(invocation.substring("Event ".length()))) {
        alerts.add(alert.toString());
      }
    }
    return alerts;
  }
}
