// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.format.csv.CsvFormat;
import dev.drey.format.json.JsonFormat;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.SeedFor;
import dev.drey.type.RowType;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types that are found for records read each of them. */
class InferenceTest {
  @TempDir private Path folder;
  private final Random random = new Random(SeedFor.test("InferenceTest"));

  private InferredType infer(Format format, String file, String text) throws Exception {
    Path path = Files.writeString(folder.resolve(file), text);
    return format.typeInference().orElseThrow().of(path, 10_000);
  }

  private static RowType json(InferredType type) {
    assertThat(type.format()).isEqualTo("json");
    return type.columns();
  }

  @Test
  void eachKindOfValueHasItsType() throws Exception {
    InferredType type =
        infer(
            new JsonFormat(),
            "a.jsonl",
            "{\"id\":1,\"big\":1e3,\"sum\":10.50,\"at\":\"2026-01-01T10:00:00Z\",\"day\":\"2026-01-01\","
                + "\"tags\":[\"a\"],\"in\":{\"x\":true,\"y\":null},\"none\":null,\"mixed\":1,\"empty\":[],\"deep\":[{\"a\":1},{\"b\":2}],\"ratio\":0.12345678,\"ms\":1767225600000,\"zip\":\"01234\",\"micros\":\"2026-01-01T10:00:00.123456Z\",\"local\":\"2026-01-01T10:00:00\",\"time\":\"10:00:00\"}\n"
                + "\n"
                + "{\"id\":-20000000000,\"big\":5,\"sum\":7,\"at\":null,\"day\":\"2026-02-01\","
                + "\"tags\":[],\"none\":null,\"mixed\":\"a\",\"empty\":[],\"deep\":[],\"ratio\":1,"
                + "\"ms\":1767225600001,\"zip\":\"12345\",\"micros\":\"2026-01-01T10:00:00Z\","
                + "\"local\":\"2026-01-01T10:00:00.5\",\"time\":\"23:59:59\"}");
    assertThat(json(type))
        .hasToString(
            "id BIGINT NOT NULL, big BIGINT NOT NULL, sum DECIMAL(8, 2) NOT NULL,"
                + " at TIMESTAMP_LTZ(3), day DATE NOT NULL, tags ARRAY<STRING NOT NULL> NOT NULL,"
                + " in ROW<x BOOLEAN NOT NULL, y STRING>, none STRING, mixed STRING NOT NULL,"
                + " empty ARRAY<STRING> NOT NULL, deep ARRAY<ROW<a BIGINT, b BIGINT> NOT NULL> NOT"
                + " NULL, ratio DOUBLE NOT NULL, ms BIGINT NOT NULL, zip STRING NOT NULL,"
                + " micros STRING NOT NULL, local TIMESTAMP(3) NOT NULL, time TIME(3) NOT NULL");
    assertThat(type.records()).isEqualTo(2);
    assertThat(type.notes())
        .containsOnlyKeys("sum", "in.y", "none", "mixed", "empty", "ms", "zip", "micros")
        .containsEntry("sum", "is from 7 to 10.50 here")
        .containsEntry("mixed", "has numbers and texts, which a STRING takes as they are")
        .containsEntry("in.y", "is always null, so its type is not known");
  }

