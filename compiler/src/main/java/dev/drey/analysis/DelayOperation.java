// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.model.LocatedDuration;
import dev.drey.model.OperationSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.DelayNode;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.schema.CatalogKeys;
import dev.drey.schema.EndReader;
import dev.drey.schema.Fields;
import dev.drey.schema.Spellings;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code delay}: rows a while later. */
final class DelayOperation implements StreamOperation {
  static final String KEY = "delay";
  private static final String TIME = "time";

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
                    Key.required("by", Shape.duration(), "How much later.").withExample("1h"),
                    Key.of(
                            TIME,
                            Shape.oneOfTexts("event", TriggerKeys.PROCESSING),
                            "Whose time: rows go out when the watermark is so far ahead of them,"
                                + " or so long after they came by the clock of the machine.")
                        .withDefault("event")
                        .withExample(TriggerKeys.PROCESSING)),
                "Rows a while later, with the event time that they have. With `keyBy` those of a"
                    + " key keep their order.")
            .withExample("{by: 1h}"));
  }

  @Override
  public void spell(Spellings spellings) {
    spellings.put("a stream", KEY, "wait", "hold", "postpone", "sleep", "pause");
    String place = "`delay`";
    spellings.put(place, "by", "for", "duration", "delay", "after", "length", "interval");
    spellings.put(place, TIME, "timeDomain", "clock");
  }

  @Override
  public Optional<OperationSpec> read(Fields stream, EndReader ends) {
    return stream
        .object(KEY)
        .map(
            fields ->
                DelaySpec.of(
                    fields.mapping().span(),
                    fields.duration("by"),
                    fields.choice(TIME).filter(TriggerKeys.PROCESSING::equals).isPresent()));
  }

  @Override
  public boolean isIn(StreamSpec stream) {
    return stream.operation(DelaySpec.class).isPresent();
  }

  /** Nothing: rows keep their columns. */
  @Override
  public Set<Open> open(StreamSpec stream) {
    return Set.of();
  }

  @Override
  public Flow analyze(StreamSpec stream, Flow input, AnalysisContext context) {
    DelaySpec delay = stream.operation(DelaySpec.class).orElseThrow();
    Optional<Duration> by =
        delay
            .by()
            .filter(length -> WindowChecks.requireLength(length, context))
            .map(LocatedDuration::duration);
    boolean timed = delay.processingTime() || checkTime(stream, delay, input, context);
    Optional<KeyedRows> keyed =
        input.rowType().size() > 0 ? KeyedRows.of(stream, input, context) : Optional.empty();
    if (by.isEmpty() || !timed || keyed.isEmpty()) {
      return input.through(input.port(), keyed.map(KeyedRows::visible).orElse(input.rowType()));
    }
    String id = Role.ofOperation(KEY, stream.name().text());
    context.add(
        DelayNode.builder()
            .id(id)
            .name(stream.name().text())
            .input(keyed.get().flow().port())
            .groups(keyed.get().positions())
            .by(by.get())
            .processingTime(delay.processingTime())
            .rowType(keyed.get().visible())
            .build());
    return input
        .through(Port.out(id), keyed.get().visible())
        .withTime(delay.processingTime() ? input.time() : input.time().delayedBy(by.get()));
  }

  private static boolean checkTime(
      StreamSpec stream, DelaySpec delay, Flow input, AnalysisContext context) {
    String byClock = "`delay: {by: 1h, time: processing}`";
    EventTimeChecks events =
        new EventTimeChecks(
            context,
            EventTimeUse.builder()
                .place(delay.span())
                .title("`delay`")
                .never("never gives a row")
                .toLate("would not hold them")
                .helpLate("write " + byClock)
                .helpNoTime(", or go by the clock: " + byClock)
                .build());
    boolean timed = events.check(stream, input.time());
    if (timed && input.time().kind() != TimeFacts.Kind.UNKNOWN) {
      events.warnOfStallers(input.time());
    }
    return timed;
  }
}
