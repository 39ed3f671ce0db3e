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
import dev.drey.type.TypeKind;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * RFC 8259, production by production, and what is done where it leaves the choice: keys that stand
 * twice, unpaired surrogates, a byte order mark; {@link JsonLimitsTest} has depth and length. Each
 * is the same for a value that is read and for one that nobody reads.
 */
class JsonGrammarTest {
  private static final RowDecoder DECODER =
      Formats.decoder(new JsonFormat(), row("v", DataType.string()), OptionValues.empty());

  private static Object[] decode(byte[] record) throws BadRecordException {
    Object[] row = DECODER.decode(record, 0, record.length);
    assertThat(row).isNotNull();
    return row;
  }

  static Object read(String value) throws BadRecordException {
    return decode(("{\"v\":" + value + "}").getBytes(UTF_8))[0];
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(byte[] record) {
    return assertThatThrownBy(() -> DECODER.decode(record, 0, record.length))
        .as(new String(record, UTF_8))
        .isInstanceOf(BadRecordException.class);
  }

  static AbstractThrowableAssert<?, ?> assertRefused(String record) {
    return assertRefused(record.getBytes(UTF_8));
  }

  /** As the value of a column, of a key that nobody reads, and within what nobody reads. */
  static void assertNoValue(String value) {
    for (String around : new String[] {"{\"v\":#}", "{\"u\":#}", "{\"u\":[{\"w\":#}]}"}) {
      assertRefused(around.replace("#", value)).hasMessageStartingWith("the record is not JSON");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "[[]]",
        "[{}]",
        "[1]",
        "[1,2]",
        "{\"\":0}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":[],\"b\":{}}",
        "0",
        "-0",
        "1",
        "-1",
        "10",
        "0.0",
        "0.10",
        "1e1",
        "1E1",
        "1e+1",
        "1e-1",
        "0e0",
        "1e01",
        "1.5e10",
        "-1.25E-7",
        "123456789012345678901234567890123456789",
        "1e99999999999999999999",
        "true",
        "false"
      })
  void valuesAreReadInTheirOwnCharacters(String value) throws BadRecordException {
    assertThat(read(value)).isEqualTo(value);
    assertThat(read(" \n\r\t" + value + " \n\r\t")).isEqualTo(value);
    assertThat(decode(("{\"u\": [" + value + "], \"v\": \"x\"}").getBytes(UTF_8)))
        .containsExactly("x");
  }

  @Test
  void nullIsNull() throws BadRecordException {
    assertThat(read("null")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Nothing, or more than one.
        "",
        "1 2",
        "1,",
        ",1",
        "\"a\" \"b\"",
        "{}{}",
        ":1",
        // Words.
        "nul",
        "nulll",
        "truE",
        "True",
        "fals",
        "NaN",
        "Infinity",
        "-Infinity",
        "undefined",
        "yes",
        "t",
        "n",
        // Numbers.
        "-",
        "+1",
        "01",
        "-01",
        "00",
        "1.",
        ".5",
        "-.5",
        "1.e1",
        "1e",
        "1e+",
        "1E-",
        "1ee1",
        "1e1.5",
        "1.5.5",
        "--1",
        "1-",
        "0x10",
        "1_000",
        "1a",
        "1f",
        "\u0661",
        // Texts.
        "\"",
        "\"a",
        "a\"",
        "'a'",
        "\"\\\"",
        "\"\\x41\"",
        "\"\\'\"",
        "\"\\0\"",
        "\"\\U0041\"",
        "\"\\u\"",
        "\"\\u004\"",
        "\"\\u004g\"",
        "\"\\u 041\"",
        "\"\\u-041\"",
        "\"\\uD83D\\u\"",
        "\"\n\"",
        "\"\t\"",
        "\"\u0000\"",
        "\"\u001f\"",
        "\"aaaaaaaaaaaaaaaaaaaaaa\raaaaaaaaa\"",
        "\"\\\u00e9\"",
        // Lists.
        "[",
        "]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[,]",
        "[1,,2]",
        "[1 2]",
        "[1:2]",
        "[1}",
        "[[]",
        "[]]",
        // Objects.
        "{",
        "}",
        "{]",
        "{\"a\"",
        "{\"a\":",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\" 1}",
        "{\"a\",1}",
        "{\"a\"::1}",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{,\"a\":1}",
        "{\"a\":1,,\"b\":2}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1;\"b\":2}",
        "{a:1}",
        "{'a':1}",
        "{1:1}",
        "{null:1}",
        "{[]:1}",
        "{\"a\":1]",
        // White space that is none, comments, ends of input of other languages.
        "\u00a01",
        "\u000b1",
        "\f1",
        "\ufeff1",
        "1\u0000",
        "\u0000",
        "/**/1",
        "1//",
        "#",
        "1;",
        "\u001a"
      })
  void whatTheGrammarHasNotIsNoValue(String value) {
    assertNoValue(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"v\":1}}",
        "{\"v\":1}]",
        "{\"v\":1},",
        "{\"v\":1}:",
        "{\"v\":1}#",
        "{\"v\":1}\u0000",
        "{\"v\":1}nope",
        "{\"v\":1}\"",
        "{\"v\":1}[",
        "{\"v\":1}\ufeff",
        "{\"v\":1}//"
      })
  void whatFollowsTheRecordMakesItBad(String record) {
    assertRefused(record).hasMessageStartingWith("the record is not JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"v\":1}{}", "{\"v\":1} 1", "{\"v\":1}\n{\"v\":2}", "{\"v\":1}\"a\""})
  void aRecordIsOneObject(String record) {
    assertRefused(record).hasMessage("the record goes on after the end of its JSON object");
  }

  @ParameterizedTest
  @CsvSource({
    "1, the number 1",
    "1.5e3, the number 1.5e3",
    "\"a\", the text \"a\"",
    "true, true",
    "null, null",
    "[], a list",
    "[{}], a list"
  })
  void whatIsNoObjectIsNoRecord(String record, String what) {
    assertRefused(record).hasMessage("the record wants to be a JSON object but is " + what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\" | 22 5C 2F 8 C A D 9",
        "\"\\u0000\\u001F\\u00e9\\u20AC\\uFFFF\" | 0 1F E9 20AC FFFF",
        "\"\\ud83d\\uDE00\" | D83D DE00",
        "\"\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\" | 7F 80 7FF 800 D7FF E000 FFFF",
        "\"\ud800\udc00\udbff\udfff\" | D800 DC00 DBFF DFFF",
        "\"\u2028\u2029\ufeff\" | 2028 2029 FEFF",
        // Escapes of surrogates without their other half stay what they are.
        "\"\\ud800\" | D800",
        "\"\\udc00\" | DC00",
        "\"\\udc00\\ud800\" | DC00 D800",
        "\"\\ud800a\" | D800 61",
        "\"\\ud800\\n\" | D800 A",
        "\"\\ud800\\ud800\\udc00\" | D800 D800 DC00"
      })
  void escapesAndCharactersAreWhatTheyMean(String value, String chars) throws BadRecordException {
    StringBuilder expected = new StringBuilder();
    for (String each : chars.split(" ")) {
      expected.append((char) Integer.parseInt(each, 16));
    }
    assertThat(read(value)).isEqualTo(expected.toString());
    // Also where eight bytes are looked at together.
    assertThat(read("\"aaaaaaa" + value.substring(1))).isEqualTo("aaaaaaa" + expected);
    assertThat(read(value.substring(0, value.length() - 1) + "aaaaaaaaa\""))
        .isEqualTo(expected + "aaaaaaaaa");
  }

  @Test
  void everySpecialCharacterIsSeenAtEveryPlace() throws BadRecordException {
    for (int length = 0; length < 20; length++) {
      for (int place = 0; place <= length; place++) {
        String before = "\"" + "~".repeat(place);
        String after = "~".repeat(length - place) + "\"";
        for (char special = 0; special < 0x100; special++) {
          if (special < ' ') {
            assertRefused("{\"v\":" + before + special + after + "}");
          } else if (special != '"' && special != '\\') {
            assertThat(read(before + special + after))
                .isEqualTo((before + special + after).substring(1, length + 2));
          }
        }
      }
    }
  }

  @Test
  void keysAreComparedByWhatTheyMean() throws BadRecordException {
    assertThat(decode("{\"\\u0076\": \"x\"}".getBytes(UTF_8))).containsExactly("x");
    // By the second record the first one's keys are known.
    for (int i = 0; i < 2; i++) {
      assertThat(decode("{ \"w\" : 1 , \"v\" : \"x\" }".getBytes(UTF_8))).containsExactly("x");
      assertThat(decode("{\"vv\":1,\"V\":2,\"\":3,\"v \":4}".getBytes(UTF_8)))
          .containsExactly((Object) null);
    }
  }

  @Test
  void aKeyThatIsKnownIsTakenWhereAKeyMayStand() throws BadRecordException {
    for (String before :
        new String[] {
          "{\"u\":1,\"v\":2}", "{\"u\":1 , \"v\":2}", "{ \"v\" : 2 }", "{\"v\":2,\"u\":1}"
        }) {
      for (String wrong :
          new String[] {
            "{,\"v\":3}",
            "{ ,\"v\":3}",
            "{\"u\":1\"v\":3}",
            "{\"u\":1 \"v\":3}",
            "{\"u\":1{\"v\":3}",
            "{\"u\":1,,\"v\":3}",
            "{{\"v\":3}",
            "{\"v\":2},\"v\":3}"
          }) {
        decode(before.getBytes(UTF_8));
        assertRefused(wrong).hasMessageStartingWith("the record is not JSON near byte ");
      }
      for (String right :
          new String[] {
            "{\"v\":3}",
            "{ \"v\":3}",
            "{\"w\":{},\"v\":3}",
            "{\"u\":1,\"v\":3}",
            "{\"v\":3,\"u\":1}",
            "{\"u\":1,\"w\":1,\"x\":1,\"v\":3,\"v\":3}",
            "{\"v\"\n:\t3}"
          }) {
        decode(before.getBytes(UTF_8));
        assertThat(decode(right.getBytes(UTF_8))).as(right).containsExactly("3");
      }
    }
  }

  @Test
  void ofKeysThatStandTwiceTheLastHolds() throws BadRecordException {
    assertThat(decode("{\"v\":\"a\",\"v\":\"b\"}".getBytes(UTF_8))).containsExactly("b");
    assertThat(decode("{\"v\":\"a\",\"\\u0076\":null}".getBytes(UTF_8)))
        .containsExactly((Object) null);
    // The first is not made, so it may be of another type.
    RowDecoder number =
        Formats.decoder(
            new JsonFormat(), row("v", DataType.of(TypeKind.INT)), OptionValues.empty());
    assertThat(Formats.decode(number, "{\"v\":[1],\"v\":7}")).containsExactly(7);
    RowDecoder nested =
        Formats.decoder(
            new JsonFormat(),
            row("v", DataType.row(row("a", DataType.string(), "b", DataType.string()))),
            OptionValues.empty());
    Object[] read = Formats.decode(nested, "{\"v\":{\"a\":\"1\"},\"v\":{\"b\":\"2\"}}");
    assertThat(read).isNotNull();
    assertThat((Object[]) read[0]).containsExactly(null, "2");
  }

  /** Keys are compared with those of the record before, of which the first had no comma. */
  @Test
  void aKeyBehindAValueNeedsItsCommaAlsoWhereItWasTheFirstBefore() throws BadRecordException {
    String longer = "k".repeat(80);
    for (String before : new String[] {"{", "{ ", "\n{\t"}) {
      assertThat(decode((before + "\"v\":\"1\"}").getBytes(UTF_8))).containsExactly("1");
      for (String wrong : new String[] {"{", " ", "\t", "", "[", ":"}) {
        assertRefused("{\"" + longer + "\":1" + wrong + "\"v\":\"2\"}");
      }
      assertThat(decode(("{\"" + longer + "\":1,\"v\":\"2\"}").getBytes(UTF_8)))
          .containsExactly("2");
    }
  }

  @Test
  void aByteOrderMarkMayComeFirst() throws BadRecordException {
    assertThat(decode("\ufeff{\"v\":\"x\"}".getBytes(UTF_8))).containsExactly("x");
    assertThat(decode("\ufeff {\"v\":\"x\"}".getBytes(UTF_8))).containsExactly("x");
    assertRefused(" \ufeff{\"v\":1}").hasMessageStartingWith("the record is not JSON");
    assertRefused("\ufeff\ufeff{\"v\":1}").hasMessageStartingWith("the record is not JSON");
    assertRefused(new byte[] {(byte) 0xEF, (byte) 0xBB, '{', '}'})
        .hasMessage("the record is not JSON: its bytes are not UTF-8 text, from byte 1 on");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"v\":\"aé\\u00e9\\n日\ud83d\ude00\",\"u\":[1,-2.50e+3,true,null,{\"a b\":{}}]}",
        "{ \"u\" : [ ] , \"v\" : \"the last column is read long before the end\" , \"w\" : false }",
        "\ufeff{\"v\":\"x\"}"
      })
  void aRecordThatIsCutOffAnywhereIsBad(String record) throws BadRecordException {
    byte[] bytes = record.getBytes(UTF_8);
    decode(bytes);
    int blank = record.startsWith("\ufeff") ? 3 : 0;
    for (int length = 1; length < bytes.length; length++) {
      if (length != blank) {
        assertRefused(Arrays.copyOf(bytes, length))
            .hasMessageMatching(
                "the record is not JSON: (it ends too early, |its bytes are not UTF-8 text)(?s).*");
      }
    }
  }

  @Test
  void theBytesBehindTheRecordAreNotItsOwn() throws BadRecordException {
    byte[] bytes = "{\"v\":12}345\"}".getBytes(UTF_8);
    assertThat(DECODER.decode(bytes, 0, 8)).containsExactly("12");
    for (int length = 1; length < 8; length++) {
      int cut = length;
      assertThatThrownBy(() -> DECODER.decode(bytes, 0, cut))
          .hasMessageContaining("ends too early");
    }
  }

  @Test
  void whatIsWrongIsSaidByItsPlace() {
    assertRefused("{\"v\":1,\"u\":tru}")
        .hasMessage("the record is not JSON near byte 15: \"{\"v\":1,\"u\":tru}\"");
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes("{\"u\":\"".getBytes(UTF_8));
    record.write(0xED);
    record.write(0xA0);
    record.write(0x80);
    record.writeBytes("\"}".getBytes(UTF_8));
    assertRefused(record.toByteArray())
        .hasMessage("the record is not JSON: its bytes are not UTF-8 text, from byte 7 on");
  }
}
