// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pipeline below {@code pipelines/} with its sample data and the rows that a script in another
 * language computes from them. A row that is expected names the columns that it speaks of.
 */
public final class ExamplePipeline {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Path folder;
  private final Map<String, List<JsonNode>> expected = new LinkedHashMap<>();

  private ExamplePipeline(Path folder) {
    this.folder = folder;
  }

  /** Runs the script; without Node, as {@link NodeScript} says. */
  public static ExamplePipeline of(String name) throws Exception {
    Path folder = BackendFolder.resolve("pom.xml").resolveSibling("../pipelines").resolve(name);
    ExamplePipeline example = new ExamplePipeline(folder.normalize());
    for (String line : NodeScript.lines(example.folder.resolve("expected/compute.mjs"))) {
      JsonNode row = JSON.readTree(line);
      example
          .expected
          .computeIfAbsent(row.get("sink").asText(), sink -> new ArrayList<>())
          .add(row.get("row"));
    }
    return example;
  }

  public Path spec() {
    return folder.resolve("pipeline.yaml");
  }

  /** The lines of a file of sample data. */
  public List<String> data(String file) throws IOException {
    return Files.readAllLines(folder.resolve("data").resolve(file));
  }

  /** How many rows a sink gets. */
  public int size(String sink) {
    return expected.getOrDefault(sink, List.of()).size();
  }

  /** Each row is expected once, and each row that is expected is there. */
  public void assertSame(String sink, Collection<String> rows) throws IOException {
    List<JsonNode> left = new ArrayList<>();
    for (String row : rows) {
      left.add(JSON.readTree(row));
    }
    List<JsonNode> missing = new ArrayList<>();
    for (JsonNode row : expected.getOrDefault(sink, List.of())) {
      JsonNode found =
          left.stream().filter(candidate -> matches(candidate, row)).findFirst().orElse(null);
      if (found == null) {
        missing.add(row);
      } else {
        left.remove(found);
      }
    }
    assertThat(missing).as("rows that " + sink + " should have, beside " + left).isEmpty();
    assertThat(left).as("rows that " + sink + " should not have").isEmpty();
  }

  /** Whether rows are expected of no other sinks than these. */
  public void assertNoOtherThan(Collection<String> sinks) {
    assertThat(sinks).containsAll(expected.keySet());
  }

  private static boolean matches(JsonNode actual, JsonNode expected) {
    for (Map.Entry<String, JsonNode> field : expected.properties()) {
      JsonNode value = actual.get(field.getKey());
      if (value == null || !same(value, field.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** Numbers by their value: 12.50 is 12.5. */
  private static boolean same(JsonNode actual, JsonNode expected) {
    return (actual.isNumber() && expected.isNumber())
        ? actual.decimalValue().compareTo(expected.decimalValue()) == 0
        : actual.equals(expected);
  }
}
