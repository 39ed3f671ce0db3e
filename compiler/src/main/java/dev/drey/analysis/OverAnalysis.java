// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.StateCodes;
import dev.drey.expression.value.AggregateRequest;
import dev.drey.expression.value.AggregateSplit;
import dev.drey.expression.value.AggregateTyping;
import dev.drey.expression.value.Expression;
import dev.drey.expression.value.Hidden;
import dev.drey.model.LocatedDuration;
import dev.drey.model.NamedText;
import dev.drey.model.StreamSpec;
import dev.drey.plan.OverNode;
import dev.drey.plan.OverRange;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.source.LocatedText;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Values of each row over those up to it. An expression is taken apart as that of a group is whose
 * keys are all columns: what stands beside an aggregate is of the row itself.
 */
final class OverAnalysis {
  private final AnalysisContext context;

  OverAnalysis(AnalysisContext context) {
    this.context = context;
  }

  Flow analyze(StreamSpec stream, OverSpec over, Flow input) {
    Optional<OverRange> range = range(over);
    boolean timed = checkTime(stream, over, input);
    List<Integer> by = new KeyList(context).columns(over.by(), input.rowType(), input.hidden());
    boolean right = range.isPresent() && timed && by.size() == over.by().size();
    if (timed) {
      LateRecords.warnOfDrops(stream, over.span(), "`over`", context);
    }
    if (over.by().isEmpty() && !stream.inDoubt().contains(OverOperation.KEY)) {
      warnOfOneGroup(stream);
    }
    Optional<LocatedText> lateTo = LateRecords.to(stream);
    Optional<RowType> lateType =
        lateTo.flatMap(to -> LateRecords.type(to, input.rowType(), context));
    AggregateTyping typing = typed(stream, over, input);
    boolean known = typing.split().isPresent() && input.rowType().size() > 0;
    if (known) {
      right &= checkLooksBack(stream, over, typing.split().get());
    }
    if (!right || !known || lateTo.isPresent() != lateType.isPresent()) {
      lateTo.ifPresent(
          to ->
              context.name(
                  to,
                  LateRecords.unplanned(stream, to, late(input.port().node()), input, lateType)));
      return unplanned(stream, input, typing);
    }
    return plan(stream, range.get(), by, input, typing.split().get(), lateType);
  }

  private Optional<OverRange> range(OverSpec over) {
    Optional<LocatedDuration> length =
        over.last().or(over::ttl).filter(written -> WindowChecks.requireLength(written, context));
    if (over.last().isPresent() == over.rows().isPresent()) {
      return Optional.empty(); // One of the two is missing or too much, which is reported.
    }
    return length.map(
        written ->
            over.rows()
                .map(most -> OverRange.rows(most, written.duration()))
                .orElseGet(() -> OverRange.last(written.duration())));
  }

  private boolean checkTime(StreamSpec stream, OverSpec over, Flow input) {
    EventTimeChecks events =
        new EventTimeChecks(
            context,
            EventTimeUse.builder()
                .place(over.span())
                .title("`over`")
                .never("never gives a row")
                .toLate("would take none of them")
                .helpLate("write `over` in a stream before the window")
                .helpNoTime("")
                .build());
    boolean timed = events.check(stream, input.time());
    if (timed && input.time().kind() != TimeFacts.Kind.UNKNOWN) {
      events.warnOfStallers(input.time());
      input
          .time()
          .updates()
          .ifPresent(
              updates -> WindowChecks.warnOfUpdates("`over`", over.span(), updates, context));
    }
    return timed;
  }

  private void warnOfOneGroup(StreamSpec stream) {
    context.report(
        Diagnostic.at(
                StateCodes.GLOBAL_GROUP,
                stream.name().span(),
                "without `by` all records of `"
                    + stream.name().text()
                    + "` look back at each other, on one subtask")
            .label("has no `by`")
            .help("add `by: [COLUMN]` to `over`, or allow this warning where the stream is small"));
  }

