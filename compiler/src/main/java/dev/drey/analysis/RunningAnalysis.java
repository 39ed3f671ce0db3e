// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.aggregate.AggregateCall;
import dev.drey.connector.ChangeMode;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Label;
import dev.drey.diagnostic.StateCodes;
import dev.drey.expression.value.AggregateSplit;
import dev.drey.expression.value.AggregateTyping;
import dev.drey.expression.value.Hidden;
import dev.drey.function.FunctionDescriptor;
import dev.drey.model.LocatedDuration;
import dev.drey.model.NamedText;
import dev.drey.model.StreamSpec;
import dev.drey.plan.Changes;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.plan.RunningNode;
import dev.drey.source.Span;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A stream of running aggregates to three operators: one that computes keys and arguments, the
 * aggregate, and one that computes the result's columns.
 */
final class RunningAnalysis {
  private final AnalysisContext context;
  private final KeyChecks keyChecks;

  RunningAnalysis(AnalysisContext context) {
    this.context = context;
    this.keyChecks = new KeyChecks(context);
  }

  /** The groups; where something is wrong, the columns as far as they are known. */
  Flow analyze(StreamSpec stream, AggregationSpec groups, Flow input) {
    RunningSpec running = groups.running().orElseThrow();
    boolean right = check(stream, running, input);
    AggregateTyping typing = new GroupTyping(context).of(stream, groups, input);
    if (typing.split().isPresent()) {
      AggregateSplit split = typing.split().get();
      keyChecks.check(stream, split);
      right &= checkBack(stream, groups, input, split);
      // Columns of which none is known were reported, and there is no plan then.
      if (right && input.rowType().size() > 0 && split.keyCount() > 0) {
        return plan(stream, groups, running, input, split);
      }
    }
    TimeFacts time = right ? time(running, input) : TimeFacts.unknown();
    return input.through(input.port(), typing.result()).withHidden(typing.hidden()).withTime(time);
  }

  private boolean check(StreamSpec stream, RunningSpec running, Flow input) {
    boolean right = running.ttl().isPresent();
    for (Optional<LocatedDuration> written : List.of(running.ttl(), running.every())) {
      right &= written.isEmpty() || WindowChecks.requireLength(written.get(), context);
    }
    if (!right) {
      return false;
    }
    input
        .time()
        .updates()
        .ifPresent(
            updates -> WindowChecks.warnOfUpdates("aggregate", place(stream), updates, context));
    if (running.processingTime()) {
      return true;
    }
    EventTimeChecks events = new EventTimeChecks(context, use(running));
    if (!events.check(stream, input.time())) {
      return false;
    }
    if (input.time().kind() != TimeFacts.Kind.UNKNOWN) {
      events.warnOfStallers(input.time());
    }
    return true;
  }

  private static Span place(StreamSpec stream) {
    return stream.operation(AggregationSpec.class).orElseThrow().aggregate().get(0).name().span();
  }

  private static EventTimeUse use(RunningSpec running) {
    return EventTimeUse.builder()
        .place(running.span())
        .title("`ttl`")
        .never("never comes to an end")
        .toLate("would pass at once")
        .helpLate("write `ttl: {after: 1d, time: processing}`")
        .helpNoTime(", or go by the clock: `ttl: {after: 1d, time: processing}`")
        .build();
  }

  /** Whether what is taken back can be taken out of each aggregate. */
  private boolean checkBack(
      StreamSpec stream, AggregationSpec groups, Flow input, AggregateSplit split) {
    Changes changes = context.changes(input.port());
    if (changes.mode() != ChangeMode.RETRACT) {
      return true;
    }
    RowType arguments = arguments(input, split);
    boolean right = true;
    for (AggregateCall call : split.calls()) {
      if (!call.canTakeBack(arguments)) {
        right = false;
        context.report(
            Diagnostic.at(
                    StateCodes.TAKES_NOTHING_BACK,
                    place(call, stream, groups),
                    "a value cannot be taken out of `"
                        + call.name(arguments)
                        + "` without all others being kept")
                .label("rows of `" + changes.madeBy() + "` can be taken back")
                .help(
                    "COUNT, SUM and AVG of whole numbers and DECIMALs can, without DISTINCT; of a"
                        + " DOUBLE write `CAST(x AS DECIMAL(20, 4))`"));
      }
    }
    return right;
  }

  private RowType arguments(Flow input, AggregateSplit split) {
    return GroupedColumns.of(context.expressions(), input.rowType(), split, false).rowType();
  }

  /** The aggregate in which a call is written, as far as its name tells. */
  private static Span place(AggregateCall call, StreamSpec stream, AggregationSpec groups) {
    List<String> names =
        call.function().descriptors().stream()
            .map(FunctionDescriptor::name)
            .collect(Collectors.toList());
    return groups.aggregate().stream()
        .map(NamedText::textOrName)
        .filter(text -> names.stream().anyMatch(name -> calls(text.text(), name)))
        .findFirst()
        .map(text -> text.span())
        .orElseGet(() -> stream.name().span());
  }

  private static boolean calls(String text, String function) {
    return text.matches("(?is).*\\b" + function + "\\s*\\(.*");
  }

  private Flow plan(
      StreamSpec stream,
      AggregationSpec groups,
      RunningSpec running,
      Flow input,
      AggregateSplit split) {
    String name = stream.name().text();
    GroupedColumns grouped =
        GroupedColumns.of(context.expressions(), input.rowType(), split, false);
    Flow entering =
        context.calc(Role.GROUP, stream.name(), input, grouped.values(), grouped.rowType());
    boolean takesBack = context.changes(entering.port()).mode() == ChangeMode.RETRACT;
    split
        .having()
        .ifPresent(
            having ->
                new RowSteps(context).checkKeepsSomething(having, groups.having().orElseThrow()));
    String id = Role.ofOperation("aggregate", name);
    context.add(
        RunningNode.builder()
            .id(id)
            .name(name)
            .input(entering.port())
            .keys(IntStream.range(0, split.keyCount()).boxed().collect(Collectors.toList()))
            .calls(
                split.calls().stream()
                    .map(call -> takesBack ? call.takingBack() : call)
                    .collect(Collectors.toList()))
            .having(split.having())
            .ttl(running.ttl().orElseThrow().duration())
            .processingTime(running.processingTime())
            .every(running.every().map(LocatedDuration::duration))
            .everyByClock(running.everyByClock() && !running.processingTime())
            .takesBack(takesBack)
            .rowType(split.grouped())
            .build());
    Hidden known = ResultNames.known(stream, groups, ResultNames.seen(stream, groups, input));
    Flow results = Flow.of(Port.out(id), split.grouped(), time(running, input)).withHidden(known);
    return context.calc(
        Role.RESULT.id(name), results, Optional.empty(), split.after(), split.result());
  }

  private static TimeFacts time(RunningSpec running, Flow input) {
    return running.processingTime()
        ? TimeFacts.none(
            Label.of(running.span(), "results of an `aggregate` that goes by the clock"),
            "write `ttl: 1d`, by event time")
        : input.time().ofResults(Optional.empty());
  }
}
