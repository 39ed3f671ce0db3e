// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** A row as a text that is the same whoever wrote it. */
final class NormalRow {
  private NormalRow() {}

  /**
   * Columns in one order, numbers with a point to nine digits, times without the zone and the zeros
   * that SQL leaves out.
   */
  static String of(ObjectNode row) {
    List<String> fields = new ArrayList<>();
    row.properties().forEach(field -> fields.add(field.getKey() + "=" + of(field.getValue())));
    fields.sort(null);
    return fields.toString();
  }

  private static String of(JsonNode value) {
    if (value.isFloatingPointNumber()) {
      BigDecimal number = value.decimalValue().round(new MathContext(9));
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    return value.asText().replaceAll("Z$", "").replaceAll("(\\.\\d*?)0+$", "$1");
  }
}