  private AggregateTyping typed(StreamSpec stream, OverSpec over, Flow input) {
    List<AggregateRequest.Item> columns = new ArrayList<>();
    for (String name : input.rowType().names()) {
      LocatedText column = LocatedText.at(name, stream.name().span());
      columns.add(
          AggregateRequest.Item.of(
              column, LocatedText.at("`" + name.replace("`", "``") + "`", stream.name().span())));
    }
    List<AggregateRequest.Item> values = new ArrayList<>();
    for (NamedText item : stream.add()) {
      values.add(AggregateRequest.Item.of(apart(item, input.rowType()), item.textOrName()));
    }
    return context
        .expressions()
        .aggregate(
            AggregateRequest.builder()
                .input(input.rowType())
                .hidden(input.hidden())
                .keys(columns)
                .hiddenKeys(input.hidden())
                .aggregates(values)
                .having(Optional.empty())
                .lookBack(OptionalInt.of(over.rows().orElse(Integer.MAX_VALUE)))
                .build(),
            context.diagnostics());
  }

  /** The name of a value, other than that of a column whose place it takes. */
  private static LocatedText apart(NamedText item, RowType columns) {
    String name = item.name().text();
    return columns.contains(name) ? LocatedText.at("$" + name, item.name().span()) : item.name();
  }

  private boolean checkLooksBack(StreamSpec stream, OverSpec over, AggregateSplit split) {
    if (!split.calls().isEmpty() || stream.inDoubt().contains("add")) {
      return true;
    }
    context.report(
        Diagnostic.at(
                StateCodes.LOOKS_NOT_BACK,
                over.span(),
                "nothing in `add` is computed over the rows that come before")
            .label("rows wait for nothing")
            .and(stream.add().get(0).name().span(), "of the row alone")
            .help(
                "write an aggregate, such as `n: COUNT(*)`, or `PREVIOUS(x, 1)`, or remove `over`"));
    return false;
  }

  /** What is known of the columns where the stream is wrong. */
  private static Flow unplanned(StreamSpec stream, Flow input, AggregateTyping typing) {
    RowType columns = input.rowType();
    Hidden hidden = input.hidden();
    for (NamedText item : stream.add()) {
      String name = item.name().text();
      int position = typing.result().indexOf(apart(item, input.rowType()).text());
      if (position >= 0) {
        columns = RowSteps.with(columns, Field.of(name, typing.result().field(position).type()));
        hidden = hidden.without(name);
      } else {
        hidden = hidden.with(name);
        List<Field> left = new ArrayList<>(columns.fields());
        left.removeIf(field -> field.name().equals(name));
        columns = RowType.of(left);
      }
    }
    return input.through(input.port(), columns).withHidden(hidden);
  }

  private Flow plan(
      StreamSpec stream,
      OverRange range,
      List<Integer> by,
      Flow input,
      AggregateSplit split,
      Optional<RowType> lateType) {
    String name = stream.name().text();
    String id = Role.ofOperation(OverOperation.KEY, name);
    GroupedColumns columns =
        GroupedColumns.of(context.expressions(), input.rowType(), split, lateType.isPresent());
    Flow entering =
        columns.rowType().size() == input.rowType().size()
            ? input
            : context.calc(Role.GROUP, stream.name(), input, columns.values(), columns.rowType());
    context.add(
        OverNode.builder()
            .id(id)
            .name(name)
            .input(entering.port())
            .groups(by)
            .range(range)
            .calls(split.calls())
            .rowType(split.grouped())
            .emitsLate(lateType.isPresent())
            .lateColumns(columns.lateColumns())
            .lateType(lateType.orElse(LateRecords.added()))
            .build());
    LateRecords.to(stream)
        .ifPresent(
            to -> context.name(to, LateRecords.flow(stream, to, late(id), lateType.orElseThrow())));
    return results(stream, input, split, input.through(Port.out(id), split.grouped()));
  }

  /** Added columns take the places of those that have their names. */
  private Flow results(StreamSpec stream, Flow input, AggregateSplit split, Flow computed) {
    int size = input.rowType().size();
    List<Expression> kept = new ArrayList<>(split.after().subList(0, size));
    List<Field> fields = new ArrayList<>(input.rowType().fields());
    Hidden hidden = input.hidden();
    for (int i = 0; i < stream.add().size(); i++) {
      NamedText item = stream.add().get(i);
      Expression value = split.after().get(size + i);
      int place = RowSteps.place(RowType.of(fields), item.name().text());
      RowSteps.put(kept, place, value);
      RowSteps.put(fields, place, Field.of(item.name().text(), value.type()));
      hidden = hidden.known(item.name().text(), RowSteps.texts(item, input.hidden()));
    }
    return context
        .calc(
            Role.RESULT.id(stream.name().text()),
            computed,
            Optional.empty(),
            kept,
            RowType.of(fields))
        .withHidden(hidden);
  }

  private static Port late(String id) {
    return Port.of(id, OverNode.LATE);
  }
}
