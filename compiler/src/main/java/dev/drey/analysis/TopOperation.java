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
import dev.drey.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code topN}: the first rows of each group by an order. */
final class TopOperation implements StreamOperation {
  static final String KEY = "topN";
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
                        Key.required(
                                "by",
                                Shape.oneOf(Shape.expression(), Shape.list(Shape.expression())),
                                "What rows are in order by: an expression with `ASC` or `DESC`, and"
                                    + " if need be `NULLS FIRST` or `NULLS LAST`, or a list of"
                                    + " these.")
                            .withExample("amount DESC"),
                        Key.required(
                                "n", Shape.integer(1, MOST), "How many rows are the first ones.")
                            .withExample("10"),
                        Key.of(
                                "rank",
                                Shape.string(),
                                "A column for a row's place, from 1. Rows of all so far are then"
                                    + " replaced by `keyBy` and place; without it they are taken"
                                    + " back.")
                            .withExample("place"),
                        RunningKeys.ttl(
                            "When a group of all rows so far is forgotten: so long after its last"
                                + " record. Its rows stay, and a record behind that begins it"
                                + " anew."),
                        Key.of(
                                "per",
                                Shape.oneOfTexts("window"),
                                "The first rows of each window, given once, when it has ended: of a"
                                    + " stream with `window_start` and `window_end`.")
                            .withExample("window")),
                    List.of(
                        Constraint.exactlyOne("per", RunningKeys.TTL)
                            .withHelp(
                                "write `per: window` for the first rows of each window, or `ttl:"
                                    + " 30d` for those of all so far"))),
                "The first rows by an order, of each group by `keyBy`.")
            .withExample("{by: amount DESC, n: 10, ttl: 30d}"));
  }

  @Override
  public void spell(Spellings spellings) {
    spellings.put("a stream", KEY, "top", "topK", "topn", "top_n", "rank", "rowNumber");
    String place = "`topN`";
    spellings.put(place, "by", "orderBy", "order", "sort", "sortBy", "on");
    spellings.put(place, "n", "k", "limit", "count", "rows", "size");
    spellings.put(place, "rank", "rowNumber", "row_number", "position", "place", "as");
    spellings.put(place, "per", "window", "in", "of");
    spellings.put(place, RunningKeys.TTL, "stateTtl", "retention", "keepFor", "within");
    spellings.say(
        place,
        "write the columns as `keyBy: [COLUMN]` of the stream",
        "keyBy",
        "partitionBy",
        "groupBy");
  }

  @Override
  public Optional<OperationSpec> read(Fields stream, EndReader ends) {
    return stream
        .object(KEY)
        .map(
            fields ->
                TopSpec.builder()
                    .span(fields.mapping().span())
                    .by(fields.texts("by"))
                    // Where a parameter without a value stands it is some number all the same.
                    .n(fields.text("n").map(written -> fields.integer("n").orElse(1)))
                    .rank(fields.text("rank"))
                    .perWindow(fields.node("per").isPresent())
                    .ttlAt(fields.node(RunningKeys.TTL).map(YamlNode::span))
                    .ttl(RunningKeys.ttl(fields))
                    .processingTime(RunningKeys.isByClock(fields))
                    .build());
  }

  @Override
  public boolean isIn(StreamSpec stream) {
    return stream.operation(TopSpec.class).isPresent();
  }

  /** A place whose name could not be read. */
  @Override
  public Set<Open> open(StreamSpec stream) {
    return stream.inDoubt().contains(KEY) ? Set.of(Open.RESULT) : Set.of();
  }

  @Override
  public Flow analyze(StreamSpec stream, Flow input, AnalysisContext context) {
    return new TopAnalysis(context)
        .analyze(stream, stream.operation(TopSpec.class).orElseThrow(), input);
  }
}
