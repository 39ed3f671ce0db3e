// SPDX-License-Identifier: Apache-2.0
package dev.drey.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.backend.DynamoDbEmulator;
import dev.drey.backend.ExamplePipeline;
import dev.drey.backend.SearchNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The pipeline {@code machine-readings} from Kinesis, through a lookup in DynamoDB, to OpenSearch.
 * The documents are what another language computes from the same data, each once.
 */
class MachineReadingsOnClusterIT {
  private static final String LAST =
      "{\"machine_id\":\"none\",\"temperature\":1.0,\"read_at\":\"2026-01-02T00:00:00Z\"}";

  private final ObjectMapper json = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void everyResultIsADocumentThroughTheDeathOfATaskManager() throws Exception {
    ExamplePipeline example = ExamplePipeline.of("machine-readings");
    try (DynamoDbEmulator dynamodb = DynamoDbEmulator.start();
        SearchNode search = SearchNode.start();
        ExampleOnCluster run = new ExampleOnCluster(example, "readings", "machine_id")) {
      dynamodb.createTable("machines", "machine_id:S");
      for (String machine : example.data("machines.jsonl")) {
        dynamodb.put("machines", item(json.readTree(machine)));
      }
      run.run(
          folder,
          Map.of(
              "machine_table", "machines",
              "dynamodb_endpoint", dynamodb.endpoint().toString(),
              "search_url", search.endpoint().toString().replaceFirst("/$", "")),
          example.data("readings.jsonl"),
          LAST,
          () -> !documents(search, "machine-averages").isEmpty(),
          () ->
              documents(search, "machine-averages").size() >= example.size("averages_out")
                  && documents(search, "machine-anomalies").size() >= example.size("anomalies_out")
                  && !documents(search, "machine-unreadable").isEmpty());

      example.assertSame("averages_out", documents(search, "machine-averages"));
      example.assertSame("anomalies_out", documents(search, "machine-anomalies"));
      example.assertSame("late_out", documents(search, "machine-late-readings"));
      example.assertSame(
          "unreadable_out",
          documents(search, "machine-unreadable").stream()
              .distinct() // It has no id of its own, so it may have been put twice.
              .collect(Collectors.toList()));
    }
  }

  private static Map<String, AttributeValue> item(JsonNode machine) {
    Map<String, AttributeValue> item = new HashMap<>();
    machine
        .properties()
        .forEach(
            field ->
                item.put(
                    field.getKey(),
                    field.getValue().isNumber()
                        ? AttributeValue.fromN(field.getValue().asText())
                        : AttributeValue.fromS(field.getValue().asText())));
    return item;
  }

  /** The documents of an index, which need not be there. */
  private static List<String> documents(SearchNode search, String index) {
    return search.documents(index + "*").values().stream()
        .map(JsonNode::toString)
        .collect(Collectors.toList());
  }
}
