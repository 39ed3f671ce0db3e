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

/** {@code orderBy}: rows in the order of their event time. */
final class OrderOperation implements StreamOperation {
  static final String KEY = "orderBy";

  @Override
  public Step step() {
    return Step.RESULT;
  }

  @Override
  public List<Key> keys(CatalogKeys catalog) {
    return List.of(
        Key.of(
                KEY,
                Shape.list(Shape.expression()),
                "Rows in the order of their event time, each given when the watermark has reached"
                    + " it: the column of the event time, then what decides between rows of one"
                    + " time, as SQL's `ORDER BY`. With `keyBy` in an order of each key.")
            .withExample("[ts, amount DESC]"));
  }

  @Override
  public void spell(Spellings spellings) {
    spellings.put("a stream", KEY, "ORDER BY", "order_by", "order", "sort", "sortBy");
  }

  @Override
  public Optional<OperationSpec> read(Fields stream, EndReader ends) {
    return stream.node(KEY).map(list -> OrderSpec.of(list.span(), stream.texts(KEY)));
  }

  @Override
  public boolean isIn(StreamSpec stream) {
    return stream.operation(OrderSpec.class).isPresent();
  }

  /** Nothing: rows keep their columns. */
  @Override
  public Set<Open> open(StreamSpec stream) {
    return Set.of();
  }

  @Override
  public Flow analyze(StreamSpec stream, Flow input, AnalysisContext context) {
    return new OrderAnalysis(context)
        .analyze(stream, stream.operation(OrderSpec.class).orElseThrow(), input);
  }
}
