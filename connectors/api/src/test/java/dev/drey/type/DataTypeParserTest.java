// SPDX-License-Identifier: Apache-2.0
package dev.drey.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataTypeParserTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "BOOLEAN",
        "TINYINT NOT NULL",
        "SMALLINT",
        "INT",
        "BIGINT",
        "FLOAT",
        "DOUBLE",
        "DECIMAL(12, 2) NOT NULL",
        "STRING",
        "CHAR(3)",
        "VARCHAR(20)",
        "BYTES",
        "BINARY(4)",
        "VARBINARY(9)",
        "DATE",
        "TIME(0)",
        "TIMESTAMP(3)",
        "TIMESTAMP_LTZ(3) NOT NULL",
        "ARRAY<STRING NOT NULL>",
        "MAP<STRING, ARRAY<BIGINT>>",
        "ROW<id BIGINT NOT NULL, `odd ``name` ROW<a STRING> NOT NULL> NOT NULL"
      })
  void readsWhatToStringWrites(String text) throws TypeSyntaxException {
    assertThat(DataTypeParser.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "integer | INT",
        "decimal | DECIMAL(10, 0)",
        "DECIMAL(5) | DECIMAL(5, 0)",
        "NUMERIC(4,1) | DECIMAL(4, 1)",
        "double precision not null | DOUBLE NOT NULL",
        "VARCHAR(2147483647) | STRING",
        "TIMESTAMP(3) WITH LOCAL TIME ZONE | TIMESTAMP_LTZ(3)",
        "TIMESTAMP(0) WITHOUT TIME ZONE | TIMESTAMP(0)",
        "ROW(a INT, b STRING) | ROW<a INT, b STRING>",
        "INT ARRAY | ARRAY<INT>",
        "INT NULL | INT"
      })
  void readsOtherSpellings(String text, String canonical) throws TypeSyntaxException {
    assertThat(DataTypeParser.parse(text)).hasToString(canonical);
  }

  @Test
  void asksForNamedTypes() throws TypeSyntaxException {
    DataType merchant =
        DataType.row(RowType.of(List.of(Field.of("id", DataType.of(TypeKind.BIGINT)))));
    DataType parsed =
        DataTypeParser.parse(
            "ARRAY<Merchant NOT NULL>",
            name -> name.equals("Merchant") ? Optional.of(merchant) : Optional.empty());
    assertThat(parsed).isEqualTo(DataType.array(merchant.notNull()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TIMESTAMP | 0 | 9 | write TIMESTAMP(3)",
        "TIMESTAMP_LTZ | 0 | 13 | write TIMESTAMP_LTZ(3)",
        "TIMESTAMP WITH LOCAL TIME ZONE | 0 | 9 | write TIMESTAMP_LTZ(3)",
        "ARRAY<TIMESTAMP(6)> | 16 | 17 | write TIMESTAMP(3)",
        "LONG | 0 | 4 | write BIGINT",
        "MAP<STRING> | 10 | 11 | write it like MAP<STRING, BIGINT>",
        "ARRAY<INT | 9 | 9 | write it like ARRAY<STRING>",
        "INT NOT | 7 | 7 | write NOT NULL",
        "ROW<a INT, a INT> | 11 | 12 | give one of them another name",
        "INT x | 4 | 5 | write `INT`",
        "DECIMAL(39, 0) | 7 | 14 | write it like DECIMAL(38, 2), or DOUBLE"
      })
  void saysWhereAndWhatToWrite(String text, int from, int to, String help) {
    TypeSyntaxException problem =
        catchThrowableOfType(TypeSyntaxException.class, () -> DataTypeParser.parse(text));
    assertThat(problem.from()).as(problem.problem()).isEqualTo(from);
    assertThat(problem.to()).isEqualTo(to);
    assertThat(problem.help()).isEqualTo(help);
  }
}
