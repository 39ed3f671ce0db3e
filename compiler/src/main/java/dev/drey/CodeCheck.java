package dev.drey;

import static java.util.Objects.requireNonNull;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.Guard;
import dev.drey.expression.Expression;
import dev.drey.expression.Expressions;
import dev.drey.model.PipelineSpec;
import dev.drey.model.SinkSpec;
import dev.drey.model.SourceSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.CalcNode;
import dev.drey.plan.ExplodeNode;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.PlanVisitor;
import dev.drey.plan.Port;
import dev.drey.plan.RouteNode;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import dev.drey.plan.UnionNode;
import dev.drey.plan.WindowNode;
import dev.drey.source.Span;
import dev.drey.type.RowType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles the code of each operator as a task does when it starts: code that Java refuses is a
 * fault of ours, and shows at its stream before anything runs instead of in a task that has begun.
 */
final class CodeCheck {
  private final Expressions expressions;

  CodeCheck(Expressions expressions) {
    this.expressions = expressions;
  }

  void check(LogicalPlan plan, PipelineSpec spec, Diagnostics found) {
    Map<String, Span> places = places(spec);
    Code code = new Code(plan);
    for (PlanNode node : plan.nodes()) {
      Guard.run(
          places.getOrDefault(node.name(), spec.name().span()),
          "writing the code of this",
          found,
          () -> node.accept(code));
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

  /** Each expression of an operator, compiled over the rows that it reads. */
  private final class Code implements PlanVisitor<Boolean> {
    private final LogicalPlan plan;

    private Code(LogicalPlan plan) {
      this.plan = plan;
    }

    private void compile(RowType input, Optional<Expression> condition, List<Expression> values) {
      expressions
          .calc(input, condition, values)
          .open(requireNonNull(CodeCheck.class.getClassLoader()));
    }

    /** A column alone needs no code. */
    private void compile(RowType input, Expression value) {
      if (!value.isColumn()) {
        compile(input, Optional.empty(), List.of(value));
      }
    }

    @Override
    public Boolean source(SourceNode node) {
      node.eventTime()
          .ifPresent(
              time -> {
                compile(node.produced(), time.timestamp());
                time.punctuated().ifPresent(mark -> compile(node.produced(), mark));
              });
      return true;
    }

    @Override
    public Boolean calc(CalcNode node) {
      Port input = node.input();
      compile(plan.node(input.node()).rowType(input.port()), node.condition(), node.projections());
      return true;
    }

    @Override
    public Boolean explode(ExplodeNode node) {
      return true;
    }

    @Override
    public Boolean union(UnionNode node) {
      return true;
    }

    @Override
    public Boolean route(RouteNode node) {
      node.branches()
          .forEach(
              branch ->
                  branch
                      .condition()
                      .ifPresent(
                          condition -> compile(node.rowType(), Optional.of(condition), List.of())));
      return true;
    }

    @Override
    public Boolean window(WindowNode node) {
      return true;
    }

    @Override
    public Boolean sink(SinkNode node) {
      node.expressions().values().forEach(value -> compile(node.rowType(), value));
      return true;
    }
  }
}
