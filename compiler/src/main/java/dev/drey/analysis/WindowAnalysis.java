// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.analysis.TimeFacts.Updates;
import dev.drey.diagnostic.Label;
import dev.drey.expression.value.AggregateSplit;
import dev.drey.expression.value.AggregateTyping;
import dev.drey.expression.value.Expression;
import dev.drey.expression.value.Hidden;
import dev.drey.model.LocatedDuration;
import dev.drey.model.StreamSpec;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.plan.WindowNode;
import dev.drey.source.LocatedText;
import dev.drey.type.RowType;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A grouped stream to three operators: one that computes keys and arguments, the window, and one
 * that computes the result's columns from the groups. Late rows keep the columns that the stream
 * reads.
 */
final class WindowAnalysis {
  private final AnalysisContext context;
  private final RowSteps rows;
  private final WindowChecks checks;
  private final KeyChecks keyChecks;

  WindowAnalysis(AnalysisContext context) {
    this.context = context;
    this.rows = new RowSteps(context);
    this.checks = new WindowChecks(context);
    this.keyChecks = new KeyChecks(context);
  }

  /**
   * The groups; where the window or an expression is wrong, the columns as far as they are known.
   */
  Flow analyze(StreamSpec stream, AggregationSpec groups, Flow input) {
    Optional<WindowSpec> window = groups.window();
    boolean right =
        window.isPresent()
            && !stream.inDoubt().contains("window")
            && checks.check(stream, groups, window.get(), input);
    Optional<LocatedText> gapText = window.flatMap(WindowSpec::gapExpression);
    Optional<Expression> gap = gapText.flatMap(text -> checks.gap(text, input));
    boolean ready = right && gap.isPresent() == gapText.isPresent();
    Optional<RowType> lateType =
        groups
            .lateTo()
            .filter(to -> ready)
            .flatMap(to -> LateRecords.type(to, input.rowType(), context));
    AggregateTyping typing = new GroupTyping(context).of(stream, groups, input);
    boolean late = groups.lateTo().isEmpty() || lateType.isPresent();
    if (typing.split().isPresent()) {
      if (!groups.aggregate().isEmpty()) {
        keyChecks.check(stream, typing.split().get());
        if (ready) {
          keyChecks.check(
              stream,
              typing.split().get(),
              WindowChecks.shape(window.get(), input),
              TriggerChecks.trigger(groups, window.get()));
        }
      }
      // Columns of which none is known were reported, and there is no plan then.
      if (ready && late && input.rowType().size() > 0) {
        return plan(stream, groups, input, typing.split().get(), gap, lateType);
      }
    }
    groups
        .lateTo()
        .ifPresent(
            to ->
                context.name(
                    to,
                    LateRecords.unplanned(stream, to, late(input.port().node()), input, lateType)));
    TimeFacts time = ready ? resultTime(stream, groups, input) : TimeFacts.unknown();
    return input.through(input.port(), typing.result()).withHidden(typing.hidden()).withTime(time);
  }

  private Flow plan(
      StreamSpec stream,
      AggregationSpec groups,
      Flow input,
      AggregateSplit split,
      Optional<Expression> gap,
      Optional<RowType> lateType) {
    LocatedText name = stream.name();
    GroupedColumns grouped =
        GroupedColumns.of(context.expressions(), input.rowType(), split, lateType.isPresent());
    OptionalInt gapColumn =
        gap.isPresent() ? OptionalInt.of(grouped.add(gap.get())) : OptionalInt.empty();
    Flow entering = context.calc(Role.GROUP, name, input, grouped.values(), grouped.rowType());
    String id = Role.ofOperation("window", name.text());
    context.add(
        WindowNode.builder()
            .id(id)
            .name(name.text())
            .input(entering.port())
            .keys(
                IntStream.range(0, split.keyCount())
                    .boxed()
                    .collect(Collectors.toUnmodifiableList()))
            .shape(WindowChecks.shape(groups.window().orElseThrow(), input))
            .gap(gapColumn)
            .allowedLateness(
                groups.allowedLateness().map(LocatedDuration::duration).orElse(Duration.ZERO))
            .trigger(TriggerChecks.trigger(groups, groups.window().orElseThrow()))
            .hasPane(!ResultNames.asked(stream, groups).isEmpty())
            .calls(split.calls())
            .salt(groups.salt().map(OptionalInt::of).orElseGet(OptionalInt::empty))
            .rowType(split.grouped())
            .emitsLate(lateType.isPresent())
            .lateColumns(grouped.lateColumns())
            .lateType(lateType.orElse(LateRecords.added()))
            .build());
    groups
        .lateTo()
        .ifPresent(
            to -> context.name(to, LateRecords.flow(stream, to, late(id), lateType.orElseThrow())));
    split
        .having()
        .ifPresent(having -> rows.checkKeepsSomething(having, groups.having().orElseThrow()));
    Hidden known = ResultNames.known(stream, groups, ResultNames.seen(stream, groups, input));
    Flow windowed =
        Flow.of(Port.out(id), split.grouped(), resultTime(stream, groups, input)).withHidden(known);
    return context.calc(
        Role.RESULT.id(name.text()), windowed, split.having(), split.after(), split.result());
  }

  private static Port late(String id) {
    return Port.of(id, WindowNode.LATE);
  }

  private static TimeFacts resultTime(StreamSpec stream, AggregationSpec groups, Flow input) {
    WindowSpec window = groups.window().orElseThrow();
    String name = stream.name().text();
    Optional<String> byEventTime =
        window.processingTime()
            ? Optional.of("remove `time: processing` from the window of `" + name + "`")
            : Optional.empty();
    if (window.kind() == WindowSpec.Kind.COUNT) {
      return CountChecks.isUntimed(window, input.time())
          ? untimed(window, "results of a window of so many records", byEventTime)
          : input.time().ofResults(Optional.empty());
    }
    Optional<Updates> updates = updates(name, groups);
    if (window.kind() == WindowSpec.Kind.GLOBAL) {
      String bounded =
          "give `" + name + "` windows that end, such as `tumbling: 1d`, with the same `trigger`";
      return untimed(window, "results of a global window", Optional.of(bounded)).ofResults(updates);
    }
    TimeFacts time =
        window.processingTime()
            ? untimed(window, "results of a window on processing time", byEventTime)
            : input.time();
    return time.ofResults(updates);
  }

  private static TimeFacts untimed(WindowSpec window, String results, Optional<String> remedy) {
    Label reason = Label.of(window.span(), results);
    return remedy.isPresent() ? TimeFacts.none(reason, remedy.get()) : TimeFacts.none(reason);
  }

  /** What gives results of a window again. */
  private static Optional<Updates> updates(String stream, AggregationSpec groups) {
    Optional<TriggerSpec> trigger = groups.trigger();
    if (trigger.filter(TriggerSpec::mayEmitDeltas).isPresent()) {
      return Optional.empty();
    }
    return trigger
        .filter(TriggerSpec::isEarly)
        .map(early -> Updates.ofTrigger(stream, early.span()))
        .or(
            () ->
                groups
                    .allowedLateness()
                    .filter(lateness -> groups.keepsForLate())
                    .map(lateness -> Updates.ofLateness(stream, lateness.text())));
  }
}
