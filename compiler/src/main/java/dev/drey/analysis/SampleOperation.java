// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.model.OperationSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.plan.SampleNode;
import dev.drey.schema.CatalogKeys;
import dev.drey.schema.EndReader;
import dev.drey.schema.Fields;
import dev.drey.schema.Spellings;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code sample}: a share of the rows, the same ones each time. */
final class SampleOperation implements StreamOperation {
  static final String KEY = "sample";

  @Override
  public Step step() {
    return Step.ROWS;
  }

  @Override
  public List<Key> keys(CatalogKeys catalog) {
    return List.of(
        Key.of(
                KEY,
                Shape.object(
                    Key.required("share", Shape.percent(), "How many of them are kept, about.")
                        .withExample("10%"),
                    Key.of(
                            "by",
                            Shape.list(Shape.column()),
                            "The columns that decide: rows with the same values in them are kept or"
                                + " dropped together. Absent, the whole row decides.")
                        .withExample("[user_id]")),
                "Keeps a share of the rows by a hash of their values, so the same ones are kept"
                    + " after a restart, in any number of subtasks, and in other streams.")
            .withExample("{share: 10%, by: [user_id]}"));
  }

  @Override
  public void spell(Spellings spellings) {
    spellings.put("a stream", KEY, "sampling", "subsample", "samplePercent", "tablesample");
    String place = "`sample`";
    spellings.put(place, "share", "rate", "ratio", "fraction", "percent", "probability", "p");
    spellings.put(place, "by", "key", "keys", "keyBy", "on", "columns", "fields", "key_field");
    spellings.say(
        place, "remove it: which rows are kept follows from their values alone", "seed", "exclude");
  }

  @Override
  public Optional<OperationSpec> read(Fields stream, EndReader ends) {
    return stream
        .object(KEY)
        .map(fields -> SampleSpec.of(fields.text("share"), fields.texts("by")));
  }

  @Override
  public boolean isIn(StreamSpec stream) {
    return stream.operation(SampleSpec.class).isPresent();
  }

  /** Nothing: rows keep their columns. */
  @Override
  public Set<Open> open(StreamSpec stream) {
    return Set.of();
  }

  @Override
  public Flow analyze(StreamSpec stream, Flow input, AnalysisContext context) {
    SampleSpec sample = stream.operation(SampleSpec.class).orElseThrow();
    List<Integer> by = new KeyList(context).columns(sample.by(), input.rowType(), input.hidden());
    Optional<BigDecimal> share = sample.share().map(written -> share(written, context));
    if (share.isEmpty() || by.size() < sample.by().size() || input.rowType().size() == 0) {
      return input;
    }
    String id = Role.ofOperation(KEY, stream.name().text());
    context.add(
        SampleNode.of(id, stream.name().text(), input.port(), share.get(), by, input.rowType()));
    return input.through(Port.out(id), input.rowType());
  }

  /** From 0 to 1, or all for one that a parameter has yet to give; none at all is reported. */
  private static BigDecimal share(LocatedText written, AnalysisContext context) {
    if (written.unresolved()) {
      return BigDecimal.ONE;
    }
    String percent = written.text().strip();
    BigDecimal share = new BigDecimal(percent.substring(0, percent.length() - 1)).movePointLeft(2);
    if (share.signum() == 0) {
      context.report(
          Diagnostic.at(
                  TypeCodes.NEVER_TRUE, written.span(), "a share of " + percent + " keeps no row")
              .label("no row passes")
              .help("write a share above 0%, or `enabled: false` to leave the stream out"));
    }
    return share;
  }
}
