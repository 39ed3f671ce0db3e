// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static dev.drey.format.json.JsonGrammarTest.assertNoValue;
import static dev.drey.format.json.JsonGrammarTest.assertRefused;
import static dev.drey.format.json.JsonGrammarTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.format.BadRecordException;
import org.junit.jupiter.api.Test;

/** How deep records may be, and how long what is in them. */
class JsonLimitsTest {
  @Test
  void aThousandLevelsAreRead() throws BadRecordException {
    String lists = "[".repeat(999) + "]".repeat(999);
    String objects = "{\"a\":".repeat(999) + "1" + "}".repeat(999);
    assertThat(read(lists)).isEqualTo(lists);
    assertThat(read(objects)).isEqualTo(objects);
    for (String key : new String[] {"v", "u"}) {
      for (String deeper : new String[] {"[" + lists + "]", "{\"a\":" + objects + "}"}) {
        assertRefused("{\"" + key + "\":" + deeper + "}")
            .hasMessageStartingWith("the record is beyond the limits of JSON records: 1000 levels");
      }
    }
    assertRefused("{\"u\":" + "[".repeat(5_000_000)).hasMessageContaining("1000 levels");
    // What was open in the record before is not counted.
    assertThat(read(lists)).isEqualTo(lists);
  }

  @Test
  void bracketsCloseWhatTheyOpenAtEveryDepth() throws BadRecordException {
    StringBuilder open = new StringBuilder();
    StringBuilder close = new StringBuilder();
    for (int depth = 0; depth < 300; depth++) {
      boolean object = Integer.bitCount(depth * 0x9E37) % 2 == 0;
      open.append(object ? "{\"a\":" : "[");
      close.insert(0, object ? '}' : ']');
    }
    assertThat(read(open + "1" + close)).isEqualTo(open + "1" + close);
    for (int i = 0; i < close.length(); i++) {
      StringBuilder wrong = new StringBuilder(close);
      wrong.setCharAt(i, close.charAt(i) == ']' ? '}' : ']');
      assertNoValue(open + "1" + wrong);
    }
  }

  @Test
  void aNumberHasAtMostAThousandCharacters() throws BadRecordException {
    for (String number :
        new String[] {
          "1".repeat(1000), "-" + "1".repeat(999), "0." + "1".repeat(998), "1e" + "1".repeat(998)
        }) {
      assertThat(read(number)).isEqualTo(number);
      for (String key : new String[] {"v", "u"}) {
        assertRefused("{\"" + key + "\":" + number + "0}")
            .hasMessageContaining("1000 characters for a number");
      }
    }
  }

  @Test
  void aTextHasAtMostTwentyMegabytes() throws BadRecordException {
    String text = "\"" + "a".repeat(20_000_000) + "\"";
    assertThat(read(text)).isEqualTo(text.substring(1, 20_000_001));
    for (String key : new String[] {"v", "u"}) {
      assertRefused("{\"" + key + "\":\"a" + text.substring(1) + "}")
          .hasMessageContaining("20 MB for a text");
    }
  }
}
