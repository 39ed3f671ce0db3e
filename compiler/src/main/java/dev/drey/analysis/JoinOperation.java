// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.model.OperationSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.JoinType;
import dev.drey.schema.CatalogKeys;
import dev.drey.schema.EndReader;
import dev.drey.schema.Fields;
import dev.drey.schema.Spellings;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code join}: pairs of rows of two streams. */
final class JoinOperation implements StreamOperation {
  static final String KEY = "join";
  private static final String LEFT = "left";
  private static final String RIGHT = "right";
  private static final String ON = "on";
  private static final String WITHIN = "within";
  private static final String WINDOW = "window";
  private static final String AS_OF = "asOf";
  private static final String BEFORE = "before";
  private static final String AFTER = "after";
  private static final String TTL = "ttl";
  private static final String TYPE = "type";

  @Override
  public Step step() {
    return Step.INPUT;
  }

  @Override
  public List<Key> keys(CatalogKeys catalog) {
    return List.of(
        Key.of(
                KEY,
                Shape.object(
                    List.of(
                        Key.required(LEFT, Shape.string(), "The source or stream on the left side.")
                            .withExample("impressions"),
                        Key.required(
                                RIGHT, Shape.string(), "The source or stream on the right side.")
                            .withExample("clicks"),
                        Key.required(
                                ON,
                                Shape.oneOf(
                                    Shape.column(),
                                    Shape.list(Shape.column()),
                                    Shape.map(Shape.column().orEmpty())),
                                "The columns that are equal in rows that belong together: one, a list"
                                    + " of those that both sides have, or a map from columns of the"
                                    + " left side to those of the right side.")
                            .withExample("{ad_id: ad}"),
                        within(),
                        WindowKeys.ofJoin(WINDOW),
                        Key.of(
                                AS_OF,
                                Shape.bool(),
                                "`true`: each left row goes with the last right row of its key up to its time:"
                                    + " the rate, the price or the customer as it was then.")
                            .withExample("true"),
                        Key.of(
                                TTL,
                                Shape.duration(),
                                "For how long a right row holds with `asOf`, by event time: no longer,"
                                    + " also where no other one follows. Absent, until the next one of"
                                    + " its key.")
                            .withExample("90d"),
                        Key.of(
                                TYPE,
                                Shape.oneOfTexts(JoinType.texts()),
                                "Which rows without a match come out, with NULL for the other side:"
                                    + " none (`inner`), those of one side, or all (`full`).")
                            .withDefault(JoinType.INNER.text())
                            .withExample(JoinType.LEFT.text())),
                    List.of(
                        Constraint.exactlyOne(WITHIN, WINDOW, AS_OF)
                            .withHelp(
                                "write `within: {after: 10m}` for the rows near each other in time,"
                                    + " `window: {tumbling: 5m}` for those of one window, or"
                                    + " `asOf: true` for the right row that holds at the time of"
                                    + " the left one"),
                        Constraint.requires(TTL, AS_OF)
                            .withHelp(
                                "remove `ttl`, which is for how long a right row holds with `asOf:"
                                    + " true`; `within` says by itself how long rows are kept"))),
                "Pairs of rows of two streams that have the same values in some columns, and are"
                    + " near each other in event time, or in one window, or of which one holds at"
                    + " the time of the other.")
            .withExample(
                "{left: impressions, right: clicks, on: ad_id, within: {after: 10m}, type: left}"));
  }

  private static Key within() {
    return Key.of(
            WITHIN,
            Shape.object(
                List.of(
                    Key.of(
                            AFTER,
                            Shape.duration(),
                            "How far a right row may be after the left one.")
                        .withDefault("0s")
                        .withExample("10m"),
                    Key.of(
                            BEFORE,
                            Shape.duration(),
                            "How far a right row may be before the left one.")
                        .withDefault("0s")
                        .withExample("5m")),
                List.of(
                    Constraint.atLeastOne(BEFORE, AFTER)
                        .withHelp(
                            "write `within: {after: 10m}` where right rows follow left ones, or"
                                + " `within: {before: 5m, after: 5m}`"))),
            "How far apart in event time the rows of a pair may be, both ends included.")
        .withExample("{before: 5m, after: 10m}");
  }

  @Override
  public List<Constraint> constraints() {
    return List.of(Constraint.atMostOne(KEY, WINDOW));
  }

  @Override
  public void spell(Spellings spellings) {
    spellings.put(
        "a stream",
        KEY,
        "JOIN",
        "intervalJoin",
        "interval_join",
        "windowJoin",
        "window_join",
        "innerJoin",
        "leftJoin",
        "outerJoin");
    String place = "`join`";
    spellings.put(place, LEFT, "from", "a", "probe", "stream", "first");
    spellings.put(place, RIGHT, "with", "to", "b", "build", "second", "table");
    spellings.put(place, ON, "by", "key", "keys", "keyBy", "using", "where", "condition", "equals");
    spellings.put(
        place, WITHIN, "between", "interval", "range", "bounds", "tolerance", "timeBound");
    spellings.put(place, WINDOW, "windows", "windowing", "windowInto", "during");
    spellings.put(
        place, AS_OF, "as_of", "asof", "temporal", "forSystemTimeAsOf", "versioned", "latest");
    spellings.put(place, TTL, "stateTtl", "retention", "keepFor", "maxAge", "validFor");
    spellings.put(place, TYPE, "kind", "how", "joinType", "mode");
    spellings.say(
        "`window`",
        "windows of a `join` are those of which event time alone says where they begin and end:"
            + " `tumbling`, `sliding` and `cumulating`",
        "session",
        "count",
        "global",
        "time");
    spellings.put("`within`", BEFORE, "lower", "lowerBound", "from", "past", "preceding");
    spellings.put("`within`", AFTER, "upper", "upperBound", "to", "future", "following", "size");
  }

  @Override
  public Optional<OperationSpec> read(Fields stream, EndReader ends) {
    return stream
        .object(KEY)
        .map(
            fields -> {
              Optional<Fields> within = fields.object(WITHIN);
              Optional<Boolean> asOf = fields.bool(AS_OF);
              return JoinSpec.builder()
                  .span(fields.mapping().span())
                  .left(fields.text(LEFT))
                  .right(fields.text(RIGHT))
                  .on(fields.named(ON))
                  .before(within.flatMap(bounds -> bounds.duration(BEFORE)))
                  .after(within.flatMap(bounds -> bounds.duration(AFTER)))
                  .window(fields.object(WINDOW).flatMap(WindowKeys::read))
                  .ttl(fields.duration(TTL))
                  .asOf(asOf.orElse(false))
                  .asOfAt(fields.node(AS_OF).filter(node -> asOf.isPresent()).map(YamlNode::span))
                  .typeAt(fields.node(TYPE).map(YamlNode::span))
                  .type(fields.choice(TYPE).map(JoinType::of).orElse(JoinType.INNER))
                  .build();
            });
  }

  @Override
  public List<String> readAt() {
    return List.of(KEY + "." + LEFT, KEY + "." + RIGHT);
  }

  @Override
  public boolean isIn(StreamSpec stream) {
    return stream.operation(JoinSpec.class).isPresent();
  }

  /** Its sides, and so all columns. */
  @Override
  public Set<Open> open(StreamSpec stream) {
    return stream.inDoubt().contains(KEY) ? Set.of(Open.REFERENCES, Open.INPUT) : Set.of();
  }

  @Override
  public Flow analyze(StreamSpec stream, Flow input, AnalysisContext context) {
    return new JoinAnalysis(context, stream, stream.operation(JoinSpec.class).orElseThrow())
        .analyze();
  }
}
