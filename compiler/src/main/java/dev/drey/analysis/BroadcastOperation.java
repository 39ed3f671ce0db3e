// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.Unanswered;
import dev.drey.model.OperationSpec;
import dev.drey.model.StreamSpec;
import dev.drey.schema.CatalogKeys;
import dev.drey.schema.EndReader;
import dev.drey.schema.Fields;
import dev.drey.schema.Spellings;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code broadcast}: each row with what a small stream says of it. */
final class BroadcastOperation implements StreamOperation {
  static final String KEY = "broadcast";
  private static final String FROM = "from";
  private static final String BY = "by";
  private static final String ON = "on";
  private static final String AS = "as";

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
                    Key.required(
                            FROM,
                            Shape.string(),
                            "The source or stream whose rows every subtask holds.")
                        .withExample("rules"),
                    Key.of(
                            BY,
                            Shape.list(Shape.column()),
                            "The columns of held rows by which a newer one takes the place of an"
                                + " older one. Rows that replace each other already bring their"
                                + " own.")
                        .withExample("[rule_id]"),
                    Key.required(
                            ON,
                            Shape.expression(),
                            "Whether a row belongs to a held one, whose columns are"
                                + " `NAME.column`. It comes once for each.")
                        .withExample("rule.country = country AND amount > rule.least"),
                    Key.required(
                            AS,
                            Shape.string(),
                            "The column that the held row becomes, whose columns are"
                                + " `NAME.column`.")
                        .withExample("rule"),
                    LookupKeys.fate(
                            LookupKeys.ON_MISSING,
                            List.of("keep", "drop"),
                            "What becomes of a row that belongs to none: it stays, with NULL, is"
                                + " dropped and counted, or goes to a stream of its own.")
                        .withDefault("keep")
                        .withExample("drop")),
                "Each row with those of a small stream that it belongs to: rules, rates, names."
                    + " Every subtask holds all of them.")
            .withExample(
                "{from: rules, by: [rule_id], on: amount > rule.least, as: rule, onMissing: drop}"));
  }

  @Override
  public void spell(Spellings spellings) {
    spellings.put("a stream", KEY, "broadcastJoin", "broadcastState", "sideInput", "mapSideJoin");
    String place = "`broadcast`";
    spellings.put(place, FROM, "stream", "with", "right", "table", "rules", "source");
    spellings.put(place, BY, "key", "keys", "keyBy", "primaryKey", "id");
    spellings.put(place, ON, "where", "condition", "when", "match");
    spellings.put(place, AS, "into", "name", "alias");
    spellings.put(place, LookupKeys.ON_MISSING, "onMiss", "missing", "onNotFound", "type");
  }

  @Override
  public Optional<OperationSpec> read(Fields stream, EndReader ends) {
    return stream
        .object(KEY)
        .map(
            fields ->
                BroadcastSpec.of(
                    fields.mapping().span(),
                    fields.text(FROM),
                    fields.texts(BY),
                    fields.text(ON),
                    fields.text(AS),
                    LookupKeys.fate(
                        fields, LookupKeys.ON_MISSING, "drop", Unanswered.DROP, Unanswered.KEEP),
                    fields.mapping().inDoubt().contains(LookupKeys.ON_MISSING)));
  }

  @Override
  public List<String> readAt() {
    return List.of(KEY + "." + FROM);
  }

  @Override
  public List<String> makesAt() {
    return List.of(KEY + "." + LookupKeys.ON_MISSING + ".to");
  }

  @Override
  public boolean isIn(StreamSpec stream) {
    return stream.operation(BroadcastSpec.class).isPresent();
  }

  @Override
  public Set<Open> open(StreamSpec stream) {
    Optional<BroadcastSpec> broadcast = stream.operation(BroadcastSpec.class);
    Set<Open> open = EnumSet.noneOf(Open.class);
    if (stream.inDoubt().contains(KEY)) {
      if (broadcast.isEmpty() || broadcast.get().as().isEmpty()) {
        open.add(Open.RESULT);
      }
      if (broadcast.isEmpty() || broadcast.get().from().isEmpty()) {
        open.add(Open.REFERENCES);
      }
      if (broadcast.isEmpty() || broadcast.get().namesInDoubt()) {
        open.add(Open.NAMES);
      }
    }
    return open;
  }

  @Override
  public Flow analyze(StreamSpec stream, Flow input, AnalysisContext context) {
    return new BroadcastAnalysis(
            context, stream, stream.operation(BroadcastSpec.class).orElseThrow())
        .analyze(input);
  }
}
