// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.connector.Catalog;
import dev.drey.connector.ConnectorException;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.connector.JobConnector;
import dev.drey.connector.LookupContext;
import dev.drey.connector.RowLookup;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Poll;
import dev.drey.testkit.Shows;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files as the table that a lookup asks. */
@Timeout(60)
class FileLookupTest {
  private static final RowType MACHINE =
      RowType.of(
          Field.of("id", DataType.of(TypeKind.INT)),
          Field.of("site", DataType.string().notNull()),
          Field.of("hall", DataType.of(TypeKind.BIGINT)));

  private @TempDir Path folder;

  private void write(String name, String... lines) throws IOException {
    Files.write(folder.resolve(name), List.of(lines), StandardCharsets.UTF_8);
  }

  /** Whole from one moment to the next. */
  private void replace(String name, String line) throws IOException {
    write("." + name, line);
    Files.move(
        folder.resolve("." + name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private RowLookup lookup(
      String path, String format, Map<String, ?> formatOptions, String... keys) {
    return lookup(Map.of("path", folder + "/" + path), format, formatOptions, keys);
  }

  private static RowLookup lookup(
      Map<String, ?> options, String format, Map<String, ?> formatOptions, String... keys) {
    Catalog catalog = Catalog.load(FileLookupTest.class.getClassLoader());
    RowDecoder decoder =
        catalog
            .format(format)
            .orElseThrow()
            .decoder(
                DecoderContext.of(
                    MACHINE, MACHINE, List.of(0, 1, 2), OptionValues.of(formatOptions)));
    return JobConnector.of(catalog.connector("file").orElseThrow())
        .asLookup()
        .orElseThrow()
        .lookup(
            LookupContext.of("enriched", OptionValues.of(options), MACHINE, List.of(keys))
                .withDecoder(decoder));
  }

  private static List<String> rows(RowLookup lookup, Object... key) {
    return lookup.rows(key).join().stream().map(Arrays::toString).collect(Collectors.toList());
  }

  @Test
  @Shows(connector = "file", role = Kind.LOOKUP, contract = Contract.GUARANTEE)
  void rowsAreFoundByTheirKey() throws Exception {
    write(
        "machines.jsonl",
        "{\"id\": 1, \"site\": \"Oslo\", \"hall\": 4}",
        "{\"id\": 2, \"site\": \"Bern\"}",
        "{\"id\": 1, \"site\": \"Rome\", \"hall\": 5}",
        "{\"site\": \"nowhere\"}");
    RowLookup lookup = InstantiationUtil.clone(lookup("machines.jsonl", "json", Map.of(), "id"));
    lookup.open();

    assertThat(rows(lookup, 1)).containsExactlyInAnyOrder("[1, Oslo, 4]", "[1, Rome, 5]");
    assertThat(rows(lookup, 2)).containsExactly("[2, Bern, null]");
    assertThat(rows(lookup, 3)).isEmpty();
    lookup.close();
  }

  @Test
  void severalColumnsAreAKeyAndFilesOfAFolderOneTable() throws Exception {
    Files.createDirectories(folder.resolve("in"));
    write("in/a.csv", "hall;id;site", "4;1;Oslo", "5;1;Oslo");
    try (OutputStream packed =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("in/b.csv.gz")))) {
      packed.write("site;id;hall\nOslo;7;4\n".getBytes(StandardCharsets.UTF_8));
    }
    RowLookup lookup =
        lookup("in", "csv", Map.of("header", true, "delimiter", ";"), "hall", "site");
    lookup.open();

    assertThat(rows(lookup, 4L, "Oslo")).containsExactlyInAnyOrder("[1, Oslo, 4]", "[7, Oslo, 4]");
    assertThat(rows(lookup, 5L, "Oslo")).containsExactly("[1, Oslo, 5]");
    assertThat(rows(lookup, 5L, "Bern")).isEmpty();
    lookup.close();
  }

  @Test
  void aRowIsTheCallersOwn() throws Exception {
    write("one.jsonl", "{\"id\": 1, \"site\": \"Oslo\"}");
    RowLookup lookup = lookup("one.jsonl", "json", Map.of(), "id");
    lookup.open();
    lookup.rows(new Object[] {1}).join().get(0)[1] = "changed";

    assertThat(rows(lookup, 1)).containsExactly("[1, Oslo, null]");
    lookup.close();
  }

  @Test
  @Shows(connector = "file", role = Kind.LOOKUP, contract = Contract.POISON_RECORD)
  void whatCannotBeReadIsToldWithItsPlace() throws Exception {
    write("bad.jsonl", "{\"id\": 1, \"site\": \"Oslo\"}", "{\"id\": \"x\", \"site\": \"Oslo\"}");
    write("null.jsonl", "{\"id\": 1}");

    assertThatThrownBy(() -> lookup("bad.jsonl", "json", Map.of(), "id").open())
        .isInstanceOf(ConnectorException.class)
        .hasMessageStartingWith("lookup of `enriched` cannot read `" + folder + "/bad.jsonl`: ")
        .hasMessageContaining("line 2: ");
    assertThatThrownBy(() -> lookup("null.jsonl", "json", Map.of(), "id").open())
        .hasMessageEndingWith(
            "line 1: `site` is declared NOT NULL but the record has no value for it");
    assertThatThrownBy(() -> lookup("none.jsonl", "json", Map.of(), "id").open())
        .isInstanceOf(ConnectorException.class)
        .hasMessage(
            "lookup of `enriched` cannot read `%1$s/none.jsonl`: there is no file or folder"
                + " `%1$s/none.jsonl`",
            folder);
  }

  @Test
  @Shows(connector = "file", role = Kind.LOOKUP, contract = Contract.OVERSIZED_RECORD)
  void aLineThatIsTooLongIsToldWithItsPlace() throws Exception {
    write("long.jsonl", "{\"id\": 1, \"site\": \"Oslo\"}", " ".repeat(33 << 20) + "{}");

    assertThatThrownBy(() -> lookup("long.jsonl", "json", Map.of(), "id").open())
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("line 2: ")
        .hasMessageContaining("34603010 bytes, more than one may have");
  }

  @Test
  @Shows(connector = "file", role = Kind.LOOKUP, contract = Contract.GUARANTEE)
  void filesAreReadAnewAndStayWhereTheyCannotBe() throws Exception {
    write("live.jsonl", "{\"id\": 1, \"site\": \"Oslo\"}");
    Map<String, Object> options =
        Map.of("path", folder + "/live.jsonl", "refresh", Duration.ofMillis(10));
    RowLookup lookup = lookup(options, "json", Map.of(), "id");
    lookup.open();
    assertThat(rows(lookup, 1)).containsExactly("[1, Oslo, null]");

    replace("live.jsonl", "{\"id\": 1, \"site\": \"Bern\"}");
    Poll.until(
        "the new rows",
        Duration.ofSeconds(30),
        () -> rows(lookup, 1).equals(List.of("[1, Bern, null]")));
    replace("live.jsonl", "nonsense");
    assertThat(rows(lookup, 1)).containsExactly("[1, Bern, null]");
    replace("live.jsonl", "{\"id\": 1, \"site\": \"Rome\"}");
    Poll.until(
        "the newest rows",
        Duration.ofSeconds(30),
        () -> rows(lookup, 1).equals(List.of("[1, Rome, null]")));
    lookup.close();
  }
}
