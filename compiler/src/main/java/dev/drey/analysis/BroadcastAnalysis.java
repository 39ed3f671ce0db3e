// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.ChangeMode;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.StateCodes;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.expression.value.Hidden;
import dev.drey.model.StreamSpec;
import dev.drey.plan.BroadcastNode;
import dev.drey.plan.Changes;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether rows can meet those of another stream that every subtask holds. */
final class BroadcastAnalysis {
  private final AnalysisContext context;
  private final StreamSpec stream;
  private final BroadcastSpec broadcast;

  BroadcastAnalysis(AnalysisContext context, StreamSpec stream, BroadcastSpec broadcast) {
    this.context = context;
    this.stream = stream;
    this.broadcast = broadcast;
  }

  Flow analyze(Flow input) {
    if (broadcast.as().isEmpty()) {
      return input.withHidden(Hidden.any());
    }
    LocatedText as = broadcast.as().get();
    boolean free = new RowSteps(context).isFree(as, input.rowType());
    Flow held = broadcast.from().map(context::flow).orElse(Flow.unknown());
    boolean stays = stays(input);
    boolean timed = hasTime(held);
    Optional<List<Integer>> keys = broadcast.from().flatMap(from -> keys(from, held));
    if (!free) {
      return input;
    }
    if (!held.hidden().isNone()) {
      return input.withHidden(input.hidden().with(as.text()));
    }
    DataType row = DataType.row(held.rowType()).notNull();
    RowType both = RowSteps.with(input.rowType(), Field.of(as.text(), row));
    Optional<Expression> condition =
        broadcast
            .on()
            .flatMap(
                text -> context.scalar(text, input.through(input.port(), both), Expected.BOOLEAN));
    if (condition.isPresent()) {
      new RowSteps(context).checkKeepsSomething(condition.get(), broadcast.on().orElseThrow());
    }
    RowType result =
        RowSteps.with(input.rowType(), Field.of(as.text(), row.withNullable(broadcast.keepsAll())));
    String id = Role.ofOperation(BroadcastOperation.KEY, stream.name().text());
    boolean byTime = isTimed(input) && isTimed(held);
    if (stays && timed && keys.isPresent() && condition.isPresent() && input.hidden().isNone()) {
      context.add(
          BroadcastNode.builder()
              .id(id)
              .name(stream.name().text())
              .input(input.port())
              .held(held.port())
              .keys(keys.get())
              .condition(condition.get())
              .byTime(byTime)
              .onMissing(broadcast.onMissing().what())
              .rowType(result)
              .build());
    }
    Flow made = byTime ? input.withTime(waiting(input.time(), held.time())) : input;
    broadcast
        .onMissing()
        .to()
        .ifPresent(
            to ->
                context.name(
                    to, made.through(Port.of(id, BroadcastNode.MISSING), input.rowType())));
    return made.through(Port.out(id), result);
  }

  /** The time of rows that wait for that of others, whose results are no updates. */
  private static TimeFacts waiting(TimeFacts rows, TimeFacts held) {
    return TimeFacts.merge(List.of(rows, held.ofResults(Optional.empty())));
  }

  private static boolean isTimed(Flow flow) {
    return flow.time().kind() == TimeFacts.Kind.EVENT;
  }

  /** Whether the rows that look for others stay as they are. */
  private boolean stays(Flow input) {
    if (!context.isChanging(input.port())) {
      return true;
    }
    LocatedText name = stream.from().orElse(stream.name());
    context.report(
        Diagnostic.at(
                StateCodes.TAKES_NO_CHANGES,
                name.span(),
                "the rows of `"
                    + name.text()
                    + "` change, and what they were belonged to other rows")
            .label("rows that change each other")
            .help("write `broadcast` in a stream before the one that makes such rows"));
    return false;
  }

  /** Whether the held rows, where they have time, have one that a watermark follows. */
  private boolean hasTime(Flow held) {
    if (!isTimed(held) || broadcast.from().isEmpty()) {
      return true;
    }
    LocatedText from = broadcast.from().get();
    EventTimeChecks events =
        new EventTimeChecks(
            context,
            EventTimeUse.builder()
                .place(from.span())
                .title("`broadcast`")
                .never("never looks at a row")
                .toLate("would drop them all")
                .helpLate("hold the rows that are in time")
                .helpNoTime("")
                .build());
    if (!events.check(from, held.time())) {
      return false;
    }
    events.warnOfStallers(held.time());
    return true;
  }

  /** The columns by which held rows replace each other; empty where that is not right. */
  private Optional<List<Integer>> keys(LocatedText from, Flow held) {
    List<Integer> by = new KeyList(context).columns(broadcast.by(), held.rowType(), held.hidden());
    boolean written = by.size() == broadcast.by().size();
    Changes changes = context.changes(held.port());
    if (changes.mode() == ChangeMode.RETRACT) {
      context.report(
          Diagnostic.at(
                  StateCodes.TAKES_NO_CHANGES,
                  from.span(),
                  "the rows of `"
                      + from.text()
                      + "` are taken back one by one, and none takes the place of another")
              .label("rows without a key")
              .help(
                  "give the source a `key`, or let the stream make rows that replace each other"));
      return Optional.empty();
    }
    if (!changes.keys().isEmpty()) {
      return written ? ownKeys(from, held, changes, by) : Optional.empty();
    }
    if (broadcast.by().isEmpty() && held.hidden().isNone()) {
      context.report(
          Diagnostic.at(
                  StateCodes.HELD_FOR_EVER,
                  from.span(),
                  "nothing says which row of `"
                      + from.text()
                      + "` takes the place of which, so every one is held for ever")
              .label("rows without a key")
              .help(
                  "add the columns that say what a row is about: `by: ["
                      + held.rowType().field(0).name()
                      + "]`"));
      return Optional.empty();
    }
    return written && !by.isEmpty() ? Optional.of(by) : Optional.empty();
  }

  /** Rows that replace each other do so by their own columns. */
  private Optional<List<Integer>> ownKeys(
      LocatedText from, Flow held, Changes changes, List<Integer> by) {
    if (by.isEmpty() || Set.copyOf(by).equals(Set.copyOf(changes.keys()))) {
      return Optional.of(changes.keys());
    }
    Span place = broadcast.by().get(0).span();
    context.report(
        Diagnostic.at(
                StateCodes.OTHER_KEY,
                place,
                "the rows of `" + from.text() + "` " + changes.words(held.rowType()))
            .label("another key")
            .help("leave `by` out"));
    return Optional.empty();
  }
}
