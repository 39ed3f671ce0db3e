// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.model.OperationSpec;
import dev.drey.model.StreamSpec;
import dev.drey.schema.CatalogKeys;
import dev.drey.schema.EndReader;
import dev.drey.schema.Fields;
import dev.drey.schema.Spellings;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code sql}: a query of Flink SQL over streams. */
final class SqlOperation implements StreamOperation {
  static final String KEY = "sql";
  private static final String QUERY = "query";
  private static final String UPSERT_BY = "upsertBy";
  private static final String TTL = "ttl";

  @Override
  public Step step() {
    return Step.INPUT;
  }

  @Override
  public List<Key> keys(CatalogKeys catalog) {
    return List.of(
        Key.of(
                KEY,
                Shape.oneOf(
                    Shape.expression(),
                    Shape.object(
                        Key.required(
                                QUERY,
                                Shape.expression(),
                                "The query. `${name}` is a literal of the parameter's type.")
                            .withExample("SELECT card_id, COUNT(*) AS n FROM tx GROUP BY card_id"),
                        Key.of(
                                UPSERT_BY,
                                Shape.list(Shape.column()),
                                "The columns of the result by which its rows replace each other."
                                    + " Absent, rows of a result that changes are taken back one"
                                    + " by one.")
                            .withExample("[card_id]"),
                        Key.of(
                                TTL,
                                Shape.duration(),
                                "How long Flink keeps state that no row asks for, by the clock of"
                                    + " the machine. Absent, for ever.")
                            .withExample("1d"))),
                "A query of Flink SQL over sources and streams, which it names as its tables: the"
                    + " whole of Flink SQL, by Flink's own planner.")
            .withExample("SELECT card_id, amount FROM transactions WHERE amount > 100"));
  }

  @Override
  public void spell(Spellings spellings) {
    spellings.put("a stream", KEY, "SQL", "flinkSql", "flink_sql", "query", "sqlQuery", "table");
    String place = "`sql`";
    spellings.put(place, QUERY, "sql", "statement", "text", "select", "SELECT");
    spellings.put(place, UPSERT_BY, "primaryKey", "primary_key", "key", "keys", "keyBy", "by");
    spellings.put(place, TTL, "stateTtl", "state_ttl", "retention", "stateRetention", "keepFor");
  }

  @Override
  public Optional<OperationSpec> read(Fields stream, EndReader ends) {
    if (stream.node(KEY).isEmpty()) {
      return Optional.empty();
    }
    Optional<Fields> written = stream.objectIfAny(KEY);
    return Optional.of(
        written
            .map(
                fields ->
                    SqlSpec.of(fields.text(QUERY), fields.texts(UPSERT_BY), fields.duration(TTL)))
            .orElseGet(() -> SqlSpec.of(stream.textIfAny(KEY), List.of(), Optional.empty())));
  }

  @Override
  public boolean isIn(StreamSpec stream) {
    return stream.operation(SqlSpec.class).isPresent();
  }

  /** Its inputs, and so all columns. */
  @Override
  public Set<Open> open(StreamSpec stream) {
    return stream.inDoubt().contains(KEY) ? Set.of(Open.REFERENCES, Open.INPUT) : Set.of();
  }

  @Override
  public Flow analyze(StreamSpec stream, Flow input, AnalysisContext context) {
    return new SqlAnalysis(context, stream, stream.operation(SqlSpec.class).orElseThrow())
        .analyze();
  }
}
