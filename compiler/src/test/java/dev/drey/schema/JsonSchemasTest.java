// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.drey.analysis.Operations;
import dev.drey.connector.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JsonSchemasTest {
  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void isTheSameEachTime() {
    assertThat(JsonSchemas.pipeline(Operations.language(TestCatalog.catalog())))
        .isEqualTo(JsonSchemas.pipeline(Operations.language(TestCatalog.catalog())))
        .endsWith("}\n");
  }

  @Test
  void everyKeyHasADescriptionAndAnExample() throws Exception {
    List<String> without = new ArrayList<>();
    for (String text :
        List.of(
            JsonSchemas.pipeline(Operations.language(Catalog.of(List.of(), List.of()))),
            JsonSchemas.specTest())) {
      collect("", mapper.readTree(text), without);
    }
    assertThat(without).isEmpty();
  }

  private static void collect(String path, JsonNode schema, List<String> without) {
    schema
        .path("properties")
        .fields()
        .forEachRemaining(
            property -> {
              JsonNode value = property.getValue();
              boolean example = value.has("examples") || value.has("defaultSnippets");
              // What a rule forbids beside another key is false, and offers nothing.
              boolean offered = !value.isBoolean();
              if (offered && (!value.has("title") || !value.has("description") || !example)) {
                without.add(path + "/" + property.getKey());
              }
            });
    schema.fields().forEachRemaining(e -> collect(path + "/" + e.getKey(), e.getValue(), without));
    if (schema.isArray()) {
      schema.forEach(element -> collect(path, element, without));
    }
  }

  @Test
  void everyExampleFitsItsKey() throws Exception {
    JsonNode schema =
        mapper.readTree(JsonSchemas.pipeline(Operations.language(TestCatalog.catalog())));
    examples(schema, schema);
    JsonNode tests = mapper.readTree(JsonSchemas.specTest());
    examples(tests, tests);
  }

  /** What an editor writes for a snippet. */
  private static JsonNode written(JsonNode body) {
    return body.isMissingNode()
        ? body
        : JsonTree.of(ExampleText.read(body.asText().replace("\\$", "$")));
  }

  private void examples(JsonNode root, JsonNode schema) {
    // Examples with whole sources or sinks name connectors that the test's catalog does not have,
    // and those of models a runtime.
    JsonNode shown =
        schema.has("examples")
            ? schema.path("examples").path(0)
            : written(schema.path("defaultSnippets").path(0).path("body"));
    String example = shown.toString();
    if (!shown.isMissingNode() && Stream.of("file", "print", "onnx").noneMatch(example::contains)) {
      ObjectNode alone = schema.deepCopy();
      alone.set("$defs", root.get("$defs"));
      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                  .getSchema(alone)
                  .validate(shown))
          .as(schema.toString())
          .isEmpty();
    }
    schema.forEach(child -> examples(root, child));
  }
}
