// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Label;
import dev.drey.diagnostic.StateCodes;
import dev.drey.expression.value.Expression;
import dev.drey.model.LocatedDuration;
import dev.drey.model.StreamSpec;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.plan.TopNode;
import dev.drey.plan.TopOrder;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The first rows by an order: what they are in order by stands behind the columns before it. */
final class TopAnalysis {
  private static final List<String> WINDOW = List.of("window_start", "window_end");

  private final AnalysisContext context;

  TopAnalysis(AnalysisContext context) {
    this.context = context;
  }

  Flow analyze(StreamSpec stream, TopSpec top, Flow input) {
    boolean right = !top.by().isEmpty() && top.n().isPresent();
    List<OrderPart> parts = new ArrayList<>();
    for (LocatedText text : top.by()) {
      Optional<OrderPart> part = part(text, input);
      right &= part.isPresent();
      part.ifPresent(parts::add);
    }
    boolean either = top.perWindow() && top.ttlAt().isPresent();
    right &=
        !either
            && (top.perWindow() ? checkWindows(stream, top, input) : checkTtl(stream, top, input));
    List<Expression> unseen = new ArrayList<>();
    parts.stream().map(OrderPart::value).filter(value -> !value.isColumn()).forEach(unseen::add);
    // Columns of which none is known were reported, and there is no plan then.
    Optional<KeyedRows> keyed =
        input.rowType().size() > 0
            ? KeyedRows.of(stream, input, unseen, context)
            : Optional.empty();
    RowType visible = keyed.map(KeyedRows::visible).orElse(input.rowType());
    boolean free = top.rank().map(rank -> new RowSteps(context).isFree(rank, visible)).orElse(true);
    RowType rows = free ? withRank(top, visible) : visible;
    if (!right || !free || keyed.isEmpty()) {
      return input.through(input.port(), rows);
    }
    return plan(stream, top, input, keyed.get(), parts, rows);
  }

  private static RowType withRank(TopSpec top, RowType visible) {
    return top.rank()
        .map(
            rank ->
                RowSteps.with(
                    visible, Field.of(rank.text(), DataType.of(TypeKind.BIGINT).notNull())))
        .orElse(visible);
  }

  private Optional<OrderPart> part(LocatedText text, Flow input) {
    if (!OrderPart.isDirected(text)) {
      context.report(OrderPart.undirected(text));
      return Optional.empty();
    }
    return OrderPart.of(text, input, context);
  }

  private boolean checkTtl(StreamSpec stream, TopSpec top, Flow input) {
    if (top.ttl().isEmpty() || top.ttlAt().isEmpty()) {
      return false;
    }
    if (!WindowChecks.requireLength(top.ttl().get(), context)) {
      return false;
    }
    if (stream.keyBy().isEmpty() && !stream.inDoubt().contains("keyBy")) {
      context.report(
          Diagnostic.at(
                  StateCodes.GLOBAL_GROUP,
                  stream.name().span(),
                  "without `keyBy` all records of `"
                      + stream.name().text()
                      + "` form one group, on one subtask: only there it is known which are the"
                      + " first")
              .label("has no `keyBy`")
              .help("add `keyBy:`, or allow this warning where the stream is small"));
    }
    Span place = top.ttlAt().get();
    return top.processingTime()
        || checkTime(
            stream,
            input,
            EventTimeUse.builder()
                .place(place)
                .title("`ttl`")
                .never("never comes to an end")
                .toLate("would pass at once")
                .helpLate("write `ttl: {after: 30d, time: processing}`")
                .helpNoTime(", or go by the clock: `ttl: {after: 30d, time: processing}`")
                .build());
  }

  private boolean checkTime(StreamSpec stream, Flow input, EventTimeUse use) {
    EventTimeChecks events = new EventTimeChecks(context, use);
    boolean timed = events.check(stream, input.time());
    if (timed && input.time().kind() != TimeFacts.Kind.UNKNOWN) {
      events.warnOfStallers(input.time());
    }
    return timed;
  }

  private boolean checkWindows(StreamSpec stream, TopSpec top, Flow input) {
    boolean right = true;
    for (String name : WINDOW) {
      if (input.hidden().hides(name)) {
        right = false;
      } else if (!isInstant(name, input.rowType())) {
        context.report(
            Diagnostic.at(
                    StateCodes.NO_WINDOWS,
                    top.span(),
                    "`per: window` goes by `window_start` and `window_end`, and these rows have no `"
                        + name
                        + "`")
                .label("the first rows of each window")
                .help(
                    input
                        .hidden()
                        .note(name)
                        .orElse(
                            "read a stream with a `window`, or write `ttl: 30d` for the first of"
                                + " all rows")));
        return false;
      }
    }
    Optional<TimeFacts.Updates> updates = input.time().updates();
    if (updates.isPresent()) {
      context.report(
          Diagnostic.at(
                  StateCodes.NO_WINDOWS,
                  top.span(),
                  "results of `"
                      + updates.get().stream()
                      + "` come again, and the first rows of a window are given once")
              .label("takes each result for a row of its own")
              .and(updates.get().reason().span(), updates.get().reason().text())
              .help(updates.get().help()));
      return false;
    }
    return right
        && checkTime(
            stream,
            input,
            EventTimeUse.builder()
                .place(top.span())
                .title("`topN`")
                .never("never gives a row")
                .toLate("would drop them all")
                .helpLate("read the results of the window")
                .helpNoTime("")
                .build());
  }

  private static boolean isInstant(String name, RowType columns) {
    int position = columns.indexOf(name);
    return position >= 0
        && columns.field(position).type().equals(DataType.timestampLtz().notNull());
  }

  private Flow plan(
      StreamSpec stream,
      TopSpec top,
      Flow input,
      KeyedRows keyed,
      List<OrderPart> parts,
      RowType rows) {
    String name = stream.name().text();
    String id = Role.ofOperation(TopOperation.KEY, name);
    List<TopOrder> order = new ArrayList<>();
    int unseen = keyed.visible().size();
    for (OrderPart part : parts) {
      order.add(part.at(unseen));
      unseen += part.value().isColumn() ? 0 : 1;
    }
    List<Integer> groups = new ArrayList<>(keyed.positions());
    OptionalInt end = OptionalInt.empty();
    if (top.perWindow()) {
      for (String bound : WINDOW) {
        int position = keyed.visible().indexOf(bound);
        if (!groups.contains(position)) {
          groups.add(position);
        }
        end = OptionalInt.of(position);
      }
    }
    context.add(
        TopNode.builder()
            .id(id)
            .name(name)
            .input(keyed.flow().port())
            .groups(List.copyOf(groups))
            .order(List.copyOf(order))
            .most(top.n().orElseThrow())
            .ranked(top.rank().isPresent())
            .windowEnd(end)
            .ttl(top.ttl().map(LocatedDuration::duration).orElse(Duration.ZERO))
            .processingTime(top.processingTime())
            .rowType(rows)
            .build());
    return input.through(Port.out(id), rows).withTime(time(top, input));
  }

  private static TimeFacts time(TopSpec top, Flow input) {
    return top.processingTime()
        ? TimeFacts.none(
            Label.of(top.span(), "rows of a `topN` that goes by the clock"),
            "write `ttl: 30d`, by event time")
        : input.time().ofResults(Optional.empty());
  }
}
