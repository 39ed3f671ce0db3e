// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.backend.NodeScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the YAML language server, which editors run, makes of the published schema. */
class SchemaInEditorTest {
  private static final String GOOD =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "name: totals",
          "sources:",
          "  payments:",
          "    file: {path: in.jsonl}",
          "    format: json",
          "    type: {id: STRING NOT NULL, paid_at: TIMESTAMP_LTZ(3) NOT NULL}",
          "    eventTime: {field: paid_at, watermark: {monotonic: true}}",
          "streams:",
          "  hourly:",
          "    from: payments",
          "    keyBy: [id]",
          "    window: {tumbling: 1h}",
          "    aggregate: {pieces: COUNT(*)}",
          "sinks:",
          "  out: {from: hourly, print: {}}",
          "");

  @TempDir private Path folder;

  @Test
  void goodSpecHasNoFinding() throws Exception {
    assertThat(shown(Map.of("good", GOOD)).values())
        .hasSize(1)
        .allMatch(shown -> findings(shown).isEmpty());
  }

  @Test
  void eachMistakeIsOneFindingAtItsLine() throws Exception {
    Map<String, String> specs = new LinkedHashMap<>();
    specs.put("1: Value is not accepted", changed("drey/v1", "drey/v2"));
    specs.put("5: Property pth", changed("{path:", "{pth:"));
    specs.put("6: Value is not accepted", changed("json\n", "xml\n"));
    specs.put("7: Incorrect type", changed("id: STRING NOT NULL", "id: 5"));
    specs.put("11: Property form", changed("    from: payments", "    form: payments"));
    specs.put("11: Incorrect type", changed("from: payments", "from: 7"));
    // Of `window` and `ttl` one is needed; the editor names the first.
    specs.put("10: Missing property \"window\".", changed("    window: {tumbling: 1h}\n", ""));
    specs.put("13: duration, such as", changed("tumbling: 1h", "tumbling: 1 hour"));
    specs.put(
        "13: Of tumbling and session only one may stand here.",
        changed("tumbling: 1h", "tumbling: 1h, session: 5m"));
    specs.put(
        "16: One of these keys is needed: discard, dynamodb, elasticsearch,",
        changed(", print: {}", ""));
    specs.put(
        "16: Of discard and print only one may stand here.",
        changed("print: {}", "print: {}, discard: {}"));

    shown(specs)
        .forEach(
            (finding, shown) ->
                assertThat(findings(shown))
                    .as(finding)
                    .hasSize(1)
                    .allMatch(message -> message.startsWith(finding)));
  }

  @Test
  void completionIsTextThatCanStand() throws Exception {
    Map<String, String> specs = new LinkedHashMap<>();
    specs.put("json => json", changed("format: json", "format: ¦"));
    specs.put(
        "DECIMAL(12, 2) => \"DECIMAL(12, 2)\"",
        changed("{id: STRING NOT NULL, paid_at: TIMESTAMP_LTZ(3) NOT NULL}", "\n      id: ¦"));
    specs.put("[card_id] => [card_id]", changed("keyBy: [id]", "keyBy: ¦"));
    specs.put(
        "{tx_count: COUNT(*), total: SUM(amount)} => {tx_count: COUNT(*), total: SUM(amount)}",
        changed("{pieces: COUNT(*)}", "\n      ¦"));
    specs.put("drop => drop:\n  - ${1}", changed("    window: {tumbling: 1h}", "    ¦"));

    shown(specs)
        .forEach(
            (item, shown) ->
                assertThat(texts(shown.get("completion")))
                    .contains(item)
                    .noneMatch(text -> text.contains("[object")));
  }

  @Test
  void hoverIsHeadedByItsKey() throws Exception {
    Map<String, String> specs = new LinkedHashMap<>();
    specs.put("sources", changed("sources:", "sour¦ces:"));
    specs.put("file", changed("file:", "fi¦le:"));
    specs.put("format", changed("format:", "for¦mat:"));
    specs.put("keyBy", changed("keyBy:", "key¦By:"));
    specs.put("window", changed("window:", "win¦dow:"));

    shown(specs)
        .forEach((key, shown) -> assertThat(shown.get("hover").asText()).startsWith("#### " + key));
  }

  private static String changed(String text, String into) {
    assertThat(GOOD).contains(text);
    return GOOD.replace(text, into);
  }

  private static List<String> findings(JsonNode shown) {
    return texts(shown.get("findings"));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private Map<String, JsonNode> shown(Map<String, String> specs) throws Exception {
    Path schemas = Repository.root().resolve("schemas");
    List<String> arguments = new ArrayList<>();
    arguments.add(schemas.resolve("drey-v1.schema.json").toString());
    for (String text : specs.values()) {
      Path file = folder.resolve(arguments.size() + ".yaml");
      arguments.add(Files.writeString(file, text).toString());
    }
    List<String> lines =
        NodeScript.lines(
            schemas.resolve("check").resolve("editor.mjs"), arguments.toArray(new String[0]));
    assertThat(lines).hasSameSizeAs(specs.keySet());
    Map<String, JsonNode> shown = new LinkedHashMap<>();
    for (String name : specs.keySet()) {
      shown.put(name, new ObjectMapper().readTree(lines.get(shown.size())));
    }
    return shown;
  }
}
