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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code aggregate} without {@code window}: of each key one row of all records so far. What is
 * written is a part of the {@link AggregationSpec}.
 */
final class RunningOperation implements StreamOperation {
  @Override
  public Step step() {
    return Step.RESULT;
  }

  @Override
  public List<Key> keys(CatalogKeys catalog) {
    return List.of(RunningKeys.ttl(), RunningKeys.every());
  }

  @Override
  public List<Constraint> constraints() {
    return List.of(
        Constraint.requires(RunningKeys.TTL, "aggregate")
            .withHelp("add `aggregate`: `aggregate: {n: COUNT(*)}`, or remove `ttl`"),
        Constraint.requires(RunningKeys.TTL, "keyBy")
            .withHelp(
                "add `keyBy` with the columns that say whose row it is; for one row of all records"
                    + " `keyBy: {of: \"'all'\"}`"),
        Constraint.requires(RunningKeys.EVERY, RunningKeys.TTL)
            .withHelp("add `ttl: 1d`, or remove `every`; a window has a `trigger` for this"));
  }

  @Override
  public void spell(Spellings spellings) {
    RunningKeys.spell(spellings);
  }

  @Override
  public Optional<OperationSpec> read(Fields stream, EndReader ends) {
    return Optional.empty();
  }

  @Override
  public boolean isIn(StreamSpec stream) {
    return stream.operation(AggregationSpec.class).filter(AggregationSpec::isRunning).isPresent();
  }

  /** Nothing: {@link WindowOperation} says what aggregates and keys leave open. */
  @Override
  public Set<Open> open(StreamSpec stream) {
    return Set.of();
  }

  @Override
  public Flow analyze(StreamSpec stream, Flow input, AnalysisContext context) {
    return new RunningAnalysis(context)
        .analyze(stream, stream.operation(AggregationSpec.class).orElseThrow(), input);
  }
}
