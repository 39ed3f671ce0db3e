// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static dev.drey.format.Formats.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.format.BadRecordException;
import dev.drey.format.Formats;
import dev.drey.format.RowDecoder;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Records that are lists of objects. */
class JsonListTest {
  private static final RowType TYPE =
      row("id", DataType.of(TypeKind.INT), "tags", DataType.array(DataType.string()));

  private static List<Object> ids(String record) throws BadRecordException {
    RowDecoder decoder =
        Formats.decoder(new JsonFormat(), TYPE, OptionValues.of(Map.of("lists", true)));
    List<Object> ids = new ArrayList<>();
    byte[] bytes = ("##" + record + "##").getBytes(UTF_8);
    decoder.decodeAll(bytes, 2, bytes.length - 4, each -> ids.add(each[0]));
    return ids;
  }

  @Test
  void eachObjectIsARow() throws BadRecordException {
    assertThat(ids("[{\"id\":1,\"tags\":[\"a\"]},{\"id\":2}, {\"id\":3}]"))
        .containsExactly(1, 2, 3);
    assertThat(ids("{\"id\":1}")).containsExactly(1);
    assertThat(ids(" [ ] ")).isEmpty();
    assertThat(ids("  ")).isEmpty();
  }

  private static void assertBad(String record, String reason) {
    assertThatThrownBy(() -> ids(record)).isInstanceOf(BadRecordException.class).hasMessage(reason);
  }

  @Test
  void whatIsWrongWithOneIsWrongWithTheRecord() {
    assertBad(
        "[{\"id\":1},{\"id\":\"x\"}]", "column `id` wants INT, the record has the text \"x\"");
    assertBad(
        "[{\"id\":1},7]",
        "element 2 of the record's list wants to be a JSON object but is the number 7");
    assertBad("[{\"id\":1}] {}", "the record goes on after the end of its JSON list");
    assertBad("[{\"id\":1}", "the record is not JSON: it ends too early, \"[{\"id\":1}\"");
    assertBad("7", "the record wants to be a JSON object or a list of such but is the number 7");
  }
}
