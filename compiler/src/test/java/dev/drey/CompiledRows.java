// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.plan.CalcNode;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import dev.drey.source.SourceFile;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A spec that is compiled and whose row-by-row operators are then applied to rows, without Flink:
 * for pipelines with one source and one sink, whose columns are computed by what was generated.
 */
final class CompiledRows {
  private final PipelineCompiler compiler =
      new PipelineCompiler(Catalog.load(CompiledRows.class.getClassLoader()));
  private final Expressions expressions = Expressions.standard();

  CompileResult compile(String spec, Map<String, String> params, boolean optimize) {
    return compiler.compile(
        SourceFile.of("spec.yaml", spec),
        CompilerOptions.builder().params(params).requireParams(true).optimize(optimize).build());
  }

  /** The sink's rows; the spec must be right. */
  List<Map<String, @Nullable Object>> run(
      String spec, Map<String, String> params, List<Map<String, @Nullable Object>> rows) {
    CompileResult result = compile(spec, params, true);
    assertThat(result.plan()).as(result.diagnostics().toString()).isPresent();
    return run(result.plan().orElseThrow(), rows);
  }

  List<Map<String, @Nullable Object>> run(
      LogicalPlan plan, List<Map<String, @Nullable Object>> rows) {
    Map<String, List<Object[]>> made = new HashMap<>();
    for (PlanNode node : plan.nodes()) {
      if (node instanceof SourceNode) {
        made.put(node.id(), source(((SourceNode) node).produced(), rows));
      } else if (node instanceof CalcNode) {
        made.put(node.id(), calc((CalcNode) node, plan, made));
      } else if (node instanceof SinkNode) {
        return named(type(plan, node), input(node, made));
      }
    }
    throw new AssertionError("no sink");
  }

  private static RowType type(LogicalPlan plan, PlanNode reader) {
    Port port = reader.inputs().get(0);
    return plan.node(port.node()).rowType(port.port());
  }

  private static List<Object[]> input(PlanNode node, Map<String, List<Object[]>> made) {
    List<Object[]> rows = made.get(node.inputs().get(0).node());
    if (rows == null) {
      throw new AssertionError("a node of another kind before " + node.id());
    }
    return rows;
  }

  private List<Object[]> calc(CalcNode node, LogicalPlan plan, Map<String, List<Object[]>> made) {
    GeneratedCalc calc = expressions.calc(type(plan, node), node.condition(), node.projections());
    calc.open();
    List<Object[]> out = new ArrayList<>();
    for (Object[] row : input(node, made)) {
      Object[] result = calc.apply(row);
      if (result != null) {
        out.add(result);
      }
    }
    return out;
  }

  private static List<Object[]> source(RowType type, List<Map<String, @Nullable Object>> rows) {
    List<Object[]> source = new ArrayList<>();
    for (Map<String, @Nullable Object> row : rows) {
      Object[] values = new Object[type.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.get(type.field(i).name());
      }
      source.add(values);
    }
    return source;
  }

  private static List<Map<String, @Nullable Object>> named(RowType type, List<Object[]> rows) {
    List<Map<String, @Nullable Object>> named = new ArrayList<>();
    for (Object[] row : rows) {
      Map<String, @Nullable Object> columns = new LinkedHashMap<>();
      for (int i = 0; i < row.length; i++) {
        columns.put(type.field(i).name(), row[i]);
      }
      named.add(columns);
    }
    return named;
  }
}
