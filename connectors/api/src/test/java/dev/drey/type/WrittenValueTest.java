// SPDX-License-Identifier: Apache-2.0
package dev.drey.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class WrittenValueTest {
  private static Object value(String type, String text) throws TypeSyntaxException {
    return WrittenValue.of(DataTypeParser.parse(type), text).orElse("none");
  }

  @Test
  void whatFits() throws Exception {
    assertThat(value("TINYINT", "-128")).isEqualTo((byte) -128);
    assertThat(value("SMALLINT", "1e3")).isEqualTo((short) 1000);
    assertThat(value("INT", "7.0")).isEqualTo(7);
    assertThat(value("BIGINT", "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(value("DOUBLE", "0.1")).isEqualTo(0.1);
    assertThat(value("DECIMAL(5, 2)", "123.4")).isEqualTo(new BigDecimal("123.40"));
    assertThat(value("BOOLEAN", "false")).isEqualTo(false);
    assertThat(value("CHAR(1)", "\uD83D\uDE00")).isEqualTo("\uD83D\uDE00");
    assertThat(value("STRING", "")).isEqualTo("");
    assertThat(value("BYTES", "AQI=")).isEqualTo(new byte[] {1, 2});
    assertThat(value("DATE", "1970-01-02")).isEqualTo(1);
    assertThat(value("TIME", "00:00:01.5")).isEqualTo(1500);
    assertThat(value("TIMESTAMP(3)", "1970-01-01 00:00:01")).isEqualTo(1000L);
    assertThat(value("TIMESTAMP_LTZ(3)", "1970-01-01T01:00:01+01:00")).isEqualTo(1000L);
  }

  @Test
  void whatDoesNot() throws Exception {
    for (String[] wrong :
        new String[][] {
          {"TINYINT", "128"},
          {"INT", "1.5"},
          {"INT", "one"},
          {"DECIMAL(5, 2)", "1.234"},
          {"DECIMAL(5, 2)", "1234"},
          {"BOOLEAN", "TRUE"},
          {"CHAR(2)", "abc"},
          {"BYTES", "?"},
          {"DATE", "2026-02-30"},
          {"TIMESTAMP(3)", "1970-01-01T00:00:01Z"},
          {"TIMESTAMP_LTZ(3)", "1970-01-01T00:00:01"},
          {"ARRAY<INT>", "1"}
        }) {
      assertThat(value(wrong[0], wrong[1])).as(wrong[0] + " " + wrong[1]).isEqualTo("none");
    }
  }
}
