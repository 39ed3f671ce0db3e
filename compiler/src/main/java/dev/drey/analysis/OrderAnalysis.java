// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.StateCodes;
import dev.drey.expression.value.Expression;
import dev.drey.model.EventTimeSpec;
import dev.drey.model.SourceSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.OrderNode;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.plan.TimeColumns;
import dev.drey.plan.TopOrder;
import dev.drey.source.LocatedText;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows in order: what decides between those of one time stands behind the columns before it. */
final class OrderAnalysis {
  private final AnalysisContext context;

  OrderAnalysis(AnalysisContext context) {
    this.context = context;
  }

  Flow analyze(StreamSpec stream, OrderSpec order, Flow input) {
    List<OrderPart> parts = new ArrayList<>();
    for (LocatedText text : order.by()) {
      part(text, input).ifPresent(parts::add);
    }
    boolean right =
        !order.by().isEmpty()
            && parts.size() == order.by().size()
            && checkTime(stream, order, input)
            && checkFirst(order.by(), parts.get(0), input);
    if (right) {
      LateRecords.warnOfDrops(stream, order.span(), "`orderBy`", context);
    }
    if (stream.keyBy().isEmpty() && !stream.inDoubt().contains("keyBy")) {
      context.report(
          Diagnostic.at(
                  StateCodes.GLOBAL_GROUP,
                  stream.name().span(),
                  "without `keyBy` all records of `"
                      + stream.name().text()
                      + "` are in one order, on one subtask, and so is what reads them row by row")
              .label("has no `keyBy`")
              .help(
                  "add `keyBy:` where the order matters within a key alone, or allow this warning"
                      + " where the stream is small"));
    }
    Optional<LocatedText> lateTo = LateRecords.to(stream);
    Optional<RowType> lateType =
        lateTo.flatMap(to -> LateRecords.type(to, input.rowType(), context));
    List<OrderPart> ties = parts.subList(Math.min(1, parts.size()), parts.size());
    List<Expression> unseen =
        ties.stream()
            .map(OrderPart::value)
            .filter(value -> !value.isColumn())
            .collect(Collectors.toList());
    // Columns of which none is known were reported, and there is no plan then.
    Optional<KeyedRows> keyed =
        input.rowType().size() > 0
            ? KeyedRows.of(stream, input, unseen, context)
            : Optional.empty();
    if (!right || keyed.isEmpty() || lateTo.isPresent() != lateType.isPresent()) {
      lateTo.ifPresent(
          to ->
              context.name(
                  to,
                  LateRecords.unplanned(stream, to, late(input.port().node()), input, lateType)));
      return input.through(input.port(), keyed.map(KeyedRows::visible).orElse(input.rowType()));
    }
    return plan(stream, input, keyed.get(), ties, lateType);
  }

  private Optional<OrderPart> part(LocatedText text, Flow input) {
    if (OrderPart.isWrittenOut(text)) {
      context.report(OrderPart.undirected(text));
      return Optional.empty();
    }
    return OrderPart.of(text, input, context);
  }

  private boolean checkTime(StreamSpec stream, OrderSpec order, Flow input) {
    EventTimeChecks events =
        new EventTimeChecks(
            context,
            EventTimeUse.builder()
                .place(order.span())
                .title("`orderBy`")
                .never("never gives a row")
                .toLate("would take none of them")
                .helpLate("write `orderBy` in a stream before the window")
                .helpNoTime("")
                .build());
    boolean timed = events.check(stream, input.time());
    if (timed && input.time().kind() != TimeFacts.Kind.UNKNOWN) {
      events.warnOfStallers(input.time());
    }
    return timed;
  }

  /** Rows wait for their time, so there is no other order than that. */
  private boolean checkFirst(List<LocatedText> written, OrderPart first, Flow input) {
    LocatedText text = written.get(0);
    TimeColumns times = TimeColumns.of(context.nodes(), context.expressions());
    if (input.time().kind() == TimeFacts.Kind.UNKNOWN
        || !times.knows(input.port(), input.rowType())
        || context.isChanging(input.port())) {
      return true;
    }
    boolean isTime = times.isTime(first.value(), input.port());
    if (isTime && !first.descending()) {
      return true;
    }
    String rest =
        written.subList(isTime ? 1 : 0, written.size()).stream()
            .map(each -> ", " + each.text().strip())
            .collect(Collectors.joining());
    Optional<String> name = times.names(input.port()).stream().findFirst();
    String column = name.map(RowType::quoted).orElse("at");
    String write = "`orderBy: [" + column + rest + "]`";
    context.report(
        Diagnostic.at(
                StateCodes.NOT_BY_TIME,
                text.span(),
                isTime
                    ? "the latest row cannot come first: there is always a later one to come"
                    : "rows come in the order of their event time, and `"
                        + text.text()
                        + "` is something else")
            .label(isTime ? "against time" : "not the event time")
            .help(
                name.isEmpty()
                    ? make(times, input, write)
                    : isTime
                        ? "write " + write
                        : "write " + write + ", or `topN` for the first rows by another order"));
    return false;
  }

  /** How the event time becomes a column, of rows that do not have it as one. */
  private String make(TimeColumns times, Flow input, String write) {
    Optional<EventTimeSpec> time =
        times.source(input.port()).flatMap(context::source).flatMap(SourceSpec::eventTime);
    switch (time.map(EventTimeSpec::origin).orElse(EventTimeSpec.Origin.COLUMN)) {
      case EXPRESSION:
        return "write `add: {at: \"" + time.get().time() + "\"}` in a stream before, and " + write;
      case METADATA:
        return "write `metadata: {at: " + time.get().time() + "}` in the source, and " + write;
      default:
        return "keep the event time as a column in the streams before, and write it first";
    }
  }

  private Flow plan(
      StreamSpec stream,
      Flow input,
      KeyedRows keyed,
      List<OrderPart> ties,
      Optional<RowType> lateType) {
    String name = stream.name().text();
    String id = Role.ofOperation(OrderOperation.KEY, name);
    List<TopOrder> order = new ArrayList<>();
    int unseen = keyed.visible().size();
    for (OrderPart part : ties) {
      order.add(part.at(unseen));
      unseen += part.value().isColumn() ? 0 : 1;
    }
    int kept = lateType.isPresent() ? input.rowType().size() : 0;
    context.add(
        OrderNode.builder()
            .id(id)
            .name(name)
            .input(keyed.flow().port())
            .groups(keyed.positions())
            .ties(List.copyOf(order))
            .rowType(keyed.visible())
            .emitsLate(lateType.isPresent())
            .lateColumns(IntStream.range(0, kept).boxed().collect(Collectors.toUnmodifiableList()))
            .lateType(lateType.orElse(LateRecords.added()))
            .build());
    LateRecords.to(stream)
        .ifPresent(
            to -> context.name(to, LateRecords.flow(stream, to, late(id), lateType.orElseThrow())));
    return input.through(Port.out(id), keyed.visible());
  }

  private static Port late(String id) {
    return Port.of(id, OrderNode.LATE);
  }
}
