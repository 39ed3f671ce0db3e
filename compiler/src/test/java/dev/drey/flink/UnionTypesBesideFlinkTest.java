// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.ValidationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The column of a union has the type that Flink's UNION ALL gives it, for every pair of types.
 *
 * <p>What differs on purpose: Flink casts a number to a date or a time beside it; and it takes
 * FLOAT for a FLOAT beside a DOUBLE, which loses digits, where DOUBLE holds both.
 */
@Tag("flink-sql")
class UnionTypesBesideFlinkTest {
  private static final List<String> TYPES =
      List.of(
          "TINYINT",
          "SMALLINT",
          "INT NOT NULL",
          "BIGINT",
          "DECIMAL(12, 2)",
          "DECIMAL(38, 18) NOT NULL",
          "FLOAT",
          "DOUBLE",
          "BOOLEAN",
          "STRING",
          "CHAR(2)",
          "VARCHAR(3) NOT NULL",
          "BYTES",
          "BINARY(2)",
          "DATE",
          "TIME(0)",
          "TIMESTAMP(3)",
          "TIMESTAMP_LTZ(3)",
          "ARRAY<INT>",
          "ARRAY<BIGINT NOT NULL>",
          "MAP<STRING, INT>",
          "MAP<STRING, DOUBLE>",
          "ROW<a INT, b STRING>",
          "ROW<a BIGINT, b VARCHAR(3)>");

  private static final String NUMBER = "(TINYINT|SMALLINT|INT|BIGINT|DECIMAL)\\b.*";
  private static final String TIME = "(DATE|TIME|TIMESTAMP|TIMESTAMP_LTZ)\\b.*";

  private final PipelineCompiler compiler =
      new PipelineCompiler(Catalog.load(UnionTypesBesideFlinkTest.class.getClassLoader()));

  @Test
  void areThoseOfFlink() {
    TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    for (int i = 0; i < TYPES.size(); i++) {
      tables.executeSql(
          "CREATE TABLE t" + i + " (v " + TYPES.get(i) + ") WITH ('connector' = 'datagen')");
    }
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < TYPES.size(); i++) {
      for (int j = 0; j < TYPES.size(); j++) {
        String ours = ours(TYPES.get(i), TYPES.get(j));
        String theirs = flinks(tables, i, j);
        String pair = TYPES.get(i) + " + " + TYPES.get(j);
        boolean numberBesideTime =
            pair.matches(NUMBER + " \\+ " + TIME) || pair.matches(TIME + " \\+ " + NUMBER);
        String right =
            numberBesideTime ? "refused" : pair.equals("FLOAT + DOUBLE") ? "DOUBLE" : theirs;
        if (!ours.equals(right)) {
          differences.add(pair + ": " + ours + ", Flink " + theirs);
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  private static String flinks(TableEnvironment tables, int i, int j) {
    try {
      return tables
          .sqlQuery("SELECT v FROM t" + i + " UNION ALL SELECT v FROM t" + j)
          .getResolvedSchema()
          .getColumnDataTypes()
          .get(0)
          .getLogicalType()
          .asSummaryString()
          .replace("`", "");
    } catch (ValidationException e) {
      return "refused";
    }
  }

  private String ours(String left, String right) {
    CompileResult result =
        compiler.compile(
            SourceFile.of(
                "spec.yaml",
                "apiVersion: drey/v1\nname: two\nsources:\n"
                    + "  a: {file: {path: a}, type: {v: '"
                    + left
                    + "'}}\n  b: {file: {path: b}, type: {v: '"
                    + right
                    + "'}}\nstreams:\n  all: {union: [a, b]}\n"
                    + "sinks:\n  out: {from: all, discard: {}}\n"),
            CompilerOptions.builder().optimize(false).build());
    if (result.plan().isEmpty()) {
      assertThat(result.diagnostics()).extracting("code").contains(TypeCodes.INPUTS_DIFFER);
      return "refused";
    }
    return union(result.plan().get()).rowType("out").field(0).type().toString();
  }

  private static PlanNode union(LogicalPlan plan) {
    return plan.nodes().stream()
        .filter(node -> node.id().equals("all.union"))
        .findFirst()
        .orElseThrow();
  }
}