  @Test
  void theTypeOfAnyRecordsReadsAllOfThem() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    for (int i = 0; i < 150; i++) {
      ObjectNode schema = object(3);
      List<String> lines = new ArrayList<>();
      for (int j = 0; j < 8; j++) {
        lines.add(mapper.writeValueAsString(varied(schema)));
      }
      InferredType type;
      try {
        type = infer(new JsonFormat(), "r.jsonl", String.join("\n", lines));
      } catch (TypeImportException noKeys) {
        assertThat(lines).allMatch(line -> line.equals("{}"));
        continue;
      }
      RowDecoder decoder = Formats.decoder(new JsonFormat(), json(type), OptionValues.empty());
      for (String line : lines) {
        Object[] row = Formats.decode(decoder, line);
        assertThat(row).as("%s by %s", line, type.columns()).isNotNull();
        JsonNode read = mapper.readTree(line);
        for (int k = 0; row != null && k < row.length; k++) {
          JsonNode value = read.get(type.columns().field(k).name());
          boolean none = value == null || value.isNull();
          assertThat(row[k] == null).as("%s in %s", k, line).isEqualTo(none);
          assertThat(!none || type.columns().field(k).type().nullable()).as(line).isTrue();
        }
      }
    }
  }

  private ObjectNode object(int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = random.nextInt(6); i >= 0; i--) {
      object.set("k" + i, value(depth - 1));
    }
    return object;
  }

  private JsonNode value(int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0:
        return nodes.numberNode(random.nextInt());
      case 1:
        return nodes.numberNode(
            new BigDecimal(new BigInteger(random.nextInt(100) + 1, random), random.nextInt(9)));
      case 2:
        return nodes.booleanNode(random.nextBoolean());
      case 3:
        return nodes.textNode("2026-01-0" + (1 + random.nextInt(9)) + "T00:00:00Z");
      case 4:
        return nodes.textNode("2026-02-0" + (1 + random.nextInt(9)));
      case 5:
        return nodes.textNode(random.nextBoolean() ? "" : "t" + random.nextInt());
      case 6:
        return nodes.nullNode();
      case 7:
        ArrayNode list = nodes.arrayNode();
        JsonNode element = value(depth - 1);
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(varied(element));
        }
        return list;
      default:
        return object(depth);
    }
  }

  /** The like of it, and now and then something else. */
  private JsonNode varied(JsonNode like) {
    if (random.nextInt(30) == 0) {
      return like.isObject() ? like : value(1);
    }
    if (like.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      like.fields()
          .forEachRemaining(
              each -> {
                if (random.nextInt(8) > 0) {
                  object.set(each.getKey(), varied(each.getValue()));
                }
              });
      return object;
    }
    if (like.isInt()) {
      return JsonNodeFactory.instance.numberNode(random.nextLong() >> random.nextInt(64));
    }
    return like;
  }

  @Test
  void numbersThatNothingHoldsAreTexts() throws Exception {
    for (String number : List.of("1e999999999", "1e-999999999", "1" + "0".repeat(60))) {
      String line = "{\"n\":" + number + "}";
      InferredType type = infer(new JsonFormat(), "n.jsonl", line + "\n{\"n\":0.5}\n");
      RowDecoder decoder = Formats.decoder(new JsonFormat(), json(type), OptionValues.empty());
      assertThat(Formats.decode(decoder, line)).hasSize(1).doesNotContainNull();
    }
  }

  @Test
  void listsAndPackedFilesAreReadToo() throws Exception {
    InferredType list = infer(new JsonFormat(), "a.json", "[{\"a\":1},\n{\"b\":\"x\"}]");
    assertThat(list.columns()).hasToString("a BIGINT, b STRING");
    assertThat(list.format()).isEqualTo("{json: {lists: true}}");
    Path packed = folder.resolve("a.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("{\"a\":1}\n{\"a\":2}\n".getBytes(UTF_8));
    }
    InferredType one = new JsonFormat().typeInference().orElseThrow().of(packed, 1);
    assertThat(one.columns()).hasToString("a BIGINT NOT NULL");
    assertThat(one.records()).isEqualTo(1);
  }

  @Test
  void csvIsReadByWhatItsLinesLookLike() throws Exception {
    String text =
        "id;amount;\"placed at\";paid;zip;note\n1;10.50;2026-01-01T10:00:00Z;true;01234;\n"
            + "2;7;2026-01-02T10:00:00Z;FALSE;12345;\"a;\nb\"\"c\"\n";
    InferredType type = infer(new CsvFormat(), "a.csv", text);
    assertThat(type.columns())
        .hasToString(
            "id BIGINT NOT NULL, amount DECIMAL(8, 2) NOT NULL, `placed at` TIMESTAMP_LTZ(3) NOT"
                + " NULL, paid BOOLEAN NOT NULL, zip STRING NOT NULL, note STRING");
    assertThat(type.format()).isEqualTo("{csv: {header: true, delimiter: \";\"}}");
    RowDecoder decoder =
        Formats.decoder(
            new CsvFormat(),
            type.columns(),
            OptionValues.of(Map.of("header", true, "delimiter", ";")));
    decoder.startOfFile();
    assertThat(Formats.decode(decoder, "id;amount;\"placed at\";paid;zip;note")).isNull();
    assertThat(Formats.decode(decoder, "1;10.50;2026-01-01T10:00:00Z;true;01234;"))
        .containsExactly(1L, new BigDecimal("10.50"), 1767261600000L, true, "01234", null);

    InferredType bare = infer(new CsvFormat(), "b.csv", "1,a\n2,b\n");
    assertThat(bare.columns()).hasToString("column1 BIGINT NOT NULL, column2 STRING NOT NULL");
    assertThat(bare.format()).isEqualTo("csv");
  }

  @Test
  void whatCannotBeReadIsSaid() {
    assertNone(new JsonFormat(), "{\"a\":1}\n{\"a\":", "record 2 cannot be read: ");
    assertNone(new JsonFormat(), "7", "a record is an object, and number 1 is none");
    assertNone(new JsonFormat(), "", "there is no object with a key in it");
    assertNone(new CsvFormat(), "", "the file is empty");
    assertNone(new CsvFormat(), "a,b\n", "there is a line with names, and no record behind it");
    assertNone(new CsvFormat(), "a,b\n1\n", "record 1 has 1 fields, and the first line 2");
    assertNone(new CsvFormat(), "a,b\n1,\"x\"y\n", "record 1 cannot be read: field 2 goes on");
  }

  private void assertNone(Format format, String text, String reason) {
    assertThatThrownBy(() -> infer(format, "none", text))
        .isInstanceOf(TypeImportException.class)
        .hasMessageStartingWith(reason);
  }
}
