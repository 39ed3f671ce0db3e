package dev.drey;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.Guard;
import dev.drey.expression.Expression;
import dev.drey.expression.Expressions;
import dev.drey.expression.GeneratedCalc;
import dev.drey.model.PipelineSpec;
import dev.drey.model.SinkSpec;
import dev.drey.model.SourceSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.CalcNode;
import dev.drey.plan.ExplodeNode;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.PlanVisitor;
import dev.drey.plan.RouteNode;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import dev.drey.plan.UnionNode;
import dev.drey.plan.WindowNode;
import dev.drey.source.Span;
import dev.drey.type.RowType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compiles the code of each operator as a task does when it starts: code that Java refuses is a
 * fault of ours, and shows at its stream before anything runs instead of in a task that has begun.
 */
final class CodeCheck {
  /** Each takes some milliseconds: a plan of thousands of operators is still checked at once. */
  private static final int MOST_COMPILED = 100;

  private final Expressions expressions;

  CodeCheck(Expressions expressions) {
    this.expressions = expressions;
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
              node.accept(new Writing(plan))
                  .forEach(calc -> written.putIfAbsent(calc.source(), new Code(place, calc))));
    }
    written.values().stream()
        .sorted(Comparator.comparingInt((Code code) -> -code.calc.source().length()))
        .limit(MOST_COMPILED)
        .forEach(
            code ->
                Guard.run(
                    code.place,
                    "compiling the code of this",
                    found,
                    () -> expressions.compile(code.calc)));
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

  /** Writes the code for each expression of an operator over the rows that it reads. */
  private final class Writing implements PlanVisitor<List<GeneratedCalc>> {
    private final LogicalPlan plan;

    private Writing(LogicalPlan plan) {
      this.plan = plan;
    }

    /** A column alone needs no code. */
    private List<GeneratedCalc> values(RowType input, Stream<Expression> values) {
      return values
          .filter(value -> !value.isColumn())
          .map(value -> expressions.calc(input, Optional.empty(), List.of(value)))
          .collect(Collectors.toList());
    }

    @Override
    public List<GeneratedCalc> source(SourceNode node) {
      return values(
          node.produced(),
          node.eventTime().stream()
              .flatMap(
                  time -> Stream.concat(Stream.of(time.timestamp()), time.punctuated().stream())));
    }

    @Override
    public List<GeneratedCalc> calc(CalcNode node) {
      RowType input = plan.node(node.input().node()).rowType(node.input().port());
      return List.of(expressions.calc(input, node.condition(), node.projections()));
    }

    @Override
    public List<GeneratedCalc> explode(ExplodeNode node) {
      return List.of();
    }

    @Override
    public List<GeneratedCalc> union(UnionNode node) {
      return List.of();
    }

    @Override
    public List<GeneratedCalc> route(RouteNode node) {
      return node.branches().stream()
          .flatMap(branch -> branch.condition().stream())
          .map(condition -> expressions.calc(node.rowType(), Optional.of(condition), List.of()))
          .collect(Collectors.toList());
    }

    @Override
    public List<GeneratedCalc> window(WindowNode node) {
      return List.of();
    }

    @Override
    public List<GeneratedCalc> sink(SinkNode node) {
      return values(node.rowType(), node.expressions().values().stream());
    }
  }
}
