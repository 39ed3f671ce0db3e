// SPDX-License-Identifier: Apache-2.0
package dev.drey.optimize;

import dev.drey.analysis.Analyzer;
import dev.drey.analysis.Operations;
import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.Expressions;
import dev.drey.plan.CalcNode;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.PlanVerifier;
import dev.drey.plan.Port;
import dev.drey.plan.Rewrite;
import dev.drey.plan.SourceNode;
import dev.drey.schema.LaunchValues;
import dev.drey.schema.SpecReader;
import dev.drey.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Specs as plans before and after a rule. */
final class Specs {
  private final Catalog catalog = Catalog.load(Specs.class.getClassLoader());
  private final SpecReader reader = new SpecReader(Operations.language(catalog));
  private final Analyzer analyzer = new Analyzer(catalog, Expressions.standardFunctions());

  Expressions expressions() {
    return analyzer.expressions();
  }

  /** The plan as analysed. */
  LogicalPlan plan(String... lines) {
    String text = "apiVersion: drey/v1\nname: test\n" + String.join("\n", lines) + "\n";
    Diagnostics diagnostics = new Diagnostics();
    return reader
        .read(SourceFile.of("test.yaml", text), LaunchValues.of(Map.of(), false), diagnostics)
        .flatMap(spec -> analyzer.analyze(spec, diagnostics).plan())
        .orElseThrow(() -> new AssertionError(diagnostics.list()));
  }

  /** The plan after the rule, verified. */
  static LogicalPlan apply(Rule rule, LogicalPlan plan) {
    LogicalPlan result = rule.apply(plan, Set.of());
    new PlanVerifier().verify(result, rule.name());
    return result;
  }

  static List<String> ids(LogicalPlan plan) {
    return plan.nodes().stream().map(PlanNode::id).collect(Collectors.toList());
  }

  /** What was done, as {@code operator what}. */
  static List<String> done(LogicalPlan plan) {
    return plan.rewrites().stream().map(Specs::text).collect(Collectors.toList());
  }

  private static String text(Rewrite rewrite) {
    return rewrite.operator() + " " + rewrite.what();
  }

  static CalcNode calc(LogicalPlan plan, String id) {
    return (CalcNode) plan.node(id);
  }

  static SourceNode source(LogicalPlan plan, String name) {
    return (SourceNode) plan.node(name + ".source");
  }

  /** The condition of a row-by-row operator as SQL; empty where it has none. */
  String where(LogicalPlan plan, String id) {
    CalcNode calc = calc(plan, id);
    Port input = calc.input();
    return calc.condition()
        .map(c -> expressions().text(c, plan.node(input.node()).rowType(input.port())))
        .orElse("");
  }

  /** The projections of a row-by-row operator as SQL. */
  List<String> columns(LogicalPlan plan, String id) {
    CalcNode calc = calc(plan, id);
    Port input = calc.input();
    return calc.projections().stream()
        .map(p -> expressions().text(p, plan.node(input.node()).rowType(input.port())))
        .collect(Collectors.toList());
  }
}
