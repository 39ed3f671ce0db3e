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
import dev.drey.source.LocatedText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code union}: several inputs as one. */
final class UnionOperation implements StreamOperation {
  @Override
  public Step step() {
    return Step.INPUT;
  }

  @Override
  public List<Key> keys(CatalogKeys catalog) {
    return List.of(
        Key.of(
                "union",
                Shape.list(Shape.string()),
                "Sources or streams with the same columns, taken together as one.")
            .withExample("[web_clicks, app_clicks]"));
  }

  @Override
  public List<Constraint> constraints() {
    return List.of(Constraint.atMostOne("union", "window"));
  }

  @Override
  public void spell(Spellings spellings) {
    spellings.put("a stream", "union", "merge", "unionAll", "concat", "UNION");
  }

  @Override
  public Optional<OperationSpec> read(Fields stream, EndReader ends) {
    List<LocatedText> inputs = stream.texts("union");
    return inputs.isEmpty() ? Optional.empty() : Optional.of(UnionSpec.of(inputs));
  }

  @Override
  public List<String> readAt() {
    return List.of("union");
  }

  @Override
  public boolean isIn(StreamSpec stream) {
    return stream.operation(UnionSpec.class).isPresent();
  }

  @Override
  public Set<Open> open(StreamSpec stream) {
    Set<Open> open = EnumSet.noneOf(Open.class);
    if (stream.inDoubt().contains("union")) {
      open.add(Open.REFERENCES);
      if (stream.inputs().isEmpty()) {
        open.add(Open.INPUT);
      }
    }
    return open;
  }

  @Override
  public Flow analyze(StreamSpec stream, Flow input, AnalysisContext context) {
    List<LocatedText> names = stream.operation(UnionSpec.class).orElseThrow().inputs();
    List<Flow> read = new ArrayList<>();
    names.forEach(name -> read.add(context.flow(name)));
    return new Inputs(context).union(stream.name(), names, read);
  }
}
