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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code process}: an operator of one's own, from a plug-in. */
final class ProcessOperation implements StreamOperation {
  static final String KEY = "process";
  static final String TO = "to";

  @Override
  public Step step() {
    return Step.RESULT;
  }

  @Override
  public List<Key> keys(CatalogKeys catalog) {
    List<Key> operators = catalog.processors();
    String[] names = operators.stream().map(Key::name).toArray(String[]::new);
    List<Key> keys = new ArrayList<>(operators);
    keys.add(
        Key.of(
                TO,
                Shape.map(Shape.string(NAME)),
                "The streams that the operator's further outputs become: output to name. Rows of"
                    + " an output that is not named here are dropped and counted.")
            .withExample("{silent: silent_cards}"));
    return List.of(
        Key.of(
                KEY,
                Shape.object(
                    keys, names.length == 0 ? List.of() : List.of(Constraint.exactlyOne(names))),
                "The rows that an operator of one's own makes, `{NAME: {...}}` with its options,"
                    + " which the schema has where its plug-in is: see"
                    + " [operators](../guide/operators.md). With `keyBy` it keeps state and sets"
                    + " timers by key.")
            .withExample(
                operators.stream()
                    .findFirst()
                    .map(one -> "{" + one.name() + ": " + one.example().orElseThrow() + "}")
                    .orElse("{to: {silent: silent_cards}}")));
  }

  @Override
  public void spell(Spellings spellings) {
    spellings.put(
        "a stream",
        KEY,
        "operator",
        "processFunction",
        "keyedProcessFunction",
        "flatMap",
        "transform",
        "plugin",
        "udf");
    spellings.say(
        "`process`",
        "the operator is the key: write `process: {NAME: {...}}` with its options in braces",
        "name",
        "type",
        "kind",
        "class",
        "operator",
        "function");
    spellings.put("`process`", TO, "outputs", "sideOutputs", "output", "streams");
  }

  @Override
  public Optional<OperationSpec> read(Fields stream, EndReader ends) {
    return stream
        .object(KEY)
        .map(
            fields ->
                ProcessSpec.of(
                    ends.processor(fields),
                    fields.named(TO),
                    fields.mapping().inDoubt().contains(TO)));
  }

  @Override
  public List<String> makesAt() {
    return List.of(KEY + "." + TO);
  }

  @Override
  public boolean isIn(StreamSpec stream) {
    return stream.operation(ProcessSpec.class).isPresent();
  }

  @Override
  public Set<Open> open(StreamSpec stream) {
    Optional<ProcessSpec> process = stream.operation(ProcessSpec.class);
    Set<Open> open = EnumSet.noneOf(Open.class);
    if (stream.inDoubt().contains(KEY)) {
      if (process.isEmpty() || !process.get().operator().complete()) {
        open.add(Open.RESULT);
      }
      if (process.isEmpty() || process.get().namesInDoubt()) {
        open.add(Open.NAMES);
      }
    }
    return open;
  }

  @Override
  public Flow analyze(StreamSpec stream, Flow input, AnalysisContext context) {
    return new ProcessAnalysis(context)
        .analyze(stream, stream.operation(ProcessSpec.class).orElseThrow(), input);
  }
}
