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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code over}: values of each row over the rows up to it. */
final class OverOperation implements StreamOperation {
  static final String KEY = "over";
  private static final String LAST = "last";
  private static final String ROWS = "rows";
  private static final int MOST = 10_000;

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
                    List.of(
                        Key.of(
                                "by",
                                Shape.list(Shape.column()),
                                "The columns whose rows look back at each other. Absent: all rows.")
                            .withExample("[city]"),
                        Key.of(
                                LAST,
                                Shape.duration(),
                                "How far back rows count, by event time; those of a row's own time"
                                    + " count, too.")
                            .withExample("1m"),
                        Key.of(
                                ROWS,
                                Shape.integer(2, MOST),
                                "How many rows count, the row itself among them.")
                            .withExample("10"),
                        Key.of(
                                RunningKeys.TTL,
                                Shape.duration(),
                                "With `rows`, when the rows of a key are forgotten: a row that comes"
                                    + " so long after the last one begins anew.")
                            .withExample("1d")),
                    List.of(
                        Constraint.exactlyOne(LAST, ROWS)
                            .withHelp(
                                "write `last: 1m` for the rows of the last minute, or `rows: 10` with"
                                    + " `ttl: 1d` for the last ten"),
                        Constraint.requires(ROWS, RunningKeys.TTL)
                            .withHelp(
                                "add `ttl: 1d`: so long after its last row a key is forgotten"),
                        Constraint.requires(RunningKeys.TTL, ROWS)
                            .withHelp("remove `ttl`: `last` says how long rows are kept"))),
                "Has the aggregates in `add` computed for each row, over the rows up to it in the"
                    + " order of event time, and knows `PREVIOUS(x, 1)` there, the value of a row"
                    + " before. A row is given when the watermark has reached its time.")
            .withExample("{by: [city], last: 1m}"));
  }

  @Override
  public List<Constraint> constraints() {
    return List.of(
        Constraint.requires(KEY, "add")
            .withHelp("add `add`, with what is computed: `add: {average: AVG(x)}`"));
  }

  @Override
  public void spell(Spellings spellings) {
    spellings.put("a stream", KEY, "OVER", "rolling", "rollingWindow", "moving", "windowOver");
    String place = "`over`";
    spellings.put(place, "by", "keyBy", "partitionBy", "PARTITION BY", "key", "keys", "groupBy");
    spellings.put(
        place, LAST, "range", "within", "length", "duration", "size", "time", "preceding");
    spellings.put(place, ROWS, "count", "n", "last_rows", "lastRows");
    spellings.put(place, RunningKeys.TTL, "stateTtl", "retention", "keepFor");
    spellings.say(
        place,
        "write `last: 30m`; one row for each session comes of `window: {session: 30m}` with"
            + " `aggregate`",
        "session",
        "gap");
    spellings.say(
        place, "write what is computed as `add` of the stream", "add", "aggregate", "select");
    spellings.say(
        place, "rows go by their event time: remove it", "orderBy", "ORDER BY", "order", "sort");
  }

  @Override
  public Optional<OperationSpec> read(Fields stream, EndReader ends) {
    return stream
        .object(KEY)
        .map(
            fields ->
                OverSpec.builder()
                    .span(fields.mapping().span())
                    .by(fields.texts("by"))
                    .last(fields.duration(LAST))
                    // Where a parameter without a value stands it is some number all the same.
                    .rows(fields.text(ROWS).map(written -> fields.integer(ROWS).orElse(MOST)))
                    .ttl(fields.duration(RunningKeys.TTL))
                    .build());
  }

  @Override
  public boolean isIn(StreamSpec stream) {
    return stream.operation(OverSpec.class).isPresent();
  }

  /** Nothing: what could not be read of {@code add} is known of every stream. */
  @Override
  public Set<Open> open(StreamSpec stream) {
    return Set.of();
  }

  @Override
  public Flow analyze(StreamSpec stream, Flow input, AnalysisContext context) {
    return new OverAnalysis(context)
        .analyze(stream, stream.operation(OverSpec.class).orElseThrow(), input);
  }
}
