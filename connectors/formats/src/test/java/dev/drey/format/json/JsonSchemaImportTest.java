// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.format.Formats;
import dev.drey.format.RowDecoder;
import dev.drey.format.TypeImportException;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.SeedFor;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Types of JSON Schemas, and that the format reads with them what the schemas allow. */
class JsonSchemaImportTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Random random = new Random(SeedFor.test("JsonSchemaImportTest"));

  private static String type(String properties) throws TypeImportException {
    return new JsonSchemaImport()
        .type(
            "{\"type\":\"object\",\"required\":[\"f\"],\"properties\":{"
                + properties
                + "},\"$defs\":{\"id\":{\"type\":\"integer\"},"
                + "\"tree\":{\"properties\":{\"next\":{\"$ref\":\"#/$defs/tree\"}}}}}",
            Optional.empty())
        .row()
        .toString();
  }

  @Test
  void eachSchemaHasTheTypeThatReadsItWithoutLoss() throws TypeImportException {
    assertThat(type("\"f\":{\"type\":\"integer\"},\"g\":{\"type\":\"boolean\"}"))
        .isEqualTo("f BIGINT NOT NULL, g BOOLEAN");
    assertThat(type("\"f\":{\"type\":[\"string\",\"null\"]}")).isEqualTo("f STRING");
    assertThat(type("\"f\":{\"type\":\"string\",\"format\":\"date-time\"}"))
        .isEqualTo("f TIMESTAMP_LTZ(3) NOT NULL");
    assertThat(type("\"f\":{\"type\":\"number\",\"multipleOf\":0.01}"))
        .isEqualTo("f DECIMAL(38, 2) NOT NULL");
    assertThat(type("\"f\":{\"type\":\"number\"}")).isEqualTo("f DOUBLE NOT NULL");
    assertThat(type("\"f\":{\"type\":[\"string\",\"integer\"]}")).isEqualTo("f STRING NOT NULL");
    assertThat(type("\"f\":{\"enum\":[\"a\",\"b\"]}")).isEqualTo("f STRING NOT NULL");
    assertThat(type("\"f\":{\"enum\":[\"a\",null]}")).isEqualTo("f STRING");
    assertThat(type("\"f\":{}")).isEqualTo("f STRING");
    assertThat(type("\"f\":{\"$ref\":\"#/$defs/id\"}")).isEqualTo("f BIGINT NOT NULL");
    assertThat(type("\"f\":{\"oneOf\":[{\"type\":\"null\"},{\"$ref\":\"#/$defs/id\"}]}"))
        .isEqualTo("f BIGINT");
    assertThat(type("\"f\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}"))
        .isEqualTo("f ARRAY<BIGINT NOT NULL> NOT NULL");
    assertThat(type("\"f\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"number\"}}"))
        .isEqualTo("f MAP<STRING NOT NULL, DOUBLE NOT NULL> NOT NULL");
    assertThat(type("\"f\":{\"properties\":{\"a\":{\"type\":\"string\"}}}"))
        .isEqualTo("f ROW<a STRING> NOT NULL");
    assertThat(type("\"f\":{\"type\":\"object\"}")).isEqualTo("f STRING NOT NULL");
  }

  private static void assertNone(String schema, String reason, int offset) {
    assertThatThrownBy(() -> new JsonSchemaImport().type(schema, Optional.empty()))
        .isInstanceOfSatisfying(
            TypeImportException.class,
            problem -> {
              assertThat(problem).hasMessageStartingWith(reason);
              assertThat(problem.offset()).isEqualTo(offset);
            });
  }

  @Test
  void whatNoTypeHoldsIsSaid() {
    assertNone(
        "{\"type\":\"string\"}",
        "the schema is one of no object with `properties`, so it has no columns",
        -1);
    assertNone(
        "{\"properties\":{\"f\":{\"$ref\":\"http://x/y\"}}}",
        "f is `http://x/y`, and only what stands in the schema itself is read",
        -1);
    assertNone(
        "{\"properties\":{\"f\":{\"$ref\":\"#/properties/f\"}}}",
        "f is `#/properties/f` within itself, without end",
        -1);
    assertNone(
        "{\"properties\":{\"f\":{\"$ref\":\"#/none\"}}}",
        "f is `#/none`, which the schema does not have",
        -1);
    assertNone(
        "{\"properties\":{\"f\":{\"type\":\"text\"}}}",
        "f has the type `text`, which JSON Schema does not know",
        -1);
    assertNone("{\"type\" \"object\"}", "this schema is no JSON: ", 8);
  }

  /** A schema, and a value that it allows. */
  private JsonNode value(ObjectNode schema, int depth) {
    switch (random.nextInt(depth == 0 ? 8 : 11)) {
      case 0:
        schema.put("type", "integer");
        return NODES.numberNode(random.nextLong() >> random.nextInt(64));
      case 1:
        schema.put("type", "number").put("multipleOf", new BigDecimal("0.001"));
        return NODES.numberNode(BigDecimal.valueOf(random.nextInt(), 3));
      case 2:
        schema.put("type", "number");
        return NODES.numberNode(random.nextGaussian());
      case 3:
        schema.put("type", "boolean");
        return NODES.booleanNode(random.nextBoolean());
      case 4:
        schema.put("type", "string").put("format", "date-time");
        return NODES.textNode(Instant.ofEpochMilli(random.nextInt() * 1000L).toString());
      case 5:
        schema.put("type", "string").put("contentEncoding", "base64");
        return NODES.textNode(Base64.getEncoder().encodeToString(new byte[random.nextInt(9)]));
      case 6:
        schema.putArray("type").add("null").add("string");
        return random.nextBoolean() ? NODES.nullNode() : NODES.textNode("t" + random.nextInt());
      case 7:
        schema.putArray("type").add("string").add("integer").add("object");
        return random.nextBoolean() ? NODES.numberNode(7) : NODES.objectNode().put("a", 1);
      case 8:
        return object(schema, depth - 1);
      case 9:
        schema.put("type", "array");
        return NODES.arrayNode().add(value(schema.putObject("items"), 0));
      default:
        schema.put("type", "object");
        return NODES.objectNode().set("k", value(schema.putObject("additionalProperties"), 0));
    }
  }

  private ObjectNode object(ObjectNode schema, int depth) {
    ObjectNode object = NODES.objectNode();
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    var required = schema.putArray("required");
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      JsonNode value = value(properties.putObject("p" + i), depth);
      if (random.nextBoolean()) {
        required.add("p" + i);
        object.set("p" + i, value);
      } else if (random.nextBoolean()) {
        object.set("p" + i, value);
      }
    }
    return object;
  }

  @Test
  void whatASchemaAllowsIsReadAsItIs() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    for (int i = 0; i < 2_000; i++) {
      ObjectNode schema = NODES.objectNode();
      ObjectNode record = object(schema, 2);
      RowType type =
          new JsonSchemaImport().type(mapper.writeValueAsString(schema), Optional.empty()).row();
      RowDecoder decoder = Formats.decoder(new JsonFormat(), type, OptionValues.empty());
      Object[] row = Formats.decode(decoder, mapper.writeValueAsString(record));
      assertThat(row).as("%s of %s", record, schema).isNotNull();
      compare(row, type, record);
    }
  }

  private static void compare(@Nullable Object[] row, RowType type, JsonNode record) {
    for (int i = 0; i < row.length; i++) {
      compare(row[i], type.field(i).type(), record.get(type.field(i).name()));
    }
  }

  private static void compare(@Nullable Object value, DataType type, @Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      assertThat(value).isNull();
      assertThat(type.nullable()).isTrue();
      return;
    }
    switch (type.kind()) {
      case ROW:
        compare((Object[]) requireNonNull(value), type.row(), node);
        break;
      case ARRAY:
        compare(((List<?>) requireNonNull(value)).get(0), type.element(), node.get(0));
        break;
      case DOUBLE:
        assertThat(value).isEqualTo(node.doubleValue());
        break;
      case DECIMAL:
        assertThat((BigDecimal) value).isEqualByComparingTo(node.decimalValue());
        break;
      case TIMESTAMP_LTZ:
        assertThat(value).isEqualTo(Instant.parse(node.textValue()).toEpochMilli());
        break;
      case VARCHAR:
        assertThat(value).isEqualTo(node.isTextual() ? node.textValue() : node.toString());
        break;
      default:
        assertThat(type.kind() == TypeKind.BIGINT ? String.valueOf(value) : node.asText())
            .isEqualTo(node.asText());
    }
  }
}
