// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.format.TypeImportException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Types of schemas, by the tables of Avro's specification. */
class AvroTypeImportTest {
  private static String type(String fields) throws TypeImportException {
    return new AvroTypeImport()
        .type("{\"type\":\"record\",\"name\":\"T\",\"fields\":[" + fields + "]}", Optional.empty())
        .row()
        .toString();
  }

  private static String field(String type) {
    return "{\"name\":\"f\",\"type\":" + type + "}";
  }

  private static String logical(String type, String logical) {
    return field("{\"type\":\"" + type + "\",\"logicalType\":\"" + logical + "\"}");
  }

  @Test
  void everyTypeOfAvroHasItsOwn() throws TypeImportException {
    assertThat(type(field("\"int\""))).isEqualTo("f INT NOT NULL");
    assertThat(type(field("[\"null\",\"long\"]"))).isEqualTo("f BIGINT");
    assertThat(type(field("[\"double\",\"null\"]"))).isEqualTo("f DOUBLE");
    assertThat(type(field("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}")))
        .isEqualTo("f STRING NOT NULL");
    assertThat(type(field("{\"type\":\"fixed\",\"name\":\"X\",\"size\":4}")))
        .isEqualTo("f BINARY(4) NOT NULL");
    assertThat(
            type(
                field(
                    "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":9,\"scale\":2}")))
        .isEqualTo("f DECIMAL(9, 2) NOT NULL");
    assertThat(type(logical("int", "date"))).isEqualTo("f DATE NOT NULL");
    assertThat(type(logical("long", "time-micros"))).isEqualTo("f TIME(3) NOT NULL");
    assertThat(type(logical("long", "timestamp-millis"))).isEqualTo("f TIMESTAMP_LTZ(3) NOT NULL");
    assertThat(type(logical("long", "local-timestamp-micros")))
        .isEqualTo("f TIMESTAMP(3) NOT NULL");
    assertThat(type(logical("string", "uuid"))).isEqualTo("f STRING NOT NULL");
    assertThat(type(field("{\"type\":\"map\",\"values\":[\"null\",\"float\"]}")))
        .isEqualTo("f MAP<STRING NOT NULL, FLOAT> NOT NULL");
    assertThat(
            type(
                field(
                    "[\"null\",{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"I\","
                        + "\"fields\":[{\"name\":\"sku\",\"type\":\"string\"}]}}]")))
        .isEqualTo("f ARRAY<ROW<sku STRING NOT NULL> NOT NULL>");
  }

  private static void assertNone(String field, String reason) {
    assertThatThrownBy(() -> type(field))
        .isInstanceOf(TypeImportException.class)
        .hasMessage(reason);
  }

  @Test
  void whatNoTypeHoldsIsSaid() {
    assertNone(
        field("[\"null\",\"string\",\"long\"]"),
        "f is a union of string, long, and a column has one type");
    assertNone(field("\"null\""), "f is null and nothing else, for which there is no type");
    assertNone(field("[\"null\",\"T\"]"), "f is the record T that it is in, without end");
    assertNone(
        field("{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":40,\"scale\":2}"),
        "f has 40 digits, and a DECIMAL has at most 38");
    assertThatThrownBy(() -> new AvroTypeImport().type("{\"type\": \"recrd\"}", Optional.empty()))
        .isInstanceOf(TypeImportException.class)
        .hasMessageStartingWith("this is no schema of Avro: ");
  }
}
