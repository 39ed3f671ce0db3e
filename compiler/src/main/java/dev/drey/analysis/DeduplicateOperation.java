// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TimeCodes;
import dev.drey.model.LocatedDuration;
import dev.drey.model.OperationSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.DeduplicateNode;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.schema.CatalogKeys;
import dev.drey.schema.EndReader;
import dev.drey.schema.Fields;
import dev.drey.schema.Spellings;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code deduplicate}: the first or the last of the rows that are about the same. */
final class DeduplicateOperation implements StreamOperation {
  private static final String KEY = "deduplicate";
  private static final String LAST = "last";

  @Override
  public Step step() {
    return Step.RESULT;
  }

  @Override
  public List<Key> keys(CatalogKeys catalog) {
    return List.of(
        Key.of(
                KEY,
                Shape.object(
                    Key.required(
                            "by",
                            Shape.list(Shape.column()),
                            "The columns that say which rows are about the same.")
                        .withExample("[tx_id]"),
                    Key.of(
                            "keep",
                            Shape.oneOfTexts("first", LAST),
                            "Which row holds, by event time: `first` passes one row and drops those"
                                + " behind it; with `last` each newer row takes the place of the"
                                + " one before, and the sink has to take that.")
                        .withDefault("first")
                        .withExample(LAST),
                    Key.required(
                            "within",
                            Shape.duration(),
                            "How far apart in event time rows are known to be the same; what is"
                                + " remembered of them goes then.")
                        .withExample("1h")),
                "One row of those that have the same values in some columns.")
            .withExample("{by: [tx_id], keep: first, within: 1h}"));
  }

  @Override
  public void spell(Spellings spellings) {
    spellings.put("a stream", KEY, "dedup", "dedupe", "distinct", "unique", "dropDuplicates");
    String place = "`deduplicate`";
    spellings.put(
        place, "by", "key", "keys", "keyBy", "on", "columns", "fields", "uniqueKey", "partitionBy");
    spellings.put(place, "keep", "strategy", "mode", "retain");
    spellings.put(place, "within", "ttl", "for", "timeout", "duration", "window", "maxAge");
  }

  @Override
  public Optional<OperationSpec> read(Fields stream, EndReader ends) {
    return stream
        .object(KEY)
        .map(
            fields ->
                DeduplicateSpec.of(
                    fields.mapping().span(),
                    fields.texts("by"),
                    fields.choice("keep").filter(LAST::equals).isPresent(),
                    fields.duration("within")));
  }

  @Override
  public boolean isIn(StreamSpec stream) {
    return stream.operation(DeduplicateSpec.class).isPresent();
  }

  /** Nothing: rows keep their columns. */
  @Override
  public Set<Open> open(StreamSpec stream) {
    return Set.of();
  }

  @Override
  public Flow analyze(StreamSpec stream, Flow input, AnalysisContext context) {
    DeduplicateSpec deduplicate = stream.operation(DeduplicateSpec.class).orElseThrow();
    List<Integer> by =
        new KeyList(context).columns(deduplicate.by(), input.rowType(), input.hidden());
    Optional<LocatedDuration> within =
        deduplicate.within().filter(length -> WindowChecks.requireLength(length, context));
    EventTimeChecks events = new EventTimeChecks(context, use(deduplicate));
    boolean timed = events.check(stream, input.time());
    if (timed) {
      events.warnOfStallers(input.time());
      if (!deduplicate.keepsLast()) {
        input
            .time()
            .updates()
            .filter(TimeFacts.Updates::early)
            .ifPresent(updates -> warnOfEarly(deduplicate, updates, context));
      }
    }
    if (by.isEmpty() || within.isEmpty() || !timed) {
      return input;
    }
    String id = Role.ofOperation(KEY, stream.name().text());
    context.add(
        DeduplicateNode.builder()
            .id(id)
            .name(stream.name().text())
            .input(input.port())
            .by(by)
            .keepsLast(deduplicate.keepsLast())
            .within(within.get().duration())
            .rowType(input.rowType())
            .build());
    return input.through(Port.out(id), input.rowType());
  }

  /** All results of a window have one time, so the first of them is an early one. */
  private static void warnOfEarly(
      DeduplicateSpec deduplicate, TimeFacts.Updates updates, AnalysisContext context) {
    context.report(
        Diagnostic.at(
                TimeCodes.FIRST_IS_EARLY,
                deduplicate.span(),
                "the first result of a window of `" + updates.stream() + "` is an early one")
            .label("keeps it, and drops the result at the end")
            .and(updates.reason().span(), updates.reason().text())
            .help(
                "write `keep: last`, or `having: pane = 'ON_TIME'` in `"
                    + updates.stream()
                    + "` and allow this warning"));
  }

  private static EventTimeUse use(DeduplicateSpec deduplicate) {
    return EventTimeUse.builder()
        .place(deduplicate.span())
        .title("`deduplicate`")
        .never(deduplicate.keepsLast() ? "never forgets a row" : "never passes a row on")
        .toLate("cannot tell which of them came first")
        .helpLate("write `deduplicate` in a stream before the window")
        .helpNoTime("")
        .build();
  }
}
