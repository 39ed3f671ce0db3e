// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.connector.Catalog;
import dev.drey.expression.Expressions;
import dev.drey.shape.Durations;
import dev.drey.text.Visible;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A plan as text for people: {@code explain}, golden files. */
final class TextPrinter implements PlanPrinter {
  private final Catalog catalog;
  private final Expressions expressions;

  TextPrinter(Catalog catalog, Expressions expressions) {
    this.catalog = catalog;
    this.expressions = expressions;
  }

  @Override
  public String print(LogicalPlan plan) {
    StringBuilder out = new StringBuilder();
    out.append("pipeline ").append(plan.name()).append('\n');
    runtime(plan.runtime(), out);
    for (OperatorFacts operator : new PlanFacts(plan, catalog, expressions).operators()) {
      operator(operator, out);
    }
    out.append("\ndelivery, source to sink\n");
    for (DeliveryReport.Guarantee guarantee : new DeliveryReport(catalog).of(plan)) {
      out.append("  ").append(guarantee.sink()).append(": ").append(guarantee.words());
      if (!guarantee.weakened().isEmpty()) {
        out.append("; ").append(Visible.line(String.join("; ", guarantee.weakened())));
      }
      out.append('\n');
    }
    if (!plan.rewrites().isEmpty()) {
      out.append("\noptimised\n");
      for (Rewrite rewrite : plan.rewrites()) {
        out.append("  ").append(rewrite.rule()).append(": ").append(rewrite.operator());
        out.append(' ').append(Visible.line(rewrite.what())).append('\n');
      }
    }
    return out.toString();
  }

  private static void runtime(RuntimeSettings runtime, StringBuilder out) {
    out.append("  parallelism ");
    out.append(runtime.parallelism().map(String::valueOf).orElse("of the environment"));
    out.append(", at most ").append(runtime.maxParallelism());
    if (!runtime.chaining()) {
      out.append(", not chained");
    }
    out.append("; target ").append(runtime.target());
    out.append("; checkpoints ").append(every(runtime.checkpointInterval()));
    runtime
        .checkpointMinPause()
        .ifPresent(
            pause -> out.append(", at least ").append(Durations.text(pause)).append(" apart"));
    runtime
        .checkpointTimeout()
        .ifPresent(most -> out.append(", given up after ").append(Durations.text(most)));
    out.append("; state ");
    out.append(runtime.stateBackend().map(b -> "in " + b).orElse("as the environment says"));
    out.append('\n');
  }

  private static String every(Optional<Duration> interval) {
    return interval.map(d -> "every " + Durations.text(d)).orElse("as the environment says");
  }

  private static void operator(OperatorFacts operator, StringBuilder out) {
    List<String> inputs =
        operator.inputs().stream().map(Port::toString).collect(Collectors.toList());
    out.append('\n').append(operator.id()).append(" (").append(operator.kind()).append(')');
    if (!inputs.isEmpty()) {
      out.append(" <- ").append(String.join(", ", inputs));
    }
    out.append('\n');
    int width =
        operator.facts().stream()
            .mapToInt(fact -> Visible.line(fact.topic()).length())
            .max()
            .orElse(0);
    for (Fact fact : operator.facts()) {
      String topic = Visible.line(fact.topic());
      out.append("  ").append(topic).append(" ".repeat(width - topic.length() + 2));
      out.append(Visible.line(fact.words())).append('\n');
    }
  }
}
