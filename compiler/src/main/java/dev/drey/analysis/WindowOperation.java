// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.model.OperationSpec;
import dev.drey.model.StreamSpec;
import dev.drey.schema.CatalogKeys;
import dev.drey.schema.EndReader;
import dev.drey.schema.Fields;
import dev.drey.schema.Spellings;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code window} with {@code aggregate}: one row for each group of rows by key and window. */
final class WindowOperation implements StreamOperation {
  private static final String ADD_AGGREGATE = "add `aggregate`: `aggregate: {n: COUNT(*)}`";
  private static final int MOST_SALTS = 1024;
  private static final String ADD_WINDOW = "add `window`: `window: {tumbling: 5m}`";

  @Override
  public Step step() {
    return Step.RESULT;
  }

  @Override
  public List<Key> keys(CatalogKeys catalog) {
    return List.of(
        WindowKeys.window(),
        Key.of(
                "allowedLateness",
                Shape.duration(),
                "How long after the watermark passed its end a window still takes records.")
            .withDefault("0s")
            .withExample("1m"),
        Key.of(
                "late",
                Shape.oneOf(
                    Shape.oneOfTexts("drop"),
                    Shape.object(
                        Key.required("to", Shape.string(NAME), "The stream of late records.")
                            .withExample("late_transactions"))),
                "Where records go that are later than that, or than `orderBy` and `over` wait for: `{to:"
                    + " NAME}`, a stream, or `drop`, where they are only counted. Absent, they are"
                    + " dropped and counted, too, with a warning.")
            .withExample("{to: late_transactions}"),
        TriggerKeys.trigger(),
        Key.of(
                "skew",
                Shape.object(
                    Key.required(
                            "salt",
                            Shape.integer(2, MOST_SALTS),
                            "To how many subtasks the rows of a key go.")
                        .withExample("8")),
                "Has the rows of each key added up in several subtasks before they come together:"
                    + " for keys of which a few have most of the rows.")
            .withExample("{salt: 8}"),
        Key.of(
                "aggregate",
                Shape.map(Shape.aggregate()),
                "The aggregates of a window, or with `ttl` of all records so far: name to SQL"
                    + " aggregate expression.")
            .withExample("{tx_count: COUNT(*), total: SUM(amount)}"),
        Key.of(
                "having",
                Shape.expression(),
                "A condition over keys and aggregates: results for which it is not TRUE go.")
            .withExample("tx_count > 30"));
  }

  @Override
  public List<Constraint> constraints() {
    return List.of(
        Constraint.requires("window", "aggregate").withHelp(ADD_AGGREGATE + ", or remove `window`"),
        Constraint.requiresOne("aggregate", "window", RunningKeys.TTL)
            .withHelp(
                "aggregate over a window, `window: {tumbling: 5m}`, or over all records so far,"
                    + " `ttl: 1d`"),
        Constraint.requiresOne(
                "keyBy",
                "aggregate",
                ProcessOperation.KEY,
                TopOperation.KEY,
                OrderOperation.KEY,
                DelayOperation.KEY)
            .withHelp(ADD_AGGREGATE + ", or remove `keyBy`; `over` has its columns under `by`"),
        Constraint.requires("having", "aggregate")
            .withHelp("write `where` for a condition on rows, or add `aggregate`"),
        Constraint.requires("allowedLateness", "window")
            .withHelp(ADD_WINDOW + ", or remove `allowedLateness`"),
        Constraint.requires("skew", "window").withHelp(ADD_WINDOW + ", or remove `skew`"),
        Constraint.requires("skew", "keyBy")
            .withHelp("remove `skew`: without `keyBy` each subtask adds up its own rows anyway"),
        Constraint.requiresOne("late", "window", OrderOperation.KEY, OverOperation.KEY)
            .withHelp(ADD_WINDOW + ", or remove `late`"),
        Constraint.requires("trigger", "window").withHelp(ADD_WINDOW + ", or remove `trigger`"));
  }

  @Override
  public void spell(Spellings spellings) {
    spellings.put("a stream", "window", "windowing", "windows", "windowInto");
    spellings.put("a stream", "window.tumbling", "tumble");
    spellings.put("a stream", "window.sliding", "hop", "hopping");
    spellings.put(
        "a stream", "allowedLateness", "lateness", "allowed_lateness", "grace", "gracePeriod");
    spellings.put("a stream", "late", "lateOutput", "late_output", "lateData");
    spellings.put(
        "a stream", "late.to", "sideOutput", "lateTo", "lateStream", "sideOutputLateData");
    spellings.put(
        "a stream",
        "aggregate",
        "combine",
        "aggregations",
        "aggregates",
        "reduce",
        "agg",
        "measures");
    spellings.put("a stream", "having", "HAVING", "filterAfter");
    spellings.put(
        "a stream", "skew.salt", "salt", "salting", "hotKeys", "withHotKeyFanout", "hotKeyFanout");
    spellings.put("`skew`", "salt", "salts", "buckets", "fanout", "n");
    spellings.say(
        "a stream", "write `late: drop`", "dropLate", "discardLate", "ignoreLate", "drop_late");
    spellings.put("`late`", "to", "stream", "output", "name", "topic", "sink");
    WindowKeys.spell(spellings);
    TriggerKeys.spell(spellings);
  }

  @Override
  public Optional<OperationSpec> read(Fields stream, EndReader ends) {
    AggregationSpec written =
        AggregationSpec.builder()
            .window(stream.object("window").flatMap(WindowKeys::read))
            .allowedLateness(stream.duration("allowedLateness"))
            .lateTo(stream.objectIfAny("late").flatMap(late -> late.text("to")))
            .lateDrop(stream.textIfAny("late").filter(text -> text.text().equals("drop")))
            .skewAt(stream.object("skew").map(skew -> skew.mapping().span()))
            .salt(stream.object("skew").flatMap(skew -> skew.integer("salt")))
            .trigger(stream.object("trigger").map(TriggerKeys::read))
            .running(RunningKeys.read(stream))
            .aggregate(stream.named("aggregate"))
            .having(stream.text("having"))
            .build();
    return written.groups() || written.lateTo().isPresent() || written.lateDrop().isPresent()
        ? Optional.of(written)
        : Optional.empty();
  }

  @Override
  public List<String> makesAt() {
    return List.of("late.to");
  }

  @Override
  public boolean isIn(StreamSpec stream) {
    return stream
        .operation(AggregationSpec.class)
        .filter(groups -> groups.groups() && !groups.isRunning())
        .isPresent();
  }

  @Override
  public Set<Open> open(StreamSpec stream) {
    Set<Open> open = EnumSet.noneOf(Open.class);
    Set<String> doubts = stream.inDoubt();
    Optional<AggregationSpec> written = stream.operation(AggregationSpec.class);
    boolean noAggregates = written.map(groups -> groups.aggregate().isEmpty()).orElse(true);
    if ((doubts.contains("aggregate") && noAggregates)
        || (doubts.contains("window") && !isIn(stream))
        || (doubts.contains("keyBy") && isIn(stream) && stream.keyBy().isEmpty())) {
      open.add(Open.RESULT);
    }
    if (doubts.contains("late") && written.flatMap(AggregationSpec::late).isEmpty()) {
      open.add(Open.NAMES);
    }
    return open;
  }

  @Override
  public Flow analyze(StreamSpec stream, Flow input, AnalysisContext context) {
    return new WindowAnalysis(context)
        .analyze(stream, stream.operation(AggregationSpec.class).orElseThrow(), input);
  }
}
