// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.Guard;
import dev.drey.expression.Expressions;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.model.PipelineSpec;
import dev.drey.model.SinkSpec;
import dev.drey.model.SourceSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.source.Span;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Compiles the code of each operator as a task does when it starts: code that Java refuses is a
 * fault of ours, and shows at its stream before anything runs instead of in a task that has begun.
 * Code that Java took is not compiled again, whatever spec it stands in: to compile it is the most
 * of the work for a small spec, and where there are many specs, much of their code is the same.
 */
final class CodeCheck {
  /** Each takes some milliseconds: a plan of thousands of operators is still checked at once. */
  private static final int MOST_COMPILED = 100;

  /** Texts of code that Java took, and their characters: together at most 10 MB. */
  private static final int MOST_TAKEN = 2_000;

  private static final int LONGEST_TAKEN = 5_000;

  private final Expressions expressions;
  private final Consumer<GeneratedCalc> compiler;
  private final Map<String, Boolean> taken =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST_TAKEN;
        }
      };

  CodeCheck(Expressions expressions) {
    this(expressions, expressions::compile);
  }

  /**
   * @param compiler throws where Java refuses the code
   */
  CodeCheck(Expressions expressions, Consumer<GeneratedCalc> compiler) {
    this.expressions = expressions;
    this.compiler = compiler;
  }

  /** Writes the code of all operators; where there are many, compiles the largest. */
  void check(LogicalPlan plan, PipelineSpec spec, Diagnostics found) {
    Map<String, Span> places = places(spec);
    Map<String, Code> written = new LinkedHashMap<>();
    for (PlanNode node : plan.nodes()) {
      Span place = places.getOrDefault(node.name(), spec.name().span());
      Guard.run(
          place,
          "writing the code of this",
          found,
          () ->
              code(node, plan)
                  .forEach(calc -> written.putIfAbsent(calc.source(), new Code(place, calc))));
    }
    written.values().stream()
        .sorted(Comparator.comparingInt((Code code) -> -code.calc.source().length()))
        .limit(MOST_COMPILED)
        .forEach(
            code ->
                Guard.run(
                    code.place, "compiling the code of this", found, () -> compile(code.calc)));
  }

  private void compile(GeneratedCalc calc) {
    String source = calc.source();
    if (taken.get(source) != null) {
      return;
    }
    compiler.accept(calc);
    if (source.length() <= LONGEST_TAKEN) {
      taken.put(source, true);
    }
  }

  /** The code of an operator and where the spec speaks of it. */
  private static final class Code {
    private final Span place;
    private final GeneratedCalc calc;

    private Code(Span place, GeneratedCalc calc) {
      this.place = place;
      this.calc = calc;
    }
  }

  private static Map<String, Span> places(PipelineSpec spec) {
    Map<String, Span> places = new HashMap<>();
    for (SourceSpec source : spec.sources()) {
      places.put(source.name().text(), source.name().span());
    }
    for (StreamSpec stream : spec.streams()) {
      places.put(stream.name().text(), stream.name().span());
    }
    for (SinkSpec sink : spec.sinks()) {
      places.put(sink.name().text(), sink.name().span());
    }
    return places;
  }

  /** Writes the code of an operator over the rows that it reads. */
  private List<GeneratedCalc> code(PlanNode node, LogicalPlan plan) {
    return node.code(
        expressions, node.inputs().stream().map(plan::rowType).collect(Collectors.toList()));
  }
}
