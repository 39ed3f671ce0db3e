// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.Expressions;
import dev.drey.expression.value.Clock;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Hidden;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.type.RowType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.types.logical.LogicalType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The time and chance have the types that Flink's planner gives them. */
@Tag("flink-sql")
class MomentTypesBesideFlinkTest {
  private static final List<String> CALLS =
      List.of(
          "CURRENT_TIMESTAMP",
          "NOW()",
          "CURRENT_ROW_TIMESTAMP()",
          "PROCTIME()",
          "LOCALTIMESTAMP",
          "CURRENT_DATE",
          "CURRENT_TIME",
          "LOCALTIME",
          "UNIX_TIMESTAMP()",
          "RAND()",
          "RAND(1)",
          "RAND_INTEGER(1)",
          "RAND_INTEGER(1, 2)",
          "UUID()");

  @Test
  void typesAreFlinks() {
    StreamTableEnvironment tables =
        StreamTableEnvironment.create(StreamExecutionEnvironment.getExecutionEnvironment());
    Map<String, String> ours = new LinkedHashMap<>();
    Map<String, String> theirs = new LinkedHashMap<>();
    for (String call : CALLS) {
      LogicalType type =
          tables
              .sqlQuery("SELECT " + call)
              .getResolvedSchema()
              .getColumnDataTypes()
              .get(0)
              .getLogicalType();
      theirs.put(
          call,
          FlinkReference.text(type).replace(" *PROCTIME*", "")
              + (type.isNullable() ? "" : " NOT NULL"));
      ours.put(call, ours(call));
    }
    assertThat(ours).isEqualTo(theirs);
  }

  private static String ours(String sql) {
    Diagnostics diagnostics = new Diagnostics();
    SourceFile file = SourceFile.of("test", sql);
    int[] offsets = IntStream.rangeClosed(0, sql.length()).toArray();
    LocatedText text = LocatedText.of(sql, Span.of(file, 0, sql.length()), offsets, false);
    return Expressions.standard()
        .scalar(text, RowType.of(), Hidden.none(), Expected.ANY, Clock.AT_HAND, diagnostics)
        .orElseThrow(() -> new AssertionError(sql + diagnostics.list()))
        .type()
        .toString();
  }
}
